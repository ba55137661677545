// Wire shapes of verification: by code, by file, and the legacy shape for links that are already printed.

import * as z from 'zod';
import { id, instantText, namedShape } from '../../http/wire.ts';
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
export const languageQuery = z.object({
  lang: z.enum(languages).optional().describe('The language of the page; by Accept-Language if absent.'),
});

const sha256 = z.hash('sha256').describe('Hash of the bytes of the file, in hexadecimal.');
const verificationUrl = z.string().describe('The public page of the certificate.');

/** Of a hidden certificate only the code is shown. */
const hiddenShape = namedShape('HiddenContent', 'What is known of a certificate that hides what is printed.', {
  code: codeText,
  verificationUrl,
});

const printedShape = hiddenShape
  .extend({
    type: z.enum(certificateTypes).describe('By the place: 1, 2, 3, or taking part.'),
    language: z.enum(languages).describe('In which it is printed.'),
    printedName: z.string().describe('The name as printed, of a player or a team.'),
    isTeam: z.boolean().describe('Whether the name is that of a team.'),
    teamName: z
      .string()
      .nullable()
      .describe('The team of the member whose name it is; null: no team is printed beside it.'),
    tournamentTitle: z.string().describe('As printed.'),
    place: z.int().describe('Final rank.'),
    isPlaceShared: z.boolean().describe('Whether others have the same rank.'),
    entrantCount: z.int().describe('How many took part.'),
    endedOn: z.iso.date().describe('When the tournament ended, in its time zone.'),
    issuer: z.string().describe('Who issued it, as printed.'),
    issuerSite: z.string().nullable().describe('The site of the issuer; null: none.'),
    signatory: z
      .strictObject({
        name: z.string().describe('Who signed.'),
        office: z.string().nullable().describe('As what; null: only the name is printed.'),
      })
      .nullable()
      .describe('The signature line; null: none.'),
    accentColor: z.string().nullable().describe('`#rrggbb`; null: the colour of the type.'),
  })
  .meta({ id: 'PrintedContent', description: 'Everything that is printed on the certificate.' });

const file = z.strictObject({ sha256, sizeBytes: z.int().describe('Its size.') }).nullable();

export const verdictShape = namedShape('Verdict', 'Whether the certificate counts, and what is printed on it.', {
  verdict: z
    .enum(verdictKinds)
    .describe(
      '`valid`: it counts. `hidden`: it would count, but hides what is printed. `pending` and `needs_printed_name`: not drawn yet. `altered`: the stored file is another. The others say what became of it.',
    ),
  since: instantText.nullable().describe('Since when the verdict holds; null where that is not known. UTC.'),
  reason: z.string().nullable().describe('Why it does not count, in public words; null without them.'),
  reasonCode: z.enum(reasonCodes).nullable().describe('Why it does not count, from a list; null without a reason.'),
  fileCheck: z
    .enum(fileChecks)
    .describe(
      'Whether the stored file is the issued one. Only `differs` speaks against the certificate; a store that does not answer proves nothing.',
    ),
  isPrivate: z.boolean().describe('Whether what is printed is hidden.'),
  certificate: z.union([printedShape, hiddenShape]).describe('What is printed, or the code alone.'),
  issuedAt: instantText.nullable().describe('null before it is drawn. UTC.'),
  expiresAt: instantText.nullable().describe('null: it never expires. UTC.'),
  revokedAt: instantText.nullable().describe('null where it is not revoked. UTC.'),
  timeZone: z.string().describe('IANA time zone of dates on the page: that of the tournament.'),
  replaces: codeText.nullable().describe('The code of the certificate that it replaced; null: none.'),
  replacedBy: codeText.nullable().describe('The code of the certificate that replaced it; null: none.'),
  files: z
    .strictObject({ pdf: file.describe('null before it is drawn.'), png: file.describe('null before it is drawn.') })
    .describe('The files that were issued.'),
});

/** The verdict, then every printed field. */
export function verdictJson(given: Verdict): z.input<typeof verdictShape> {
  const { verdict, since, reason, reasonCode, fileCheck, record } = given;
  const { content, issuedAt, expiresAt, revokedAt, timeZone, replaces, replacedBy, files } = record;
  return {
    ...{ verdict, since, reason, reasonCode, fileCheck, isPrivate: content === null },
    certificate: printedJson(record),
    ...{ issuedAt, expiresAt, revokedAt, timeZone },
    replaces: replaces === null ? null : formatCode(replaces),
    replacedBy: replacedBy === null ? null : formatCode(replacedBy.code),
    files: { pdf: files.pdf, png: files.png },
  };
}

function printedJson({ code, verificationUrl, content }: Verdict['record']) {
  const named = { code: formatCode(code), verificationUrl };
  if (content === null) return named;
  const { type, language, printedName, isTeam, teamName, tournamentTitle, place, isPlaceShared, entrantCount } =
    content;
  const { endedOn, issuer, issuerSite, signatory, accentColor } = content;
  return {
    ...{ type, language, printedName, isTeam, teamName, tournamentTitle, place, isPlaceShared, entrantCount },
    ...{ endedOn, issuer, issuerSite, signatory, accentColor },
    ...named,
  };
}

export const legacyShape = namedShape(
  'PrintedLinkVerdict',
  'The verdict for links that were printed before the pages existed.',
  {
    valid: z.boolean().describe('Whether it counts, and shows what is printed.'),
    is_private: z.boolean().describe('Whether what is printed is hidden.'),
    certificate_id: id('certificate'),
    tournament: z.string().nullable().describe('The title as printed; null if hidden.'),
    participant_display_name: z.string().nullable().describe('The name as printed; null if hidden.'),
    certificate_type: z.enum(certificateTypes).nullable().describe('By the place; null if hidden.'),
    placement: z.int().nullable().describe('Final rank; null if hidden.'),
    generated_at: instantText.nullable().describe('When it was issued; null before. UTC.'),
    revoked: z.boolean().describe('Whether it was revoked.'),
    revoked_reason: z.string().nullable().describe('Why, in public words; null where it is not revoked.'),
    is_tampered: z.boolean().describe('Whether the stored file is another than the issued one.'),
    verification_url: verificationUrl,
  },
);

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

export const fileVerdictShape = namedShape('FileVerdict', 'Whether the file is one that was issued.', {
  result: z
    .enum(fileResults)
    .describe(
      '`exact`: byte for byte as issued. `altered`: other bytes with the code of a certificate. `unknown`: no code that was issued.',
    ),
  grounds: z.enum(fileGrounds).describe('Why this is the result.'),
  detail: z.string().describe('The grounds in words.'),
  format: z.enum(fileFormats).describe('Of the file, by its content.'),
  sha256,
  found: z
    .strictObject({
      codes: z.array(codeText).describe('The codes in the file, at most 16.'),
      in: z
        .enum(['bytes', 'compressed_or_encrypted'])
        .nullable()
        .describe('Where the first one stands; null without one.'),
      unread: z
        .array(z.enum(unreadParts))
        .describe('Kinds of parts that could not be read, where a code may stand unseen.'),
    })
    .describe('What the file says of itself.'),
  certificate: verdictShape
    .nullable()
    .describe('What the record says of the certificate that the file names; null without one.'),
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
