// What only our own edge may ask the backend: typed questions, no routes of the public API. Answered beside the database.

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
import { answersInTime } from './readiness.ts';
import type { ApiServices } from './services.ts';

export interface DownloadQuestion {
  /** The request's Authorization header. */
  readonly authorization: string | null;
  readonly id: Id<'certificate'>;
  readonly format: FileFormat;
}

export interface DatabaseReadiness {
  /** Answers of the database may be old. */
  readonly hasQueryCache: boolean;
}

export interface BackendQuestions {
  /** `code` is normalized: 16 characters of Crockford base32, or an old UUID. */
  certificateByCode(code: string): Promise<Outcome<CertificateRecord | null>>;
  /** The certificate with this very file, or else the one that the code names. */
  certificateOfFile(sha256: string, code: string | null): Promise<Outcome<CertificateRecord | null>>;
  grantDownload(question: DownloadQuestion): Promise<Outcome<DownloadGrant>>;
  /** The first bytes are on their way. */
  acknowledgeDownload(question: DownloadQuestion): Promise<Outcome<void>>;
  databaseReadiness(): Promise<Outcome<DatabaseReadiness>>;
}

export function answerQuestions(services: ApiServices): BackendQuestions {
  const { ports, publicUrl } = services;
  const recordOf = (row: WholeCertificate | null) => (row === null ? null : toRecord(row, contentOf(row, publicUrl)));
  const actorOf = async ({ authorization }: DownloadQuestion): Promise<Actor> => {
    if (authorization === null) throw refuse('unauthenticated');
    return services.verifyToken(readBearer(authorization));
  };
  return {
    certificateByCode: (code) => settle(async () => recordOf(await findCertificateByCode(ports.db, code))),
    certificateOfFile: (sha256, claimedCode) =>
      settle(async () => recordOf(await findCertificateOfFile(ports.db, { sha256, claimedCode }))),
    grantDownload: (question) =>
      settle(async () => grantDownload(ports, await actorOf(question), question.id, question.format)),
    acknowledgeDownload: (question) =>
      settle(async () => acknowledgeDownload(ports, await actorOf(question), question.id)),
    databaseReadiness: () =>
      settle(async () => {
        if (!(await answersInTime(() => ports.db.sql`SELECT 1`))) throw new DependencyError('database');
        return { hasQueryCache: await services.hasQueryCache().catch(() => false) };
      }),
  };
}
