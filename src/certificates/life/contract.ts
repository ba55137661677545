// Wire shapes of what becomes of a certificate: revocation, suspension, replacement, expiry, names, privacy, download.

import { z } from 'zod';
import { reasonLengthMax } from '../../core/limits.ts';
import { displayName, id, instant, paragraph, printedName } from '../../http/wire.ts';
import { fileFormats, languages } from '../certificate.ts';
import { codeText } from '../contract.ts';
import { type Reason, type ReasonCode, type ReasonedAct, reasonCodesOf } from '../reason.ts';

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

/** The reason is not public: it is stored in the audit trail only. */
export const reinstatementCreate = z.strictObject({ reason: text });

/** As above. */
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

/** The new certificate. */
export const replacementShape = z.strictObject({ id: id('certificate'), code: codeText });

export const printedNameSet = z.strictObject({ printedName });

export const privacySet = z.strictObject({ isPrivate: z.boolean() });

export const privacyShape = z.strictObject({ id: id('certificate'), isPrivate: z.boolean() });

export const fileQuery = z.strictObject({
  as: z.enum(fileFormats).default('pdf'),
  /** `redirect`: redirects to a signed URL of S3 if possible. Otherwise, and by default, the bytes are sent. */
  delivery: z.enum(['stream', 'redirect']).default('stream'),
});
