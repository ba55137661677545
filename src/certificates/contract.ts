// Wire shape of a certificate: for its holder, and for staff. The sub-folders have the shapes of their acts.

import { z } from 'zod';
import { id, instantText } from '../http/wire.ts';
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
export const codeText = z.string().regex(/^(?:[0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);

const reasonCode = z.enum(reasonCodes).nullable();

const fields = {
  id: id('certificate'),
  code: codeText,
  registrationId: id('registration'),
  type: z.enum(certificateTypes),
  language: z.enum(languages),
  state: z.enum(certificateStates),
  displayName: z.string(),
  printedName: z.string().nullable(),
  place: z.int(),
  undrawable: z.array(z.string()),
  leftOutOfPrint: z.array(z.string()),
  verificationUrl: z.string(),
  attemptCount: z.int(),
  failure: z.enum(issueFailures).nullable(),
  downloadCount: z.int(),
  firstDownloadedAt: instantText.nullable(),
  issuedAt: instantText.nullable(),
  expiresAt: instantText.nullable(),
  isPrivate: z.boolean(),
  revokedAt: instantText.nullable(),
  revokedReason: z.string().nullable(),
  revokedReasonCode: reasonCode,
  suspendedAt: instantText.nullable(),
  suspendedReason: z.string().nullable(),
  suspendedReasonCode: reasonCode,
  isNameHidden: z.boolean(),
};

export const certificateShape = z.strictObject(fields);

export function certificateJson(row: CertificateRow, publicUrl: string): z.input<typeof certificateShape> {
  const { id, registrationId, type, language, state, displayName, printedName, place, attemptCount, failure } = row;
  const { downloadCount, firstDownloadedAt, issuedAt, expiresAt, isPrivate, isNameHidden } = row;
  const { revokedAt, revokedReason, revokedReasonCode, suspendedAt, suspendedReason, suspendedReasonCode } = row;
  const { undrawable, leftOutOfPrint } = noticesOf(row);
  return {
    ...{ id, code: formatCode(row.code), registrationId, type, language, state, displayName, printedName, place },
    ...{ undrawable: [...undrawable], leftOutOfPrint: [...leftOutOfPrint] },
    verificationUrl: verificationUrl(publicUrl, row.code),
    ...{ attemptCount, failure, downloadCount, firstDownloadedAt, issuedAt, expiresAt, isPrivate },
    ...{ revokedAt, revokedReason, revokedReasonCode, suspendedAt, suspendedReason, suspendedReasonCode },
    isNameHidden,
  };
}

/** With the notes for staff who may act on the certificate. */
export const staffCertificateShape = z.strictObject({
  ...fields,
  revokedInternalNote: z.string().nullable(),
  suspendedInternalNote: z.string().nullable(),
  replacesInternalNote: z.string().nullable(),
});

export function staffCertificateJson(row: CertificateRow, publicUrl: string): z.input<typeof staffCertificateShape> {
  return {
    ...certificateJson(row, publicUrl),
    revokedInternalNote: row.revokedNote,
    suspendedInternalNote: row.suspendedNote,
    replacesInternalNote: row.replacesNote,
  };
}
