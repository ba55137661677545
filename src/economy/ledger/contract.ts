// Wire shapes of postings. Amounts are whole coins as JSON numbers.

import * as z from 'zod';
import { reasonLengthMax } from '../../core/limits.ts';
import { coinsToJson } from '../../core/money.ts';
import {
  coinsCount,
  coinsGiven,
  coinsNumber,
  id,
  instantText,
  listShape,
  namedShape,
  paragraph,
} from '../../http/wire.ts';
import { detailFields } from './detail-contract.ts';
import { financeReasons, isReserved, movementsMax, type Transfer, transferReasons } from './transfer.ts';

const walletId = id('wallet');
const financeReason = z.enum(financeReasons).default('manual_adjust').describe('Shown in the history of the wallets.');
const note = paragraph({ lengthMax: reasonLengthMax }).describe('Why, for the audit trail.');
const reference = z
  .string()
  .regex(/^[\w.:/-]{1,200}$/, 'must have 1 to 200 letters, digits and _ . : / -')
  .refine((text) => !isReserved(text), 'must not begin with entry_fee:, refund: or prize:, which are reserved')
  .nullable()
  .default(null)
  .describe('A name of your own for what is paid, which can be used once ever. null: none.');

const amountFields = {
  amountCoins: coinsGiven.optional().describe('What is paid. Either this or `upToCoins`.'),
  upToCoins: coinsGiven
    .optional()
    .describe('Pays what is available, at most this; `amountCoins` of the answer says how much that was.'),
};

/** Refuses a body that names none or both of two fields. */
const oneOf =
  <A extends string, B extends string>(first: A, second: B) =>
  (given: { readonly [K in A | B]?: unknown }, context: z.RefinementCtx) => {
    if ((given[first] === undefined) !== (given[second] === undefined)) return;
    context.addIssue({ code: 'custom', path: [first], message: `either ${first} or ${second} is needed` });
  };

export const transferCreate = z
  .strictObject({
    fromWalletId: walletId.describe('A wallet of the caller.'),
    toWalletId: walletId.optional().describe('The wallet of the payee. Either this or `toPlayerId`.'),
    toPlayerId: id('player').optional().describe('The payee; the coins go to the wallet of this player.'),
    ...amountFields,
    ...detailFields,
  })
  .superRefine(oneOf('toWalletId', 'toPlayerId'))
  .superRefine(oneOf('amountCoins', 'upToCoins'));

/** Body of credits and debits. */
export const adjustmentCreate = z.strictObject({
  walletId: walletId.describe('The wallet of the player or tournament; the other side is the treasury.'),
  amountCoins: coinsGiven.describe('What the wallet receives or gives.'),
  reason: financeReason,
  note,
  ...detailFields,
});

export const batchCreate = z.strictObject({
  movements: z
    .array(
      z
        .strictObject({
          fromWalletId: walletId.describe('Who pays; any wallet.'),
          toWalletId: walletId.describe('Who receives.'),
          ...amountFields,
          reason: financeReason,
          reference,
          ...detailFields,
        })
        .superRefine(oneOf('amountCoins', 'upToCoins')),
    )
    .min(1)
    .max(movementsMax)
    .describe('Done in this order, all or none.'),
  note,
});

export const reversalCreate = z.strictObject({ note });

export const transferShape = namedShape('Transfer', 'Coins that moved from one wallet to another.', {
  id: id('transfer'),
  fromWalletId: walletId.describe('Who paid.'),
  toWalletId: walletId.describe('Who received.'),
  amountCoins: coinsCount.describe('What was paid.'),
  reason: z.enum(transferReasons).describe('Why, as the history of both wallets shows it.'),
  fromBalanceAfterCoins: coinsNumber.describe('What the payer had afterwards; that of the payee is not shown.'),
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
