// Wire shapes of the economy. Amounts are whole coins as JSON numbers.

import { z } from 'zod';
import { idPattern } from '../core/id.ts';
import { coinsToJson } from '../core/money.ts';
import type { Transfer } from './transfer.ts';
import { transferReasons } from './transfer.ts';
import type { Wallet } from './wallet.ts';

const walletId = z
  .string()
  .regex(idPattern('wallet'))
  .transform((text) => text as Wallet['id']);
/** Judged by the domain (`invalid_amount`) beyond being a number. */
const amountCoins = z.number();

export const walletOpen = z.strictObject({});

export const transferCreate = z.strictObject({ fromWalletId: walletId, toWalletId: walletId, amountCoins });

export const creditCreate = z.strictObject({
  walletId,
  amountCoins,
  reason: z.enum(transferReasons).default('manual_adjust'),
  note: z.string().min(1).max(500),
});

export function walletJson(wallet: Wallet) {
  const { id, kind, ownerId, currency, isFrozen } = wallet;
  return { id, kind, ownerId, currency, balanceCoins: coinsToJson(wallet.balance), isFrozen };
}

export function transferJson(transfer: Transfer) {
  return {
    id: transfer.id,
    fromWalletId: transfer.fromWalletId,
    toWalletId: transfer.toWalletId,
    amountCoins: coinsToJson(transfer.amount),
    reason: transfer.reason,
    fromBalanceAfterCoins: coinsToJson(transfer.fromBalanceAfter),
    createdAt: transfer.createdAt,
  };
}
