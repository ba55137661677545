// The verdict on a certificate, derived from its record and the result of the file check. Pure.

import type { Instant } from '../../core/instant.ts';
import type { CertificateContent, CertificateState, FileFormat } from '../certificate.ts';
import type { PublicReason, ReasonCode } from '../reason.ts';

/**
 * - `hidden`: valid, but what is printed is hidden. Anybody could print its code on another document, so a code alone does
 *   not confirm one.
 * - `pending`: the files are being made. `needs_printed_name`: they wait for a printed name.
 */
export const verdictKinds = [
  'valid',
  'hidden',
  'pending',
  'needs_printed_name',
  'revoked',
  'suspended',
  'superseded',
  'expired',
  'altered',
] as const;
export type VerdictKind = (typeof verdictKinds)[number];

/** The result of the file check. Only `differs` leads to `altered`: a store that does not answer proves nothing. */
export const fileChecks = ['matches', 'differs', 'missing', 'unreachable', 'not_checked'] as const;
export type FileCheck = (typeof fileChecks)[number];

/** The public part of a certificate's row. Everything in it may be shown to anybody. */
export interface CertificateRecord {
  /** 16 characters of Crockford base32 without hyphens. */
  readonly code: string;
  readonly verificationUrl: string;
  /** null if the holder hides the content, or if a replacement corrected the name and hides the old one. */
  readonly content: CertificateContent | null;
  readonly id: string;
  readonly state: CertificateState;
  /** Pending until the holder or the organizer spells the name. */
  readonly needsPrintedName: boolean;
  readonly createdAt: Instant;
  readonly issuedAt: Instant | null;
  readonly revokedAt: Instant | null;
  readonly suspendedAt: Instant | null;
  /** Why it was revoked, suspended or replaced; null for a private certificate. */
  readonly reason: PublicReason | null;
  readonly expiresAt: Instant | null;
  /** Codes of the neighbours in the chain of replacements. */
  readonly replaces: string | null;
  readonly replacedBy: { readonly code: string; readonly at: Instant } | null;
  /** IANA time zone for dates: the tournament's, or UTC if the content is hidden. */
  readonly timeZone: string;
  readonly files: Readonly<Record<FileFormat, { readonly sha256: string; readonly sizeBytes: number } | null>>;
}

export interface Verdict {
  readonly verdict: VerdictKind;
  /** Since when the verdict holds. */
  readonly since: Instant | null;
  /** Written by the person who decided. */
  readonly reason: string | null;
  /** From the fixed list; pages translate it. */
  readonly reasonCode: ReasonCode | null;
  readonly fileCheck: FileCheck;
  readonly record: CertificateRecord;
}

/** The state of the certificate takes precedence over the file check. */
export function judge(record: CertificateRecord, fileCheck: FileCheck, now: Instant): Verdict {
  const byRecord = judgeRecord(record, now);
  const counts = byRecord === 'valid' || byRecord === 'hidden';
  const verdict = counts && fileCheck === 'differs' ? 'altered' : byRecord;
  const hasReason = verdict === 'revoked' || verdict === 'suspended' || verdict === 'superseded';
  const { code = null, text = null } = (hasReason ? record.reason : null) ?? {};
  return { verdict, since: sinceOf(record, verdict), reason: text, reasonCode: code, fileCheck, record };
}

function judgeRecord(record: CertificateRecord, now: Instant): VerdictKind {
  const { state, needsPrintedName, expiresAt, content } = record;
  if (state === 'pending' && needsPrintedName) return 'needs_printed_name';
  if (state !== 'active') return state;
  if (expiresAt !== null && expiresAt <= now) return 'expired';
  return content === null ? 'hidden' : 'valid';
}

function sinceOf(record: CertificateRecord, verdict: VerdictKind): Instant | null {
  if (verdict === 'revoked') return record.revokedAt;
  if (verdict === 'suspended') return record.suspendedAt;
  if (verdict === 'superseded') return record.replacedBy?.at ?? null;
  if (verdict === 'expired') return record.expiresAt;
  return verdict === 'pending' || verdict === 'needs_printed_name' ? record.createdAt : record.issuedAt;
}
