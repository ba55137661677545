// Wire shapes of issuing.

import { z } from 'zod';
import { titleLengthMax } from '../../core/limits.ts';
import { id, pageShape, printedLine } from '../../http/wire.ts';
import { capacityMax } from '../../tournaments/tournament.ts';
import { staffCertificateShape } from '../contract.ts';
import { issuerNameLengthMax } from '../issuers/issuer.ts';
import type { Progress } from '../store.ts';

/** Without `registrationIds`: all entrants. */
export const certificatesIssue = z.strictObject({
  registrationIds: z.array(id('registration')).min(1).max(capacityMax).optional(),
  /** Printed instead of the tournament's title, if that cannot be printed. */
  printedTitle: printedLine(titleLengthMax).optional(),
  printedIssuer: printedLine(issuerNameLengthMax).optional(),
});

const count = z.int().min(0);

export const progressShape = z.strictObject({
  total: count,
  issued: count,
  pending: count,
  needsPrintedName: count,
  failed: count,
});

export const issuedShape = z.strictObject({ ...progressShape.shape, ...pageShape(staffCertificateShape).shape });

export function progressJson(progress: Progress): z.input<typeof progressShape> {
  const { total, issued, pending, needsPrintedName, failed } = progress;
  return { total, issued, pending, needsPrintedName, failed };
}
