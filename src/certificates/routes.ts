// HTTP routes of certificates that need the database. What the public sees is put together at the edge.

import { Hono } from 'hono';
import { refuse } from '../core/errors.ts';
import { toPage } from '../core/page.ts';
import { actorOf } from '../http/authenticate.ts';
import type { ApiEnv } from '../http/context.ts';
import { matches } from '../http/reply.ts';
import { readId, readJson, readPage, readQuery } from '../http/validate.ts';
import { mayRunTournament } from '../tournaments/permission.ts';
import { certificateJson, certificatesIssue, fileQuery, revocationCreate, toRecord } from './contract.ts';
import { grantDownload } from './grant-download.ts';
import { contentOf } from './issue-certificate.ts';
import { issueCertificates } from './issue-certificates.ts';
import { revokeCertificate } from './revoke-certificate.ts';
import { countProgress, findCertificate, findCertificateByCode, findOrganizer, listCertificates } from './store.ts';

export const tournamentCertificateRoutes = new Hono<ApiEnv>()
  .post('/:id/certificates', async (c) => {
    await readJson(c, certificatesIssue);
    const { ports, jobs } = c.env.services;
    const { pendingIds, ...progress } = await issueCertificates(ports, actorOf(c), readId(c, 'tournament'));
    await jobs.issueCertificates(pendingIds);
    return c.json(progress, 202);
  })
  .get('/:id/certificates', async (c) => {
    const actor = actorOf(c);
    const { ports, publicUrl } = c.env.services;
    const id = readId(c, 'tournament');
    const page = readPage(c);
    const organizerId = await findOrganizer(ports.db, id);
    if (organizerId === null) throw refuse('not_found', { kind: 'tournament' });
    if (!mayRunTournament(actor, { organizerId })) throw refuse('forbidden', { needs: 'organizer of this tournament' });
    const rows = await listCertificates(ports.db, id, page);
    const { items, nextCursor } = toPage(rows, page.limit, (row) => row.id);
    const progress = await countProgress(ports.db.sql, id);
    return c.json({ ...progress, items: items.map((row) => certificateJson(row, publicUrl)), nextCursor });
  });

export const certificateRoutes = new Hono<ApiEnv>()
  .get('/by-code/:code', async (c) => {
    const { ports, publicUrl } = c.env.services;
    const row = await findCertificateByCode(ports.db, c.req.param('code'));
    if (row === null) throw refuse('not_found', { kind: 'certificate' });
    return c.json(toRecord(row, contentOf(row, publicUrl)));
  })
  .get('/:id', async (c) => {
    const { ports, publicUrl } = c.env.services;
    const row = await findCertificate(ports.db, readId(c, 'certificate'));
    if (row === null) throw refuse('not_found', { kind: 'certificate' });
    return c.json(certificateJson(row, publicUrl));
  })
  .post('/:id/revocation', async (c) => {
    const { reason } = await readJson(c, revocationCreate);
    const id = readId(c, 'certificate');
    await revokeCertificate(c.env.services.ports, actorOf(c), id, reason);
    return c.json({ id, state: 'revoked', reason });
  })
  .get('/:id/download', async (c) => {
    const { as: format } = readQuery(c, fileQuery);
    const range = c.req.header('range');
    const isFirstPart = range === undefined || range.startsWith('bytes=0-');
    const isNew = (sha256: string) => !matches(c.req.header('if-none-match'), `"${sha256}"`);
    const isCounted = ({ sha256 }: { sha256: string }) => isFirstPart && isNew(sha256);
    return c.json(
      await grantDownload(c.env.services.ports, actorOf(c), readId(c, 'certificate'), { format, isCounted }),
    );
  });
