// Wire shapes of prizes: as the organizer sets them, and as they are paid or owed.

import * as z from 'zod';
import { coinsToJson } from '../../core/money.ts';
import { prizePlacesMax } from '../../economy/escrow/prize-split.ts';
import type { PrizeTable } from '../../economy/escrow/show-prizes.ts';
import { coinsCount, coinsNumber, id, instantText, namedShape } from '../../http/wire.ts';
import type { Tournament } from '../tournament.ts';

const kinds = ['fixed', 'percent', 'share'] as const;
const text = {
  kind: '`percent` and `share`: of the coins in the escrow. `fixed`: coins.',
  places:
    'Of each place, the best first: percents with the sum 100, shares such as 1, 1, 1 for equal thirds, or coins. Equal ranks share what their places win.',
};

export const prizesSet = z
  .strictObject({
    kind: z.enum(kinds).describe(text.kind),
    places: z.array(z.number()).max(prizePlacesMax).describe(text.places),
  })
  .nullable()
  .default(null)
  .describe('Paid from the escrow of the tournament; null: none.');

export const prizePlanShape = z.strictObject({
  kind: z.enum(kinds).describe(text.kind),
  places: z.array(z.number()).describe(text.places),
});

export const prizesShape = namedShape('Prizes', 'The prizes of a tournament: planned, paid and owed.', {
  plan: prizePlanShape.nullable().describe('As the organizer set it; null: no prizes.'),
  entryFeeCoins: coinsCount.describe('What each entrant pays.'),
  escrowWalletId: id('wallet').nullable().describe('Anybody may transfer coins to it; null before it is needed first.'),
  escrowCoins: coinsNumber.describe('What it holds.'),
  paid: z
    .array(
      z.strictObject({
        registrationId: id('registration'),
        rank: z.int().describe('The final rank that is paid.'),
        amountCoins: coinsCount.describe('What was paid.'),
        paidAt: instantText,
      }),
    )
    .describe('What was paid, best rank first.'),
  owed: z
    .array(
      z.strictObject({
        registrationId: id('registration'),
        amountCoins: coinsCount.describe('What is owed.'),
        cause: z
          .string()
          .describe(
            'Why it could not be paid: a problem code, such as `wallet_frozen`, or `unclaimed`: a guest won it.',
          ),
        nextAttemptAt: instantText
          .nullable()
          .describe('When it is tried again by itself, UTC; null: when a player claims the entry.'),
      }),
    )
    .describe('What could not be paid yet.'),
  claims: z
    .array(
      z.strictObject({
        registrationId: id('registration'),
        amountCoins: coinsCount.describe('What the entrant owes.'),
        cause: z.string().describe('Why it was not taken back yet: `insufficient_funds`, `wallet_frozen`.'),
        nextAttemptAt: instantText.nullable().describe('When it is tried again by itself. UTC.'),
      }),
    )
    .describe('What entrants owe to the escrow, because they lost a prize after it was paid.'),
});

/** The escrow's wallet id is public, so that players can transfer to it. */
export function prizesJson(
  { prizes, entryFee }: Pick<Tournament, 'prizes' | 'entryFee'>,
  { escrow, paid, owed, claims }: PrizeTable,
): z.input<typeof prizesShape> {
  return {
    plan: prizes === null ? null : { kind: prizes.kind, places: [...prizes.places] },
    entryFeeCoins: coinsToJson(entryFee),
    escrowWalletId: escrow?.walletId ?? null,
    escrowCoins: coinsToJson(escrow?.balance ?? 0n),
    paid: paid.map(({ registrationId, rank, amount, paidAt }) => {
      return { registrationId, rank, amountCoins: coinsToJson(amount), paidAt };
    }),
    owed: owed.map(owedJson),
    claims: claims.map(owedJson),
  };
}

function owedJson({ registrationId, amount, cause, nextAttemptAt }: PrizeTable['owed'][number]) {
  return { registrationId, amountCoins: coinsToJson(amount), cause, nextAttemptAt };
}
