// Is this certificate genuine? A pure answer from the database's record and, where the file was looked at, its hash.

import type { Instant } from '../core/instant.ts';
import type { CertificateContent, CertificateState, FileFormat } from './certificate.ts';

export type VerdictKind = 'valid' | 'pending' | 'revoked' | 'suspended' | 'superseded' | 'expired' | 'altered';

/** What was found where the file should be. Only `differs` is ever called altered: a store that is silent proves nothing. */
export type FileCheck = 'matches' | 'differs' | 'missing' | 'unreachable' | 'not_checked';

/** What the database knows; the same for anybody who asks. */
export interface CertificateRecord {
  readonly content: CertificateContent;
  readonly id: string;
  readonly state: CertificateState;
  readonly createdAt: Instant;
  readonly issuedAt: Instant | null;
  readonly revokedAt: Instant | null;
  readonly revokedReason: string | null;
  readonly files: Readonly<Record<FileFormat, { readonly sha256: string; readonly sizeBytes: number } | null>>;
}

export interface Verdict {
  readonly verdict: VerdictKind;
  readonly fileCheck: FileCheck;
  readonly record: CertificateRecord;
}

/** What became of a certificate outweighs what became of its file. */
export function judge(record: CertificateRecord, fileCheck: FileCheck): Verdict {
  const byState = record.state === 'active' ? 'valid' : record.state;
  const verdict = byState === 'valid' && fileCheck === 'differs' ? 'altered' : byState;
  return { verdict, fileCheck, record };
}
