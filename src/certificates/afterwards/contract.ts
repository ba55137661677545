// Wire shapes of a disqualification after the end of a tournament.

import * as z from 'zod';
import { reasonLengthMax } from '../../core/limits.ts';
import { coinsToJson } from '../../core/money.ts';
import { coinsCount, coinsNumber, id, namedShape, paragraph } from '../../http/wire.ts';
import type { Afterwards } from './disqualify-afterwards.ts';

export const lateDisqualificationCreate = z.strictObject({
  reason: paragraph({ lengthMax: reasonLengthMax }).describe('Why, for the audit trail.'),
  dryRun: z.boolean().default(false).describe('true: only answers what would happen.'),
});

const rank = z.int().min(1);

export const afterwardsShape = namedShape('LateDisqualification', 'What a disqualification after the end changes.', {
  registrationId: id('registration').describe('Who is disqualified.'),
  isDryRun: z.boolean().describe('true: nothing has changed.'),
  ranks: z
    .array(
      z.strictObject({
        registrationId: id('registration'),
        before: rank.describe('The final rank before.'),
        after: rank.describe('The final rank after.'),
      }),
    )
    .describe('Entrants with another rank, the best before first.'),
  certificates: z
    .array(
      z.strictObject({
        certificateId: id('certificate').describe('The certificate that does not count any more.'),
        registrationId: id('registration'),
        act: z.enum(['revoked', 'replaced']).describe('`replaced`: by one with the new place, which is drawn now.'),
        place: rank.describe('The new place where it is replaced, the place that it says where it is revoked.'),
      }),
    )
    .describe('Certificates that are revoked or replaced.'),
  prizes: z
    .array(
      z.strictObject({
        registrationId: id('registration'),
        beforeCoins: coinsCount.describe('The prize before.'),
        afterCoins: coinsCount.describe('The prize after.'),
        movedCoins: coinsNumber.describe('What the entrant gets now; below zero: what is taken back.'),
        owedCoins: coinsNumber.describe('What the escrow owes the entrant; below zero: what the entrant owes.'),
        cause: z.string().nullable().describe('Why it is owed: `insufficient_funds`, `wallet_frozen`, `escrow_short`.'),
      }),
    )
    .describe('Prizes of all who had or have one; empty while no prize was paid.'),
});

export function afterwardsJson(
  {
    registrationId,
    isDryRun,
  }: { readonly registrationId: Afterwards['ranks'][number]['registrationId']; readonly isDryRun: boolean },
  { ranks, corrected, prizes }: Afterwards,
): z.input<typeof afterwardsShape> {
  return {
    ...{ registrationId, isDryRun },
    ranks: [...ranks],
    certificates: [...corrected],
    prizes: prizes.map(({ before, after, moved, owed, cause, registrationId: id }) => ({
      ...{ registrationId: id, beforeCoins: coinsToJson(before), afterCoins: coinsToJson(after) },
      ...{ movedCoins: coinsToJson(moved), owedCoins: coinsToJson(owed), cause },
    })),
  };
}
