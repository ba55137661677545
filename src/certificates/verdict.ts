// Is this certificate genuine? A pure answer from the database's record and, where the file was looked at, its hash.

import type { Instant } from '../core/instant.ts';
import type { CertificateContent, CertificateState, FileFormat } from './certificate.ts';

export type VerdictKind = 'valid' | 'pending' | 'revoked' | 'suspended' | 'superseded' | 'expired' | 'altered';

/** What was found where the file should be. Only `differs` is ever called altered: a store that is silent proves nothing. */
export type FileCheck = 'matches' | 'differs' | 'missing' | 'unreachable' | 'not_checked';

/** What the database knows and anybody may be told. */
export interface CertificateRecord {
  /** 16 characters of Crockford base32 without hyphens. */
  readonly code: string;
  readonly verificationUrl: string;
  /** null when the holder wants nothing told but the verdict. */
  readonly content: CertificateContent | null;
  readonly id: string;
  readonly state: CertificateState;
  readonly createdAt: Instant;
  readonly issuedAt: Instant | null;
  readonly revokedAt: Instant | null;
  readonly revokedReason: string | null;
  readonly suspendedAt: Instant | null;
  readonly suspendedReason: string | null;
  readonly expiresAt: Instant | null;
  /** Codes of the neighbours in the chain of replacements. */
  readonly replaces: string | null;
  readonly replacedBy: { readonly code: string; readonly at: Instant; readonly reason: string | null } | null;
  readonly files: Readonly<Record<FileFormat, { readonly sha256: string; readonly sizeBytes: number } | null>>;
}

export interface Verdict {
  readonly verdict: VerdictKind;
  /** Since when the verdict holds. */
  readonly since: Instant | null;
  /** Why, in the words of whoever decided it. */
  readonly reason: string | null;
  readonly fileCheck: FileCheck;
  readonly record: CertificateRecord;
}

/** What became of a certificate outweighs what became of its file. */
export function judge(record: CertificateRecord, fileCheck: FileCheck, now: Instant): Verdict {
  const byRecord = judgeRecord(record, now);
  const verdict = byRecord === 'valid' && fileCheck === 'differs' ? 'altered' : byRecord;
  return { verdict, ...groundsOf(record, verdict), fileCheck, record };
}

function judgeRecord({ state, expiresAt }: CertificateRecord, now: Instant): VerdictKind {
  if (state !== 'active') return state;
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'valid';
}

function groundsOf(record: CertificateRecord, verdict: VerdictKind): Pick<Verdict, 'since' | 'reason'> {
  if (verdict === 'revoked') return { since: record.revokedAt, reason: record.revokedReason };
  if (verdict === 'suspended') return { since: record.suspendedAt, reason: record.suspendedReason };
  if (verdict === 'superseded') {
    return { since: record.replacedBy?.at ?? null, reason: record.replacedBy?.reason ?? null };
  }
  if (verdict === 'expired') return { since: record.expiresAt, reason: null };
  return { since: verdict === 'pending' ? record.createdAt : record.issuedAt, reason: null };
}
