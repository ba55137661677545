// The typed RPC methods that the backend offers to the edge. They are not part of the public API.

import { contentOf } from '../certificates/issuing/issue-certificate.ts';
import { acknowledgeDownload, grantDownload } from '../certificates/life/grant-download.ts';
import { toRecord } from '../certificates/record.ts';
import { findCertificateByCode, findCertificateOfFile, type WholeCertificate } from '../certificates/store.ts';
import type { Actor } from '../core/actor.ts';
import { DependencyError, refuse } from '../core/errors.ts';
import { settle } from '../core/outcome.ts';
import { readWithin } from '../db/read-within.ts';
import { readBearer } from '../http/authenticate.ts';
import { withGrantedRoles } from '../http/with-granted-roles.ts';
import { respondsInTime } from './readiness.ts';
import type { ApiServices, BackendRpc, DownloadRequest } from './services.ts';

/** Somebody waits with a document in hand. Other statements may take as long as `statement_timeout`. */
const verificationTimeoutMs = 4_000;

export function createBackendRpc(services: ApiServices): BackendRpc {
  const { ports, publicUrl } = services;
  const readRecord = (find: () => Promise<WholeCertificate | null>) =>
    settle(async () => {
      const row = await readWithin(verificationTimeoutMs, find);
      return row === null ? null : toRecord(row, contentOf(row, publicUrl));
    });
  /** Downloads are reads, so granted roles may be cached. */
  const asCaller = async <T>({ authorization }: DownloadRequest, act: (actor: Actor) => Promise<T>): Promise<T> => {
    if (authorization === null) throw refuse('unauthenticated');
    const actor = await services.verifyToken(readBearer(authorization));
    return withGrantedRoles(actor, ({ playerId }) => services.grantedRoles(playerId, { isFresh: false }), act);
  };
  return {
    certificateByCode: (code) => readRecord(() => findCertificateByCode(ports.db, code)),
    certificateOfFile: (sha256, claimedCodes) =>
      readRecord(() => findCertificateOfFile(ports.db, { sha256, claimedCodes })),
    grantDownload: (download) =>
      settle(() => asCaller(download, (actor) => grantDownload(ports, actor, download.id, download.format))),
    acknowledgeDownload: (download) =>
      settle(() => asCaller(download, (actor) => acknowledgeDownload(ports, actor, download.id))),
    databaseReadiness: () =>
      settle(async () => {
        if (!(await respondsInTime(() => ports.db.sql`SELECT 1`))) throw new DependencyError('database');
        return { hasQueryCache: await services.hasQueryCache().catch(() => false) };
      }),
  };
}
