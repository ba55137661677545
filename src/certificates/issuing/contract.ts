// Wire shapes of issuing.

import * as z from 'zod';
import { titleLengthMax } from '../../core/limits.ts';
import { id, namedShape, pageShape, printedLine } from '../../http/wire.ts';
import { rosterSizeMax } from '../../teams/team.ts';
import { capacityMax } from '../../tournaments/tournament.ts';
import { staffCertificateShape } from '../contract.ts';
import { issuerNameLengthMax } from '../issuers/issuer.ts';
import type { Progress } from '../store.ts';

const issueFields = z.strictObject({
  registrationIds: z
    .array(id('registration'))
    .min(1)
    .max(capacityMax)
    .optional()
    .describe('Only these entrants; all if absent.'),
  memberIds: z
    .array(id('player'))
    .min(1)
    .max(rosterSizeMax)
    .optional()
    .describe('Only these members of the teams in `registrationIds`, where members get certificates; all if absent.'),
  printedTitle: printedLine(titleLengthMax)
    .optional()
    .describe("Printed instead of the tournament's title, if that cannot be printed."),
  printedIssuer: printedLine(issuerNameLengthMax)
    .optional()
    .describe("Printed instead of the issuer's name, if there is none or it cannot be printed."),
});

export const certificatesIssue = issueFields.refine(
  ({ registrationIds, memberIds }) => memberIds === undefined || registrationIds !== undefined,
  { path: ['memberIds'], message: 'needs `registrationIds`' },
);

const count = z.int().min(0);

export const progressShape = namedShape(
  'CertificateProgress',
  'How far issuing is. Read the list again until `pending` is 0.',
  {
    total: count.describe('All certificates of the tournament.'),
    issued: count.describe('Those whose files exist.'),
    pending: count.describe('Those that are being drawn.'),
    needsPrintedName: count.describe('Those that wait for a spelling that can be printed.'),
    failed: count.describe('Those whose drawing failed and is tried again.'),
  },
);

export const issuedShape = namedShape('IssuedCertificates', 'How far issuing is, and a page of the certificates.', {
  ...progressShape.shape,
  ...pageShape(staffCertificateShape).shape,
});

export function progressJson(progress: Progress): z.input<typeof progressShape> {
  const { total, issued, pending, needsPrintedName, failed } = progress;
  return { total, issued, pending, needsPrintedName, failed };
}
