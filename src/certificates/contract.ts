// Wire shapes of certificates, including the one printed links have relied on for years.

import { z } from 'zod';
import { reasonLengthMax } from '../core/limits.ts';
import { displayName, id, instant, paragraph } from '../wire/contract.ts';
import { type CertificateContent, fileFormats, formatCode, languages, verificationUrl } from './certificate.ts';
import type { CertificateRow, WholeCertificate } from './store.ts';
import type { CertificateRecord, Verdict } from './verdict.ts';

/** Without `registrationIds`: everybody. */
export const certificatesIssue = z.strictObject({
  registrationIds: z.array(id('registration')).min(1).max(1024).optional(),
});

const reason = paragraph({ lengthMin: 3, lengthMax: reasonLengthMax });

export const reasonGiven = z.strictObject({ reason });

export const expirySet = z.strictObject({
  reason,
  expiresAt: instant.nullable(),
});

export const replacementCreate = z
  .strictObject({
    reason,
    displayName: displayName.optional(),
    language: z.enum(languages).optional(),
  })
  .refine((body) => body.displayName !== undefined || body.language !== undefined, 'nothing is to be changed');

export const privacySet = z.strictObject({ isPrivate: z.boolean() });

export const fileQuery = z.strictObject({ as: z.enum(fileFormats).default('pdf') });

export const fileClaimQuery = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  code: z
    .string()
    .regex(/^[0-9A-HJKMNP-TV-Z]{16}$/)
    .optional(),
});

/** What the organizer's list shows: the result of each row. */
export function certificateJson(row: CertificateRow, publicUrl: string) {
  const { id, registrationId, type, language, state, displayName, place, attemptCount, failure } = row;
  const { downloadCount, firstDownloadedAt, issuedAt, expiresAt, isPrivate } = row;
  const { revokedAt, revokedReason, suspendedAt, suspendedReason } = row;
  return {
    ...{ id, code: formatCode(row.code), registrationId, type, language, state, displayName, place },
    verificationUrl: verificationUrl(publicUrl, row.code),
    ...{ attemptCount, failure, downloadCount, firstDownloadedAt, issuedAt, expiresAt, isPrivate },
    ...{ revokedAt, revokedReason, suspendedAt, suspendedReason },
  };
}

export function toRecord(row: WholeCertificate, content: CertificateContent): CertificateRecord {
  const { id, code, state, createdAt, issuedAt, revokedAt, revokedReason, suspendedAt, suspendedReason } = row;
  const { expiresAt, isPrivate, replacedByCode, replacedAt, replacedReason } = row;
  const file = (sha256: string | null, sizeBytes: number | null) =>
    sha256 === null || sizeBytes === null ? null : { sha256, sizeBytes };
  return {
    ...{ code, verificationUrl: content.verificationUrl, content: isPrivate ? null : { ...content, logo: null } },
    ...{ id, state, createdAt, issuedAt, revokedAt, revokedReason, suspendedAt, suspendedReason, expiresAt },
    replaces: row.replacesCode,
    replacedBy:
      replacedByCode === null || replacedAt === null
        ? null
        : { code: replacedByCode, at: replacedAt, reason: replacedReason },
    files: { pdf: file(row.pdfSha256, row.pdfSizeBytes), png: file(row.pngSha256, row.pngSizeBytes) },
  };
}

/** `GET /c/<code>` as JSON: the verdict first, then every printed field; of a private one the code only. */
export function verdictJson({ verdict, since, reason: why, fileCheck, record }: Verdict) {
  const { code, content, issuedAt, expiresAt, revokedAt, revokedReason, replaces, replacedBy, files } = record;
  const { logo: _, ...printed } = content ?? { logo: null };
  const named = { code: formatCode(code), verificationUrl: record.verificationUrl };
  return {
    ...{ verdict, since, reason: why, fileCheck, isPrivate: content === null },
    certificate: { ...printed, ...named },
    ...{ issuedAt, expiresAt, revokedAt, revokedReason },
    replaces: replaces === null ? null : formatCode(replaces),
    replacedBy: replacedBy === null ? null : formatCode(replacedBy.code),
    files,
  };
}

/** `GET /api/tournaments/certificates/verify/<code>/`: names fixed by links already printed. */
export function legacyJson({ verdict, record }: Verdict) {
  const { content } = record;
  return {
    valid: verdict === 'valid',
    certificate_id: record.id,
    tournament: content?.tournamentTitle ?? null,
    participant_display_name: content?.displayName ?? null,
    certificate_type: content?.type ?? null,
    placement: content?.place ?? null,
    generated_at: record.issuedAt,
    revoked: verdict === 'revoked',
    revoked_reason: record.revokedReason,
    is_tampered: verdict === 'altered',
    verification_url: record.verificationUrl,
  };
}
