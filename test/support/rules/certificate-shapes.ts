// Shapes of what the stores of certificates return. A test compares them with real rows: docs/architecture.md#row-types

import * as z from 'zod';
import {
  certificateStates,
  certificateTypes,
  issueFailures,
  languages,
} from '../../../src/certificates/certificate.ts';
import { reasonCodes } from '../../../src/certificates/reason.ts';
import { id, instant } from './row-check.ts';

export const text = z.string().nullable();
const reasonCode = z.enum(reasonCodes).nullable();
const day = z.string().regex(/^\d{4}-\d\d-\d\d$/);
export const certificate = z.strictObject({
  id: id('certificate'),
  code: z.string(),
  tournamentId: id('tournament'),
  registrationId: id('registration'),
  memberId: id('player').nullable(),
  teamName: text,
  type: z.enum(certificateTypes),
  language: z.enum(languages),
  state: z.enum(certificateStates),
  displayName: z.string(),
  printedName: text,
  tournamentTitle: z.string(),
  place: z.int(),
  isPlaceShared: z.boolean(),
  entrantCount: z.int(),
  endedOn: day,
  issuer: z.string(),
  issuerSite: text,
  logoKey: text,
  signatoryName: text,
  signatoryOffice: text,
  accentColor: text,
  legacyCode: text,
  pdfSha256: text,
  pdfSizeBytes: z.int().nullable(),
  pngSha256: text,
  pngSizeBytes: z.int().nullable(),
  createdAt: instant,
  issuedAt: instant.nullable(),
  revokedAt: instant.nullable(),
  revokedReason: text,
  revokedReasonCode: reasonCode,
  revokedNote: text,
  suspendedAt: instant.nullable(),
  suspendedReason: text,
  suspendedReasonCode: reasonCode,
  suspendedNote: text,
  expiresAt: instant.nullable(),
  replacesId: id('certificate').nullable(),
  replacesReason: text,
  replacesReasonCode: reasonCode,
  replacesNote: text,
  chainRootId: id('certificate').nullable(),
  isPrivate: z.boolean(),
  isNameHidden: z.boolean(),
  attemptCount: z.int(),
  failure: z.enum(issueFailures).nullable(),
  retryAt: instant,
  downloadCount: z.int(),
  firstDownloadedAt: instant.nullable(),
});
export const drawn = certificate.extend({ isTeam: z.boolean() });
export const whole = drawn
  .extend({
    replacesCode: text,
    replacedByCode: text,
    replacedAt: instant.nullable(),
    replacedReason: text,
    replacedReasonCode: reasonCode,
    timeZone: z.string(),
    playerId: id('player'),
    rosterIds: z.array(id('player')),
    organizerId: id('player'),
    isSanctioned: z.boolean(),
  })
  .nullable();
