// Wire shape of a certificate: for its holder, and for staff. The sub-folders have the shapes of their acts.

import * as z from 'zod';
import { id, instantText, namedShape } from '../http/wire.ts';
import {
  certificateStates,
  certificateTypes,
  formatCode,
  issueFailures,
  languages,
  verificationUrl,
} from './certificate.ts';
import { noticesOf } from './issuing/printed-text.ts';
import { reasonCodes } from './reason.ts';
import type { CertificateRow } from './store.ts';

/** In answers: as printed. */
export const codeText = z
  .string()
  .regex(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/)
  .describe('The code of the certificate, as printed.');

const fields = {
  id: id('certificate'),
  code: codeText,
  registrationId: id('registration').describe('The entrant who is certified.'),
  memberId: id('player')
    .nullable()
    .describe('The member of the team whose certificate it is; null: it is that of the entrant.'),
  teamName: z.string().nullable().describe("The team's name on a member's certificate; null on others."),
  type: z.enum(certificateTypes).describe('By the place: 1, 2, 3, or taking part.'),
  language: z.enum(languages).describe('In which it is printed: English or Bengali.'),
  state: z
    .enum(certificateStates)
    .describe('`pending`: being drawn. `active`: it counts. `suspended`, `revoked`, or `superseded` by a replacement.'),
  displayName: z.string().describe('The name that the bracket shows.'),
  printedName: z.string().nullable().describe('The spelling that is printed instead; null where none was given.'),
  place: z.int().describe('Final rank; entrants of the same rank have the same place.'),
  undrawable: z
    .array(z.string())
    .describe('Characters of the name that cannot be drawn; with one, a printed name is needed.'),
  leftOutOfPrint: z.array(z.string()).describe('Emoji of the name that are not printed.'),
  verificationUrl: z.string().describe('The public page of the certificate; its QR code leads there.'),
  attemptCount: z.int().describe('How often drawing was tried.'),
  failure: z
    .enum(issueFailures)
    .nullable()
    .describe(
      'Why it is not drawn yet: `needs_printed_name` waits for a spelling, the others are tried again; null without a failure.',
    ),
  downloadCount: z.int().describe('How often the file was downloaded.'),
  firstDownloadedAt: instantText.nullable().describe('null before the first download. UTC.'),
  issuedAt: instantText.nullable().describe('null until it is drawn. UTC.'),
  expiresAt: instantText.nullable().describe('From then on it does not count; null: it never expires. UTC.'),
  isPrivate: z.boolean().describe('Whether the holder hides what is printed from the public page.'),
  revokedAt: instantText.nullable().describe('null where it is not revoked. UTC.'),
  revokedReason: z.string().nullable().describe('Why it was revoked, in public words; null without them.'),
  revokedReasonCode: z
    .enum(reasonCodes)
    .nullable()
    .describe('Why it was revoked, from a list; null where it is not revoked.'),
  suspendedAt: instantText.nullable().describe('null where it is not suspended. UTC.'),
  suspendedReason: z.string().nullable().describe('Why it is suspended, in public words; null without them.'),
  suspendedReasonCode: z
    .enum(reasonCodes)
    .nullable()
    .describe('Why it is suspended, from a list; null where it is not suspended.'),
  isNameHidden: z.boolean().describe('Whether it hides a name that a replacement corrected.'),
};

export const certificateShape = namedShape('Certificate', 'A certificate, as its holder sees it.', fields);

export function certificateJson(row: CertificateRow, publicUrl: string): z.input<typeof certificateShape> {
  const { id, registrationId, type, language, state, displayName, printedName, place, attemptCount, failure } = row;
  const { downloadCount, firstDownloadedAt, issuedAt, expiresAt, isPrivate, isNameHidden } = row;
  const { revokedAt, revokedReason, revokedReasonCode, suspendedAt, suspendedReason, suspendedReasonCode } = row;
  const { memberId, teamName } = row;
  const { undrawable, leftOutOfPrint } = noticesOf(row);
  return {
    ...{
      id,
      code: formatCode(row.code),
      registrationId,
      memberId,
      teamName,
      type,
      language,
      state,
      displayName,
      printedName,
      place,
    },
    ...{ undrawable: [...undrawable], leftOutOfPrint: [...leftOutOfPrint] },
    verificationUrl: verificationUrl(publicUrl, row.code),
    ...{ attemptCount, failure, downloadCount, firstDownloadedAt, issuedAt, expiresAt, isPrivate },
    ...{ revokedAt, revokedReason, revokedReasonCode, suspendedAt, suspendedReason, suspendedReasonCode },
    isNameHidden,
  };
}

/** With the notes for staff who may act on the certificate. */
export const staffCertificateShape = namedShape('StaffCertificate', 'A certificate, with the notes that staff see.', {
  ...fields,
  revokedInternalNote: z.string().nullable().describe('A note of the revocation, for staff; null without one.'),
  suspendedInternalNote: z.string().nullable().describe('A note of the suspension, for staff; null without one.'),
  replacesInternalNote: z.string().nullable().describe('A note of the replacement that made it; null without one.'),
});

export function staffCertificateJson(row: CertificateRow, publicUrl: string): z.input<typeof staffCertificateShape> {
  return {
    ...certificateJson(row, publicUrl),
    revokedInternalNote: row.revokedNote,
    suspendedInternalNote: row.suspendedNote,
    replacesInternalNote: row.replacesNote,
  };
}
