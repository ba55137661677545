// Wire shapes of wallets and their history. Amounts are whole coins as JSON numbers.

import { z } from 'zod';
import { reasonLengthMax } from '../../core/limits.ts';
import { coinsToJson } from '../../core/money.ts';
import { coinsNumber, id, instant, instantText, pageQuery, paragraph } from '../../http/wire.ts';
import { transferReasons } from '../ledger/transfer.ts';
import type { Entry } from './history.ts';
import { availableOf, type Wallet, walletKinds } from './wallet.ts';

/** Body of a freeze and of a thaw. The reason goes to the audit trail. */
export const freezeCreate = z.strictObject({ reason: paragraph({ lengthMax: reasonLengthMax }) });

const historyFilter = {
  direction: z.enum(['in', 'out']).optional(),
  reason: z.enum(transferReasons).optional(),
  from: instant.optional(),
  to: instant.optional(),
};
export const historyQuery = z.strictObject({ ...historyFilter, ...pageQuery });
export const exportQuery = z.strictObject(historyFilter);
export const balanceQuery = z.strictObject({ at: instant });

export const walletShape = z.strictObject({
  id: id('wallet'),
  kind: z.enum(walletKinds),
  /** A player or a tournament; empty for the treasury and the fees wallet. */
  ownerId: z.string(),
  currency: z.string(),
  balanceCoins: coinsNumber,
  heldCoins: coinsNumber,
  availableCoins: coinsNumber,
  isFrozen: z.boolean(),
});

export function walletJson(wallet: Wallet): z.input<typeof walletShape> {
  const { id, kind, ownerId, currency, balance, held, isFrozen } = wallet;
  const coins = {
    balanceCoins: coinsToJson(balance),
    heldCoins: coinsToJson(held),
    availableCoins: coinsToJson(availableOf(wallet)),
  };
  return { id, kind, ownerId, currency, ...coins, isFrozen };
}

export const freezeShape = z.strictObject({ id: id('wallet'), isFrozen: z.boolean() });

export const balanceShape = z.strictObject({ at: instantText, balanceCoins: coinsNumber });

export const entryShape = z.strictObject({
  id: id('transaction'),
  transferId: id('transfer'),
  amountCoins: coinsNumber,
  balanceAfterCoins: coinsNumber,
  reason: z.enum(transferReasons),
  reference: z.string().nullable(),
  createdAt: instantText,
});

export function entryJson(entry: Entry): z.input<typeof entryShape> {
  const { id, transferId, amount, balanceAfter, reason, reference, createdAt } = entry;
  const coins = { amountCoins: coinsToJson(amount), balanceAfterCoins: coinsToJson(balanceAfter) };
  return { id, transferId, ...coins, reason, reference, createdAt };
}
