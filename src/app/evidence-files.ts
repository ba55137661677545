// Routes of the edge that take and send files of evidence. The backend judges who may; the edge reads, hashes, stores and sends the bytes.

import { type Context, Hono } from 'hono';
import { readIssuedFile } from '../certificates/verification/read-issued-file.ts';
import { refuse } from '../core/errors.ts';
import { sha256Hex } from '../core/hex.ts';
import { fileSizeBytesMax } from '../core/limits.ts';
import { unwrap } from '../core/outcome.ts';
import { answerFile } from '../http/files/file.ts';
import { limitUpload, readUpload } from '../http/files/upload.ts';
import { readId, refuseQuery } from '../http/validate.ts';
import { outcomeOf } from '../objects/put-in-steps.ts';
import { verifyPortsOf } from '../pages/certificate/certificate-routes.tsx';
import { evidenceJson } from '../tournaments/evidence/contract.ts';
import { evidenceTypeOf, evidenceTypes } from '../tournaments/evidence/evidence.ts';
import type { EdgeEnv } from './services.ts';

export const evidenceFileRoutes = new Hono<EdgeEnv>()
  .post('/v1/matches/:id/evidence/files', limitUpload, async (c) => {
    refuseQuery(c);
    const matchId = readId(c, 'match');
    const authorization = authorizationOf(c);
    const bytes = await readUpload(c.req.raw, fileSizeBytesMax);
    const contentType = evidenceTypeOf(bytes);
    if (contentType === null) throw refuse('unsupported_file', { accepts: evidenceTypes });
    const { rpc, verify } = c.get('services');
    const backend = rpc(matchId);
    const { phase } = verify.objects;
    const file = { sha256: await sha256Hex(bytes), sizeBytes: bytes.byteLength, contentType };
    const begun = unwrap(await backend.beginEvidence(authorization, { matchId, ...file, sides: phase.write }));
    if (begun.isStored || begun.file === null) return c.json(evidenceJson(begun), 201);
    const results = await verify.objects.putEach({ key: begun.file.key, bytes, contentType, sha256: file.sha256 });
    const finished = unwrap(await backend.finishEvidence(begun, results.map(outcomeOf)));
    if (!finished.isStored) throw results[0]?.error;
    return c.json(evidenceJson(finished), 201);
  })
  .get('/v1/evidence/:id/file', async (c) => {
    refuseQuery(c);
    const id = readId(c, 'evidence');
    const grant = unwrap(await c.get('services').rpc(id).grantEvidence(authorizationOf(c), id));
    return answerFile(c.req.raw, grant, () => readIssuedFile(verifyPortsOf(c), grant));
  });

function authorizationOf(c: Context<EdgeEnv>): string {
  const authorization = c.req.header('authorization');
  if (authorization === undefined) throw refuse('unauthenticated');
  return authorization;
}
