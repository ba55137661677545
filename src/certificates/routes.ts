// HTTP routes of certificates that need the database. What the public sees is put together at the edge.

import { Hono } from 'hono';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import { toPage } from '../core/page.ts';
import { actorOf } from '../http/authenticate.ts';
import type { ApiContext, ApiEnv } from '../http/context.ts';
import { readId, readJson, readPage, readQuery } from '../http/validate.ts';
import { mayRunTournament } from '../tournaments/permission.ts';
import { changeCertificateState, findForAct, type WantedChange } from './change-certificate.ts';
import {
  certificateJson,
  certificatesIssue,
  expirySet,
  fileClaimQuery,
  fileQuery,
  privacySet,
  reasonGiven,
  replacementCreate,
  toRecord,
} from './contract.ts';
import { acknowledgeDownload, grantDownload } from './grant-download.ts';
import { hideCertificate, refuseUnlessHolder } from './hide-certificate.ts';
import { contentOf } from './issue-certificate.ts';
import { issueCertificates } from './issue-certificates.ts';
import { mayDownload } from './permission.ts';
import { replaceCertificate } from './replace-certificate.ts';
import {
  countProgress,
  findCertificate,
  findCertificateByCode,
  findCertificateOfFile,
  findOrganizer,
  listCertificates,
  listHeldCertificates,
  type WholeCertificate,
} from './store.ts';
import { normalizeCode } from './typed-code.ts';

export const tournamentCertificateRoutes = new Hono<ApiEnv>()
  .post('/:id/certificates', async (c) => {
    const { ports, jobs } = c.env.services;
    const id = readId(c, 'tournament');
    const { registrationIds = null } = await readJson(c, certificatesIssue, () => refuseUnlessRuns(c, id));
    const { pendingIds, ...progress } = await issueCertificates(ports, actorOf(c), id, registrationIds);
    await jobs.issueCertificates(pendingIds);
    return c.json(progress, 202, { location: `/v1/tournaments/${id}/certificates` });
  })
  .get('/:id/certificates', async (c) => {
    actorOf(c);
    const { ports, publicUrl } = c.env.services;
    const id = readId(c, 'tournament');
    const page = readPage(c);
    await refuseUnlessRuns(c, id);
    // Counted before it is listed: once nothing is pending, no row below says that it is.
    const progress = await countProgress(ports.db.sql, id);
    const rows = await listCertificates(ports.db, id, page);
    const { items, nextCursor } = toPage(rows, page.limit, (row) => row.id);
    return c.json({ ...progress, items: items.map((row) => certificateJson(row, publicUrl)), nextCursor });
  });

export const certificateRoutes = new Hono<ApiEnv>()
  .get('/', async (c) => {
    const { ports, publicUrl } = c.env.services;
    const [{ playerId }, page] = [actorOf(c), readPage(c)];
    const rows = await listHeldCertificates(ports.db, playerId, page);
    const { items, nextCursor } = toPage(rows, page.limit, (row) => row.id);
    return c.json({ items: items.map((row) => certificateJson(row, publicUrl)), nextCursor });
  })
  .get('/by-code/:code', async (c) => {
    const code = normalizeCode(c.req.param('code'));
    return recordJson(c, code === null ? null : await findCertificateByCode(c.env.services.ports.db, code));
  })
  .get('/by-file', async (c) => {
    const { sha256, code = null } = readQuery(c, fileClaimQuery);
    return recordJson(c, await findCertificateOfFile(c.env.services.ports.db, { sha256, claimedCode: code }));
  })
  .get('/:id', async (c) => {
    const { ports, publicUrl } = c.env.services;
    const row = await findCertificate(ports.db, readId(c, 'certificate'));
    const actor = actorOf(c);
    if (row === null) throw refuse('not_found', { kind: 'certificate' });
    if (!mayDownload(actor, row)) throw refuse('forbidden', { needs: 'holder or organizer' });
    return c.json(certificateJson(row, publicUrl));
  })
  .post('/:id/revocation', (c) => change(c, 'revoke', reasonGiven))
  .post('/:id/suspension', (c) => change(c, 'suspend', reasonGiven))
  .delete('/:id/suspension', (c) => change(c, 'lift', reasonGiven))
  .put('/:id/expiry', (c) => change(c, 'set_expiry', expirySet))
  .post('/:id/replacement', async (c) => {
    const { ports, jobs } = c.env.services;
    const id = readId(c, 'certificate');
    const authorize = () => findForAct(ports, actorOf(c), id, 'replace');
    const { displayName, language, reason } = await readJson(c, replacementCreate, authorize);
    const replaced = await replaceCertificate(ports, actorOf(c), id, { displayName, language, reason });
    await jobs.issueCertificates([replaced.id]);
    return c.json(replaced, 202, { location: `/v1/certificates/${replaced.id}` });
  })
  .put('/:id/privacy', async (c) => {
    const id = readId(c, 'certificate');
    const authorize = () => refuseUnlessHolder(c.env.services.ports, actorOf(c), id);
    const { isPrivate } = await readJson(c, privacySet, authorize);
    await hideCertificate(c.env.services.ports, actorOf(c), id, isPrivate);
    return c.json({ id, isPrivate });
  })
  // The edge asks before it streams, and says so once bytes are on their way.
  .get('/:id/download', async (c) => {
    const [actor, { as: format }] = [actorOf(c), readQuery(c, fileQuery)];
    return c.json(await grantDownload(c.env.services.ports, actor, readId(c, 'certificate'), format));
  })
  .post('/:id/download', async (c) => {
    await acknowledgeDownload(c.env.services.ports, actorOf(c), readId(c, 'certificate'));
    return c.body(null, 204);
  });

async function change(
  c: ApiContext,
  act: WantedChange['act'],
  schema: typeof reasonGiven | typeof expirySet,
): Promise<Response> {
  const { ports, publicUrl } = c.env.services;
  const [actor, id] = [actorOf(c), readId(c, 'certificate')];
  const wanted = await readJson(c, schema, () => findForAct(ports, actor, id, act));
  await changeCertificateState(ports, actor, id, { act, ...wanted });
  const row = await findCertificate(ports.db, id);
  return row === null ? c.notFound() : c.json(certificateJson(row, publicUrl));
}

/** @throws DomainError not_found, forbidden. */
async function refuseUnlessRuns(c: ApiContext, id: Id<'tournament'>): Promise<void> {
  const organizerId = await findOrganizer(c.env.services.ports.db, id);
  if (organizerId === null) throw refuse('not_found', { kind: 'tournament' });
  if (!mayRunTournament(actorOf(c), { organizerId }))
    throw refuse('forbidden', { needs: 'organizer of this tournament' });
}

function recordJson(c: ApiContext, row: WholeCertificate | null): Response {
  if (row === null) throw refuse('not_found', { kind: 'certificate' });
  return c.json(toRecord(row, contentOf(row, c.env.services.publicUrl)));
}
