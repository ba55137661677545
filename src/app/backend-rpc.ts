// Typed RPC methods of the backend, for the edge only. They are not part of the public API.

import type { FileFormat } from '../certificates/certificate.ts';
import { contentOf } from '../certificates/issuing/issue-certificate.ts';
import { acknowledgeDownload, type DownloadGrant, grantDownload } from '../certificates/life/grant-download.ts';
import { toRecord } from '../certificates/record.ts';
import { findCertificateByCode, findCertificateOfFile, type WholeCertificate } from '../certificates/store.ts';
import type { CertificateRecord } from '../certificates/verification/verdict.ts';
import type { Actor } from '../core/actor.ts';
import { DependencyError, refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import { type Outcome, settle } from '../core/outcome.ts';
import { readBearer } from '../http/authenticate.ts';
import { respondsInTime } from './readiness.ts';
import type { ApiServices } from './services.ts';

export interface DownloadRequest {
  /** The request's Authorization header. */
  readonly authorization: string | null;
  readonly id: Id<'certificate'>;
  readonly format: FileFormat;
}

interface DatabaseReadiness {
  /** Query results may be stale. */
  readonly hasQueryCache: boolean;
}

export interface BackendRpc {
  /** `code` is normalized: 16 characters of Crockford base32, or a legacy UUID. */
  certificateByCode(code: string): Promise<Outcome<CertificateRecord | null>>;
  /** The certificate whose file has this hash, otherwise the one with the claimed code. */
  certificateOfFile(sha256: string, code: string | null): Promise<Outcome<CertificateRecord | null>>;
  grantDownload(download: DownloadRequest): Promise<Outcome<DownloadGrant>>;
  /** Counts a download when its first bytes are sent. */
  acknowledgeDownload(download: DownloadRequest): Promise<Outcome<void>>;
  databaseReadiness(): Promise<Outcome<DatabaseReadiness>>;
}

export function createBackendRpc(services: ApiServices): BackendRpc {
  const { ports, publicUrl } = services;
  const recordOf = (row: WholeCertificate | null) => (row === null ? null : toRecord(row, contentOf(row, publicUrl)));
  const actorOf = async ({ authorization }: DownloadRequest): Promise<Actor> => {
    if (authorization === null) throw refuse('unauthenticated');
    return services.verifyToken(readBearer(authorization));
  };
  return {
    certificateByCode: (code) => settle(async () => recordOf(await findCertificateByCode(ports.db, code))),
    certificateOfFile: (sha256, claimedCode) =>
      settle(async () => recordOf(await findCertificateOfFile(ports.db, { sha256, claimedCode }))),
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
