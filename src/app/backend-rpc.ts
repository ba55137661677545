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
  const actorOf = async ({ authorization }: DownloadRequest): Promise<Actor> => {
    if (authorization === null) throw refuse('unauthenticated');
    return services.verifyToken(readBearer(authorization));
  };
  return {
    certificateByCode: (code) => readRecord(() => findCertificateByCode(ports.db, code)),
    certificateOfFile: (sha256, claimedCodes) =>
      readRecord(() => findCertificateOfFile(ports.db, { sha256, claimedCodes })),
    grantDownload: (download) =>
      settle(async () => grantDownload(ports, await actorOf(download), download.id, download.format)),
    acknowledgeDownload: (download) =>
      settle(async () => acknowledgeDownload(ports, await actorOf(download), download.id)),
    databaseReadiness: () =>
      settle(async () => {
        if (!(await respondsInTime(() => ports.db.sql`SELECT 1`))) throw new DependencyError('database');
        return { hasQueryCache: await services.hasQueryCache().catch(() => false) };
      }),
  };
}
