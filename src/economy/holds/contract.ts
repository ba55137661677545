// Wire shapes of holds. Amounts are whole coins as JSON numbers.

import { z } from 'zod';
import { coinsToJson } from '../../core/money.ts';
import { coinsNumber, id, instantText, pageQuery } from '../../http/wire.ts';
import { transferReasons } from '../ledger/transfer.ts';
import { type Hold, holdSecondsMax, holdStates } from './hold.ts';

/** Any number; the domain checks the range (`invalid_amount`). */
const amountCoins = z.number();

export const holdCreate = z.strictObject({
  walletId: id('wallet'),
  toWalletId: id('wallet').describe('Of the payee, who may capture or release the hold.'),
  amountCoins: amountCoins.describe('A positive whole number.'),
  expiresInSeconds: z.int().min(1).max(holdSecondsMax).optional().describe('Default: 24 hours.'),
});

/** Without an amount the hold is captured in full. */
export const captureCreate = z.strictObject({ amountCoins: amountCoins.optional() });

/** `payer`: holds on the wallet. `payee`: holds in favour of the wallet. */
export const holdsQuery = z.strictObject({ side: z.enum(['payer', 'payee']).default('payer'), ...pageQuery });

export const holdShape = z.strictObject({
  id: id('hold'),
  walletId: id('wallet'),
  toWalletId: id('wallet'),
  amountCoins: coinsNumber,
  capturedCoins: coinsNumber,
  state: z.enum(holdStates),
  reason: z.enum(transferReasons),
  createdAt: instantText,
  expiresAt: instantText,
  resolvedAt: instantText.nullable(),
});

export function holdJson(hold: Hold): z.input<typeof holdShape> {
  const { id, walletId, toWalletId, amount, captured, state, reason, createdAt, expiresAt, resolvedAt } = hold;
  const coins = { amountCoins: coinsToJson(amount), capturedCoins: coinsToJson(captured) };
  return { id, walletId, toWalletId, ...coins, state, reason, createdAt, expiresAt, resolvedAt };
}

export const releaseShape = z.strictObject({ id: id('hold'), state: z.literal('released') });
