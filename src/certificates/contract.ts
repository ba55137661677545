// Wire shapes of certificates, including the one printed links have relied on for years.

import { z } from 'zod';
import { type CertificateContent, fileFormats, formatCode, verificationUrl } from './certificate.ts';
import type { CertificateRow } from './store.ts';
import type { CertificateRecord, Verdict } from './verdict.ts';

export const certificatesIssue = z.strictObject({});

export const revocationCreate = z.strictObject({ reason: z.string().trim().min(3).max(500) });

export const fileQuery = z.strictObject({ as: z.enum(fileFormats).default('pdf') });

/** What the organizer's list shows. */
export function certificateJson(row: CertificateRow, publicUrl: string) {
  const {
    id,
    registrationId,
    type,
    language,
    state,
    displayName,
    place,
    downloadCount,
    issuedAt,
    revokedAt,
    revokedReason,
  } = row;
  return {
    id,
    code: formatCode(row.code),
    registrationId,
    type,
    language,
    state,
    displayName,
    place,
    verificationUrl: verificationUrl(publicUrl, row.code),
    downloadCount,
    issuedAt,
    revokedAt,
    revokedReason,
  };
}

export function toRecord(row: CertificateRow, content: CertificateContent): CertificateRecord {
  const { id, state, createdAt, issuedAt, revokedAt, revokedReason } = row;
  const file = (sha256: string | null, sizeBytes: number | null) =>
    sha256 === null || sizeBytes === null ? null : { sha256, sizeBytes };
  const files = { pdf: file(row.pdfSha256, row.pdfSizeBytes), png: file(row.pngSha256, row.pngSizeBytes) };
  return { id, content, state, createdAt, issuedAt, revokedAt, revokedReason, files };
}

/** `GET /c/<code>` as JSON: the verdict first, then every printed field. */
export function verdictJson({ verdict, fileCheck, record }: Verdict) {
  const { content, issuedAt, revokedAt, revokedReason, files } = record;
  return {
    verdict,
    fileCheck,
    certificate: { ...content, code: formatCode(content.code) },
    issuedAt,
    revokedAt,
    revokedReason,
    files,
  };
}

/** `GET /api/tournaments/certificates/verify/<code>/`: names fixed by links already printed. */
export function legacyJson({ verdict, record }: Verdict) {
  const { content } = record;
  return {
    valid: verdict === 'valid',
    certificate_id: record.id,
    tournament: content.tournamentTitle,
    participant_display_name: content.displayName,
    certificate_type: content.type,
    placement: content.place,
    generated_at: record.issuedAt,
    revoked: verdict === 'revoked',
    revoked_reason: record.revokedReason,
    is_tampered: verdict === 'altered',
    verification_url: content.verificationUrl,
  };
}
