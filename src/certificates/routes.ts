// HTTP routes of certificates that need the database. The edge serves the public answers.

import { Hono } from 'hono';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import { toPage } from '../core/page.ts';
import type { ConfigurationFault } from '../core/public-url.ts';
import { actorOf } from '../http/authenticate.ts';
import type { ApiContext, ApiEnv } from '../http/context.ts';
import { readId, readJson, readPage } from '../http/validate.ts';
import type { Ports } from '../outbox/ports.ts';
import { authorizeRun } from '../tournaments/authorize-run.ts';
import {
  auditReasonGiven,
  certificateJson,
  certificatesIssue,
  expirySet,
  printedNameSet,
  privacySet,
  replacementCreate,
  revocationCreate,
  staffNotesJson,
  suspensionCreate,
} from './contract.ts';
import { refuseUnprintable } from './issuing/issue-certificate.ts';
import { issueCertificates } from './issuing/issue-certificates.ts';
import { changeCertificateState, findForAct, type WantedChange } from './life/change-certificate.ts';
import { hideCertificate, refuseUnlessHolder } from './life/hide-certificate.ts';
import { replaceCertificate } from './life/replace-certificate.ts';
import { revokeCertificate } from './life/revoke-certificate.ts';
import { findForSpelling, setPrintedName } from './life/set-printed-name.ts';
import { mayDownload, mayReadNotes } from './permission.ts';
import {
  type CertificateRow,
  countProgress,
  findCertificate,
  listCertificates,
  listHeldCertificates,
} from './store.ts';

interface Services {
  readonly ports: Ports;
  readonly jobs: { issueCertificates(ids: readonly Id<'certificate'>[]): Promise<void> };
  readonly publicUrl: string;
  readonly issuingFault: ConfigurationFault | null;
}

export const tournamentCertificateRoutes = new Hono<ApiEnv<Services>>()
  .post('/:id/certificates', async (c) => {
    const { ports, jobs } = c.env.services;
    const id = readId(c, 'tournament');
    const body = await readJson(c, certificatesIssue, () => authorizeRun(ports.db, actorOf(c), id));
    refuseUnprintable(c.env.services.issuingFault);
    const input = { only: body.registrationIds, title: body.printedTitle, issuer: body.printedIssuer };
    const { pendingIds, ...progress } = await issueCertificates(ports, actorOf(c), id, input);
    await jobs.issueCertificates(pendingIds);
    return c.json(progress, 202, { location: `/v1/tournaments/${id}/certificates` });
  })
  .get('/:id/certificates', async (c) => {
    actorOf(c);
    const { ports, publicUrl } = c.env.services;
    const id = readId(c, 'tournament');
    const page = readPage(c);
    await authorizeRun(ports.db, actorOf(c), id);
    // Count before listing: if `pending` is zero, no listed row is pending.
    const progress = await countProgress(ports.db.sql, id);
    const rows = await listCertificates(ports.db, id, page);
    const { items, nextCursor } = toPage(rows, page.limit, (row) => row.id);
    return c.json({ ...progress, items: items.map((row) => staffJson(row, publicUrl)), nextCursor });
  });

export const certificateRoutes = new Hono<ApiEnv<Services>>()
  .get('/', async (c) => {
    const { ports, publicUrl } = c.env.services;
    const [{ playerId }, page] = [actorOf(c), readPage(c)];
    const rows = await listHeldCertificates(ports.db, playerId, page);
    const { items, nextCursor } = toPage(rows, page.limit, (row) => row.id);
    return c.json({ items: items.map((row) => certificateJson(row, publicUrl)), nextCursor });
  })
  .get('/:id', async (c) => {
    const { ports, publicUrl } = c.env.services;
    const row = await findCertificate(ports.db, readId(c, 'certificate'));
    const actor = actorOf(c);
    if (row === null) throw refuse('not_found', { kind: 'certificate' });
    if (!mayDownload(actor, row)) throw refuse('forbidden', { needs: 'holder or organizer' });
    return c.json(mayReadNotes(actor, row) ? staffJson(row, publicUrl) : certificateJson(row, publicUrl));
  })
  .post('/:id/revocation', async (c) => {
    const { ports } = c.env.services;
    const [actor, id] = [actorOf(c), readId(c, 'certificate')];
    const wanted = await readJson(c, revocationCreate, () => findForAct(ports, actor, id, 'revoke'));
    await revokeCertificate(ports, actor, id, wanted);
    return staffAnswer(c, id);
  })
  .post('/:id/suspension', (c) => change(c, 'suspend', suspensionCreate))
  .delete('/:id/suspension', (c) => change(c, 'lift', auditReasonGiven))
  .put('/:id/expiry', (c) => change(c, 'set_expiry', expirySet))
  .post('/:id/replacement', async (c) => {
    const { ports, jobs } = c.env.services;
    const [actor, id] = [actorOf(c), readId(c, 'certificate')];
    const wanted = await readJson(c, replacementCreate, () => findForAct(ports, actor, id, 'replace'));
    refuseUnprintable(c.env.services.issuingFault);
    const replaced = await replaceCertificate(ports, actor, id, wanted);
    await jobs.issueCertificates([replaced.id]);
    return c.json(replaced, 202, { location: `/v1/certificates/${replaced.id}` });
  })
  .put('/:id/printed-name', async (c) => {
    const { ports, jobs, publicUrl } = c.env.services;
    const [actor, id] = [actorOf(c), readId(c, 'certificate')];
    const { printedName } = await readJson(c, printedNameSet, () => findForSpelling(ports, actor, id));
    await setPrintedName(ports, actor, id, printedName);
    await jobs.issueCertificates([id]);
    const row = await findCertificate(ports.db, id);
    return row === null ? c.notFound() : c.json(certificateJson(row, publicUrl));
  })
  .put('/:id/privacy', async (c) => {
    const id = readId(c, 'certificate');
    const authorize = () => refuseUnlessHolder(c.env.services.ports, actorOf(c), id);
    const { isPrivate } = await readJson(c, privacySet, authorize);
    await hideCertificate(c.env.services.ports, actorOf(c), id, isPrivate);
    return c.json({ id, isPrivate });
  });

type ChangeSchema = typeof suspensionCreate | typeof auditReasonGiven | typeof expirySet;

async function change(c: ApiContext<Services>, act: WantedChange['act'], schema: ChangeSchema): Promise<Response> {
  const { ports } = c.env.services;
  const [actor, id] = [actorOf(c), readId(c, 'certificate')];
  const wanted = await readJson(c, schema, () => findForAct(ports, actor, id, act));
  await changeCertificateState(ports, actor, id, { act, ...wanted });
  return staffAnswer(c, id);
}

async function staffAnswer(c: ApiContext<Services>, id: Id<'certificate'>): Promise<Response> {
  const { ports, publicUrl } = c.env.services;
  const row = await findCertificate(ports.db, id);
  return row === null ? c.notFound() : c.json(staffJson(row, publicUrl));
}

const staffJson = (row: CertificateRow, publicUrl: string) => ({
  ...certificateJson(row, publicUrl),
  ...staffNotesJson(row),
});
