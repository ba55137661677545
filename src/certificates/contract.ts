// Wire shapes of certificates, including the legacy shape for links that are already printed.

import { z } from 'zod';
import { reasonLengthMax, titleLengthMax } from '../core/limits.ts';
import { displayName, httpsUrl, id, instant, paragraph, printedLine, printedName } from '../http/wire.ts';
import { fileFormats, formatCode, languages, verificationUrl } from './certificate.ts';
import {
  type IssuerProfile,
  issuerNameLengthMax,
  logoFileOf,
  logoSizeBytesMax,
  siteLengthMax,
} from './issuers/issuer.ts';
import { noticesOf } from './issuing/printed-text.ts';
import { type Reason, type ReasonCode, type ReasonedAct, reasonCodesOf } from './reason.ts';
import type { CertificateRow } from './store.ts';
import type { Verdict } from './verification/verdict.ts';
import type { FileGrounds, FileVerdict } from './verification/verify-file.ts';

/** Without `registrationIds`: all entrants. */
export const certificatesIssue = z.strictObject({
  registrationIds: z.array(id('registration')).min(1).max(1024).optional(),
  /** Printed instead of the tournament's title, if that cannot be printed. */
  printedTitle: printedLine(titleLengthMax).optional(),
  printedIssuer: printedLine(issuerNameLengthMax).optional(),
});

const text = paragraph({ lengthMin: 3, lengthMax: reasonLengthMax });

interface ReasonFields {
  readonly reasonCode?: ReasonCode | undefined;
  readonly reason?: string | undefined;
  readonly internalNote?: string | undefined;
}

/** `reasonCode` and `reason` are public; `internalNote` is shown to staff only. */
const reasonFields = (act: ReasonedAct) => ({
  reasonCode: z.enum(reasonCodesOf[act]).optional(),
  reason: text.optional(),
  internalNote: text.optional(),
});

const saysWhy = ({ reasonCode, reason, internalNote }: ReasonFields) =>
  reason !== undefined || (reasonCode !== undefined && (reasonCode !== 'other' || internalNote !== undefined));
const why = (act: ReasonedAct) => ({
  path: ['reasonCode'],
  message: `one of: ${reasonCodesOf[act].join(', ')}; \`other\` needs \`reason\` or \`internalNote\``,
});

function toReason({ reasonCode = 'other', reason = '', internalNote = '' }: ReasonFields): Reason {
  return { code: reasonCode, text: reason === '' ? null : reason, note: internalNote === '' ? null : internalNote };
}

export const revocationCreate = z
  .strictObject({ ...reasonFields('revoke'), cascade: z.boolean().default(false) })
  .refine(saysWhy, why('revoke'))
  .transform((body) => ({ reason: toReason(body), isCascade: body.cascade }));

export const suspensionCreate = z
  .strictObject(reasonFields('suspend'))
  .refine(saysWhy, why('suspend'))
  .transform((body) => ({ reason: toReason(body) }));

/** For acts whose reason is not public: it is stored in the audit trail only. */
export const auditReasonGiven = z.strictObject({ reason: text });

export const expirySet = z.strictObject({
  reason: text,
  expiresAt: instant.nullable(),
});

export const replacementCreate = z
  .strictObject({
    ...reasonFields('replace'),
    displayName: displayName.optional(),
    printedName: printedName.optional(),
    language: z.enum(languages).optional(),
    /** Whether the old certificate hides its name. Default: only if the name is corrected. */
    hideOldName: z.boolean().optional(),
  })
  .refine(
    (body) => [body.displayName, body.printedName, body.language].some((field) => field !== undefined),
    'nothing is to be changed',
  )
  .transform(({ displayName, printedName, language, hideOldName, ...why }) => {
    const isCorrection = displayName !== undefined || printedName !== undefined;
    const reasonCode = why.reasonCode ?? (isCorrection ? 'name_corrected' : 'language_changed');
    return {
      displayName,
      printedName,
      language,
      reason: toReason({ ...why, reasonCode }),
      hidesOldName: hideOldName ?? isCorrection,
    };
  });

export const printedNameSet = z.strictObject({ printedName });

export const privacySet = z.strictObject({ isPrivate: z.boolean() });

export const fileQuery = z.strictObject({
  as: z.enum(fileFormats).default('pdf'),
  /** `redirect`: redirects to a signed URL of S3 if possible. Otherwise, and by default, the bytes are sent. */
  delivery: z.enum(['stream', 'redirect']).default('stream'),
});

/** For holders; for staff together with `staffNotesJson`. */
export function certificateJson(row: CertificateRow, publicUrl: string) {
  const { id, registrationId, type, language, state, displayName, printedName, place, attemptCount, failure } = row;
  const { downloadCount, firstDownloadedAt, issuedAt, expiresAt, isPrivate } = row;
  const { revokedAt, revokedReason, revokedReasonCode, suspendedAt, suspendedReason, suspendedReasonCode } = row;
  return {
    ...{ id, code: formatCode(row.code), registrationId, type, language, state, displayName, printedName, place },
    ...noticesOf(row),
    verificationUrl: verificationUrl(publicUrl, row.code),
    ...{ attemptCount, failure, downloadCount, firstDownloadedAt, issuedAt, expiresAt, isPrivate },
    ...{ revokedAt, revokedReason, revokedReasonCode, suspendedAt, suspendedReason, suspendedReasonCode },
    isNameHidden: row.isNameHidden,
  };
}

/** For staff who may act on the certificate. */
export function staffNotesJson({ revokedNote, suspendedNote, replacesNote }: CertificateRow) {
  return { revokedNote, suspendedNote, replacesNote };
}

/** `GET /c/<code>` as JSON: the verdict, then every printed field; of a private certificate only the code. */
export function verdictJson({ verdict, since, reason, reasonCode, fileCheck, record }: Verdict) {
  const { code, content, issuedAt, expiresAt, revokedAt, timeZone, replaces, replacedBy, files } = record;
  const { logo: _, ...printed } = content ?? { logo: null };
  const named = { code: formatCode(code), verificationUrl: record.verificationUrl };
  return {
    ...{ verdict, since, reason, reasonCode, fileCheck, isPrivate: content === null },
    certificate: { ...printed, ...named },
    ...{ issuedAt, expiresAt, revokedAt, revokedReason: verdict === 'revoked' ? reason : null, timeZone },
    replaces: replaces === null ? null : formatCode(replaces),
    replacedBy: replacedBy === null ? null : formatCode(replacedBy.code),
    files,
  };
}

/**
 * `GET /api/tournaments/certificates/verify/<code>/`: the field names are fixed by printed links. `valid` is true
 * only if the answer confirms what is printed: never if it is hidden.
 */
export function legacyJson({ verdict, reason, record }: Verdict) {
  const { content } = record;
  return {
    valid: verdict === 'valid',
    is_private: content === null,
    certificate_id: record.id,
    tournament: content?.tournamentTitle ?? null,
    participant_display_name: content?.displayName ?? null,
    certificate_type: content?.type ?? null,
    placement: content?.place ?? null,
    generated_at: record.issuedAt,
    revoked: verdict === 'revoked',
    revoked_reason: verdict === 'revoked' ? reason : null,
    is_tampered: verdict === 'altered',
    verification_url: record.verificationUrl,
  };
}

/** Replaces the whole profile. Without `logo` the present logo stays. */
export const issuerSet = z
  .strictObject({
    name: printedLine(issuerNameLengthMax),
    site: httpsUrl(siteLengthMax).nullable().default(null),
    /** A PNG or SVG file in Base64; null removes the logo. */
    logo: z
      .base64()
      .max(Math.ceil(logoSizeBytesMax / 3) * 4)
      .nullable()
      .optional(),
    signatory: z
      .strictObject({ name: printedLine(60), office: printedLine(80).nullable().default(null) })
      .nullable()
      .default(null),
  })
  .transform(({ logo, ...texts }) => ({ ...texts, logo: typeof logo === 'string' ? fromBase64(logo) : logo }));

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

export function issuerJson({ playerId, name, site, logoKey, signatory, updatedAt }: IssuerProfile) {
  return { playerId, name, site, logo: logoKey === null ? null : logoFileOf(logoKey), signatory, updatedAt };
}

const groundsText: Readonly<Record<FileGrounds, string>> = {
  issued_bytes: 'Byte for byte a file that was issued. Whether the certificate still counts is its verdict.',
  other_bytes:
    'The file carries the code of a certificate, but other bytes than those issued: it was changed, or another program saved it.',
  no_code: 'Not a file that was issued. No code of a certificate was found in it.',
  code_not_issued: 'Not a file that was issued. No certificate has the code that it carries.',
  not_issued_yet: 'The file carries the code of a certificate that has no files yet.',
};

/** `POST /v1/certificates/verify-file`: the result, its grounds, and which parts of the file were read. */
export function fileVerdictJson({ result, grounds, sha256, claim, verdict }: FileVerdict) {
  const { format, codes, foundIn, unread } = claim;
  return {
    ...{ result, grounds, detail: groundsText[grounds], format, sha256 },
    found: { codes: codes.map(formatCode), in: foundIn, unread },
    certificate: verdict === null ? null : verdictJson(verdict),
  };
}
