// Wire shapes of holds. Amounts are whole coins as JSON numbers.

import * as z from 'zod';
import { coinsToJson } from '../../core/money.ts';
import { coinsCount, coinsGiven, id, instantText, namedShape, pageQuery } from '../../http/wire.ts';
import { transferReasons } from '../ledger/transfer.ts';
import { type Hold, holdSecondsDefault, holdSecondsMax, holdStates } from './hold.ts';

export const holdCreate = z.strictObject({
  walletId: id('wallet').describe('The wallet of the caller, who pays.'),
  toWalletId: id('wallet').describe('The wallet of the payee, who may capture or release the hold.'),
  amountCoins: coinsGiven.describe('What is reserved.'),
  expiresInSeconds: z
    .int()
    .min(1)
    .max(holdSecondsMax)
    .optional()
    .describe(`After this time the coins are free again. By default ${holdSecondsDefault}, a day.`),
});

export const captureCreate = z.strictObject({
  amountCoins: coinsGiven
    .optional()
    .describe('What is paid, at most what is held; the rest is free again. All of it if absent.'),
});

export const holdsQuery = z.strictObject({
  side: z
    .enum(['payer', 'payee'])
    .default('payer')
    .describe('`payer`: holds on the wallet. `payee`: holds in favour of the wallet.'),
  ...pageQuery,
});

export const holdShape = namedShape('Hold', 'A hold: coins of the payer that are reserved for the payee.', {
  id: id('hold'),
  walletId: id('wallet').describe('Of the payer.'),
  toWalletId: id('wallet').describe('Of the payee.'),
  amountCoins: coinsCount.describe('What was reserved.'),
  capturedCoins: coinsCount.describe('What was paid to the payee; 0 before a capture.'),
  state: z
    .enum(holdStates)
    .describe(
      '`active`: reserved. `captured`: paid, all or in part. `released` by the payee, or `expired`: nothing was paid.',
    ),
  reason: z.enum(transferReasons).describe('Why the coins are reserved: `entry_fee` or `hold_capture`.'),
  createdAt: instantText,
  expiresAt: instantText.describe('When an active hold ends by itself. UTC.'),
  resolvedAt: instantText
    .nullable()
    .describe('When it was captured, released or expired; null while it is active. UTC.'),
});

export function holdJson(hold: Hold): z.input<typeof holdShape> {
  const { id, walletId, toWalletId, amount, captured, state, reason, createdAt, expiresAt, resolvedAt } = hold;
  const coins = { amountCoins: coinsToJson(amount), capturedCoins: coinsToJson(captured) };
  return { id, walletId, toWalletId, ...coins, state, reason, createdAt, expiresAt, resolvedAt };
}

export const releaseShape = namedShape('HoldRelease', 'The hold that was released.', {
  id: id('hold'),
  state: z.literal('released').describe('The coins are free again.'),
});
