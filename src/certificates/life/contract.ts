// Wire shapes of what becomes of a certificate: revocation, suspension, replacement, expiry, names, privacy, download.

import * as z from 'zod';
import { reasonLengthMax } from '../../core/limits.ts';
import { displayName, id, instant, namedShape, paragraph, printedName } from '../../http/wire.ts';
import { fileFormats, languages } from '../certificate.ts';
import { codeText } from '../contract.ts';
import { type Reason, type ReasonCode, type ReasonedAct, reasonCodesOf } from '../reason.ts';

const text = paragraph({ lengthMin: 3, lengthMax: reasonLengthMax });

interface ReasonFields {
  readonly reasonCode?: ReasonCode | undefined;
  readonly reason?: string | undefined;
  readonly internalNote?: string | undefined;
}

const reasonFields = (act: ReasonedAct) => ({
  reasonCode: z
    .enum(reasonCodesOf[act])
    .optional()
    .describe('Public. Needed, if `reason` is absent; `other` needs `reason` or `internalNote`.'),
  reason: text.optional().describe('Public words. Without a code it counts as `other`.'),
  internalNote: text.optional().describe('For staff only.'),
});

const saysWhy = ({ reasonCode, reason, internalNote }: ReasonFields) =>
  reason !== undefined || (reasonCode !== undefined && (reasonCode !== 'other' || internalNote !== undefined));
const why = (act: ReasonedAct) => ({
  path: ['reasonCode'],
  message: `must be one of: ${reasonCodesOf[act].join(', ')}; \`other\` needs \`reason\` or \`internalNote\``,
});

function toReason({ reasonCode = 'other', reason = '', internalNote = '' }: ReasonFields): Reason {
  return { code: reasonCode, text: reason === '' ? null : reason, note: internalNote === '' ? null : internalNote };
}

export const revocationCreate = z
  .strictObject({
    ...reasonFields('revoke'),
    cascade: z.boolean().default(false).describe('Also revokes every certificate that replaced it.'),
  })
  .refine(saysWhy, why('revoke'))
  .transform((body) => ({ reason: toReason(body), isCascade: body.cascade }));

export const suspensionCreate = z
  .strictObject(reasonFields('suspend'))
  .refine(saysWhy, why('suspend'))
  .transform((body) => ({ reason: toReason(body) }));

const auditReason = text.describe('Why, for the audit trail; not public.');
export const reinstatementCreate = z.strictObject({ reason: auditReason });

export const expirySet = z.strictObject({
  reason: auditReason,
  expiresAt: instant.nullable().describe('From then on the certificate does not count; null: it never expires.'),
});

export const replacementCreate = z
  .strictObject({
    ...reasonFields('replace'),
    displayName: displayName.optional().describe('The corrected name; as it is if absent.'),
    printedName: printedName.optional().describe('The corrected spelling for print; as it is if absent.'),
    teamName: printedName
      .optional()
      .describe("The corrected name of the team, on a member's certificate; as it is if absent."),
    language: z.enum(languages).optional().describe('Another language; as it is if absent.'),
    hideOldName: z
      .boolean()
      .optional()
      .describe('Whether the old certificate hides its name; by default only if the name is corrected.'),
  })
  .refine(
    (body) => [body.displayName, body.printedName, body.teamName, body.language].some((field) => field !== undefined),
    'must change a name, the spelling or the language',
  )
  .transform(({ displayName, printedName, teamName, language, hideOldName, ...why }) => {
    const isCorrection = displayName !== undefined || printedName !== undefined;
    const reasonCode =
      why.reasonCode ?? (isCorrection || teamName !== undefined ? 'name_corrected' : 'language_changed');
    return {
      displayName,
      printedName,
      teamName,
      language,
      reason: toReason({ ...why, reasonCode }),
      hidesOldName: hideOldName ?? isCorrection,
    };
  });

export const replacementShape = namedShape('CertificateReplacement', 'The new certificate, which is being drawn.', {
  id: id('certificate').describe('Of the new certificate.'),
  code: codeText,
});

export const printedNameSet = z
  .strictObject({
    printedName: printedName.optional().describe('The spelling to print, in characters that can be drawn.'),
    printedTeamName: printedName
      .optional()
      .describe("The spelling of the team's name, on a member's certificate, where that cannot be drawn."),
  })
  .refine(({ printedName, printedTeamName }) => (printedName ?? printedTeamName) !== undefined, 'must spell a name');

const isPrivate = z.boolean().describe('Whether the public page hides what is printed.');
export const privacySet = z.strictObject({ isPrivate });

export const privacyShape = namedShape(
  'CertificatePrivacy',
  'Whether the certificate and all that it replaced are private now.',
  { id: id('certificate'), isPrivate },
);

export const fileQuery = z.strictObject({
  as: z.enum(fileFormats).default('pdf').describe('The format of the file.'),
  delivery: z
    .enum(['stream', 'redirect'])
    .default('stream')
    .describe(
      '`stream`: the bytes. `redirect`: a signed address of the object store, where that is possible; else the bytes.',
    ),
});
