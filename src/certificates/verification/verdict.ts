// Is this certificate genuine? A pure answer from the database's record and, where the file was looked at, its hash.

import type { Instant } from '../../core/instant.ts';
import type { CertificateContent, CertificateState, FileFormat } from '../certificate.ts';
import type { PublicReason, ReasonCode } from '../reason.ts';

export type VerdictKind = 'valid' | 'pending' | 'revoked' | 'suspended' | 'superseded' | 'expired' | 'altered';

/** What was found where the file should be. Only `differs` is ever called altered: a store that is silent proves nothing. */
export type FileCheck = 'matches' | 'differs' | 'missing' | 'unreachable' | 'not_checked';

/** What the database knows and anybody may be told: nothing in here is hidden from anyone. */
export interface CertificateRecord {
  /** 16 characters of Crockford base32 without hyphens. */
  readonly code: string;
  readonly verificationUrl: string;
  /** null when the holder hides it, or when a replacement corrected the name and hides the old one. */
  readonly content: CertificateContent | null;
  readonly id: string;
  readonly state: CertificateState;
  readonly createdAt: Instant;
  readonly issuedAt: Instant | null;
  readonly revokedAt: Instant | null;
  readonly suspendedAt: Instant | null;
  /** Why it was revoked, suspended or replaced, whichever is the case now; of a private one never. */
  readonly reason: PublicReason | null;
  readonly expiresAt: Instant | null;
  /** Codes of the neighbours in the chain of replacements. */
  readonly replaces: string | null;
  readonly replacedBy: { readonly code: string; readonly at: Instant } | null;
  /** IANA name of the zone in which dates are shown: the tournament's, UTC where the content is hidden. */
  readonly timeZone: string;
  readonly files: Readonly<Record<FileFormat, { readonly sha256: string; readonly sizeBytes: number } | null>>;
}

export interface Verdict {
  readonly verdict: VerdictKind;
  /** Since when the verdict holds. */
  readonly since: Instant | null;
  /** Why, in the words of whoever decided it. */
  readonly reason: string | null;
  /** Why, from the list; pages say it in the reader's language. */
  readonly reasonCode: ReasonCode | null;
  readonly fileCheck: FileCheck;
  readonly record: CertificateRecord;
}

/** What became of a certificate outweighs what became of its file. */
export function judge(record: CertificateRecord, fileCheck: FileCheck, now: Instant): Verdict {
  const byRecord = judgeRecord(record, now);
  const verdict = byRecord === 'valid' && fileCheck === 'differs' ? 'altered' : byRecord;
  const hasReason = verdict === 'revoked' || verdict === 'suspended' || verdict === 'superseded';
  const { code = null, text = null } = (hasReason ? record.reason : null) ?? {};
  return { verdict, since: sinceOf(record, verdict), reason: text, reasonCode: code, fileCheck, record };
}

function judgeRecord({ state, expiresAt }: CertificateRecord, now: Instant): VerdictKind {
  if (state !== 'active') return state;
  return expiresAt !== null && expiresAt <= now ? 'expired' : 'valid';
}

function sinceOf(record: CertificateRecord, verdict: VerdictKind): Instant | null {
  if (verdict === 'revoked') return record.revokedAt;
  if (verdict === 'suspended') return record.suspendedAt;
  if (verdict === 'superseded') return record.replacedBy?.at ?? null;
  if (verdict === 'expired') return record.expiresAt;
  return verdict === 'pending' ? record.createdAt : record.issuedAt;
}
