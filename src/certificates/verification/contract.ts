// Wire shapes of verification: by code, by file, and the legacy shape for links that are already printed.

import { z } from 'zod';
import { id, instantText } from '../../http/wire.ts';
import { certificateTypes, fileFormats, formatCode, languages } from '../certificate.ts';
import { codeText } from '../contract.ts';
import { reasonCodes } from '../reason.ts';
import { unreadParts } from './claims/pdf-parts.ts';
import { fileChecks, type Verdict, verdictKinds } from './verdict.ts';
import { type FileGrounds, type FileVerdict, fileGrounds, fileResults } from './verify-file.ts';

/** In the path of a verification, as people type or paste it. */
export const typedCode = z.string().meta({
  description:
    'The code as printed. Hyphens and case do not matter; look-alikes and the UUIDs of older links are accepted.',
  example: '7K3M-Q0XW-V8TD-9F2A',
});

/** The edge ignores other parameters. */
export const languageQuery = z.object({ lang: z.enum(languages).optional() });

const sha256 = z.hash('sha256');

/** Of a hidden certificate only the code is shown. */
const hiddenShape = z.strictObject({ code: codeText, verificationUrl: z.string() });

const printedShape = hiddenShape.extend({
  type: z.enum(certificateTypes),
  language: z.enum(languages),
  printedName: z.string(),
  isTeam: z.boolean(),
  tournamentTitle: z.string(),
  place: z.int(),
  isPlaceShared: z.boolean(),
  entrantCount: z.int(),
  endedOn: z.iso.date(),
  issuer: z.string(),
  issuerSite: z.string().nullable(),
  signatory: z.strictObject({ name: z.string(), office: z.string().nullable() }).nullable(),
  accentColor: z.string().nullable(),
});

const file = z.strictObject({ sha256, sizeBytes: z.int() }).nullable();

export const verdictShape = z.strictObject({
  verdict: z.enum(verdictKinds),
  since: instantText.nullable(),
  reason: z.string().nullable(),
  reasonCode: z.enum(reasonCodes).nullable(),
  fileCheck: z.enum(fileChecks),
  isPrivate: z.boolean(),
  certificate: z.union([printedShape, hiddenShape]),
  issuedAt: instantText.nullable(),
  expiresAt: instantText.nullable(),
  revokedAt: instantText.nullable(),
  revokedReason: z.string().nullable(),
  timeZone: z.string(),
  replaces: codeText.nullable(),
  replacedBy: codeText.nullable(),
  files: z.strictObject({ pdf: file, png: file }),
});

/** The verdict, then every printed field. */
export function verdictJson(given: Verdict): z.input<typeof verdictShape> {
  const { verdict, since, reason, reasonCode, fileCheck, record } = given;
  const { content, issuedAt, expiresAt, revokedAt, timeZone, replaces, replacedBy, files } = record;
  return {
    ...{ verdict, since, reason, reasonCode, fileCheck, isPrivate: content === null },
    certificate: printedJson(record),
    ...{ issuedAt, expiresAt, revokedAt, revokedReason: verdict === 'revoked' ? reason : null, timeZone },
    replaces: replaces === null ? null : formatCode(replaces),
    replacedBy: replacedBy === null ? null : formatCode(replacedBy.code),
    files: { pdf: files.pdf, png: files.png },
  };
}

function printedJson({ code, verificationUrl, content }: Verdict['record']) {
  const named = { code: formatCode(code), verificationUrl };
  if (content === null) return named;
  const { type, language, printedName, isTeam, tournamentTitle, place, isPlaceShared, entrantCount } = content;
  const { endedOn, issuer, issuerSite, signatory, accentColor } = content;
  return {
    ...{ type, language, printedName, isTeam, tournamentTitle, place, isPlaceShared, entrantCount },
    ...{ endedOn, issuer, issuerSite, signatory, accentColor },
    ...named,
  };
}

export const legacyShape = z.strictObject({
  valid: z.boolean(),
  is_private: z.boolean(),
  certificate_id: id('certificate'),
  tournament: z.string().nullable(),
  participant_display_name: z.string().nullable(),
  certificate_type: z.enum(certificateTypes).nullable(),
  placement: z.int().nullable(),
  generated_at: instantText.nullable(),
  revoked: z.boolean(),
  revoked_reason: z.string().nullable(),
  is_tampered: z.boolean(),
  verification_url: z.string(),
});

/** Printed links fix the field names. `valid` is true only if the answer confirms what is printed: never if that is hidden. */
export function legacyJson({ verdict, reason, record }: Verdict): z.input<typeof legacyShape> {
  const { content } = record;
  return {
    valid: verdict === 'valid',
    is_private: content === null,
    certificate_id: record.id,
    tournament: content?.tournamentTitle ?? null,
    participant_display_name: content?.printedName ?? null,
    certificate_type: content?.type ?? null,
    placement: content?.place ?? null,
    generated_at: record.issuedAt,
    revoked: verdict === 'revoked',
    revoked_reason: verdict === 'revoked' ? reason : null,
    is_tampered: verdict === 'altered',
    verification_url: record.verificationUrl,
  };
}

const groundsText: Readonly<Record<FileGrounds, string>> = {
  issued_bytes: 'Byte for byte a file that was issued. Whether the certificate still counts is its verdict.',
  other_bytes:
    'The file carries the code of a certificate, but other bytes than those issued: it was changed, or another program saved it.',
  no_code: 'Not a file that was issued. No code of a certificate was found in it.',
  code_not_issued: 'Not a file that was issued. No certificate has the code that it carries.',
  not_issued_yet: 'The file carries the code of a certificate that has no files yet.',
};

export const fileVerdictShape = z.strictObject({
  result: z.enum(fileResults),
  grounds: z.enum(fileGrounds),
  detail: z.string(),
  format: z.enum(fileFormats),
  sha256,
  found: z.strictObject({
    codes: z.array(codeText),
    in: z.enum(['bytes', 'compressed_or_encrypted']).nullable(),
    unread: z.array(z.enum(unreadParts)),
  }),
  certificate: verdictShape.nullable(),
});

/** The result, its grounds, and which parts of the file were read. */
export function fileVerdictJson(given: FileVerdict): z.input<typeof fileVerdictShape> {
  const { result, grounds, sha256, claim, verdict } = given;
  const { format, codes, foundIn, unread } = claim;
  return {
    ...{ result, grounds, detail: groundsText[grounds], format, sha256 },
    found: { codes: codes.map(formatCode), in: foundIn, unread: [...unread] },
    certificate: verdict === null ? null : verdictJson(verdict),
  };
}
