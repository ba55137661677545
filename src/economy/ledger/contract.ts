// Wire shapes of postings. Amounts are whole coins as JSON numbers.

import { z } from 'zod';
import { reasonLengthMax } from '../../core/limits.ts';
import { coinsToJson } from '../../core/money.ts';
import { coinsNumber, id, instantText, listShape, paragraph } from '../../http/wire.ts';
import { financeReasons, isReserved, movementsMax, type Transfer, transferReasons } from './transfer.ts';

const walletId = id('wallet');
/** Any number; the domain checks the range (`invalid_amount`). */
const amountCoins = z.number();
const financeReason = z.enum(financeReasons);
/** For the audit trail. */
const note = paragraph({ lengthMax: reasonLengthMax });
/** Can be used once. */
const reference = z
  .string()
  .regex(/^[\w.:/-]{1,200}$/, '1 to 200 letters, digits and _ . : / -')
  .refine((text) => !isReserved(text), 'the prefixes entry_fee:, refund: and prize: are reserved');

export const transferCreate = z.strictObject({
  fromWalletId: id('wallet').describe('A wallet of the caller.'),
  toWalletId: id('wallet').describe('Given by the payee: only its owner can look up a wallet.'),
  amountCoins: z.number().describe('A positive whole number.'),
});

/** Body of credits and debits. */
export const adjustmentCreate = z.strictObject({
  walletId,
  amountCoins,
  reason: financeReason.default('manual_adjust'),
  note,
});

export const batchCreate = z.strictObject({
  movements: z
    .array(
      z.strictObject({
        fromWalletId: walletId,
        toWalletId: walletId,
        amountCoins,
        reason: financeReason.default('manual_adjust'),
        reference: reference.nullable().default(null),
      }),
    )
    .min(1)
    .max(movementsMax),
  note,
});

export const reversalCreate = z.strictObject({ note });

export const transferShape = z.strictObject({
  id: id('transfer'),
  fromWalletId: walletId,
  toWalletId: walletId,
  amountCoins: coinsNumber,
  reason: z.enum(transferReasons),
  fromBalanceAfterCoins: coinsNumber,
  createdAt: instantText,
});

/** In the order of the movements. */
export const transfersShape = listShape(transferShape);

/** Without the payee's balance, which only the payee may see. */
export function transferJson(transfer: Transfer): z.input<typeof transferShape> {
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
