// Wire shapes of receipts. Amounts are whole coins as JSON numbers.

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
import { detailFields, detailShape } from '../ledger/detail-contract.ts';
import { type Receipt, receiptStates } from './receipt.ts';

const reference = z
  .string()
  .regex(/^[\w.:/-]{1,200}$/, 'must have 1 to 200 letters, digits and _ . : / -')
  .describe('The number of the sale in your own books, unique for its issuer. It must name nobody.');
const issuer = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'must be 1 to 40 lower-case letters, digits, _ and -')
  .optional()
  .describe('Whose receipts. By default those of the API key’s issuer, or one’s own.');

export const receiptCreate = z.strictObject({
  playerId: id('player').describe('Who has bought the coins; they go to the wallet of this player.'),
  amountCoins: coinsGiven.describe('How many coins were sold.'),
  reference,
  ...detailFields,
});

export const receiptQuery = z.strictObject({ reference, issuer });

export const dayQuery = z.strictObject({
  day: z.iso
    .date()
    .refine((day) => day >= '2000' && day < '2101', 'must be in the years 2000 to 2100')
    .describe('A day of UTC.'),
  issuer,
});

export const receiptReverse = z.strictObject({
  note: paragraph({ lengthMax: reasonLengthMax }).describe('Why, for the audit trail.'),
});

export const receiptShape = namedShape(
  'Receipt',
  'Coins that a partner has sold and Laurel has credited. Laurel took no money.',
  {
    id: id('transfer').describe('Of the transfer that credited the coins.'),
    issuer: z.string().describe('Whose reference it is: the issuer of an API key, or a player of finance.'),
    reference: z.string().describe('The number of the sale in the books of the issuer.'),
    playerId: id('player').describe('Who has bought the coins.'),
    walletId: id('wallet').describe('Where they went.'),
    amountCoins: coinsCount.describe('How many coins were credited.'),
    state: z.enum(receiptStates).describe('`posted`: it stands. `reversed`: the coins were taken back.'),
    memo: z.string().nullable().describe('What the partner wrote for the buyer; null without it.'),
    ...detailShape.shape,
    createdAt: instantText.describe('When the coins were credited. UTC.'),
    reversal: z
      .strictObject({ transferId: id('transfer').describe('That took the coins back.'), createdAt: instantText })
      .nullable()
      .describe('null: it stands.'),
  },
);

/** None or one. */
export const receiptsShape = listShape(receiptShape);

export function receiptJson(receipt: Receipt): z.input<typeof receiptShape> {
  const { id, issuer, reference, playerId, walletId, amount, memo, occurredAt, metadata, createdAt, reversal } =
    receipt;
  return {
    ...{ id, issuer, reference, playerId, walletId, amountCoins: coinsToJson(amount) },
    ...{ state: reversal === null ? 'posted' : 'reversed', memo, occurredAt, metadata, createdAt },
    reversal: reversal === null ? null : { transferId: reversal.transferId, createdAt: reversal.createdAt },
  };
}

export const summaryShape = namedShape('ReceiptDay', 'The sums of the receipts of a day, as the ledger has them.', {
  day: z.string().describe('The day that was asked for, of UTC.'),
  issuer: z.string().describe('Whose receipts.'),
  isFinal: z.boolean().describe('true: nothing is added to the day any more. false: the day is not over.'),
  creditCount: z.int().describe('How many credits were posted on the day.'),
  creditCoins: coinsCount.describe('Their coins, also of those that were reversed later.'),
  reversalCount: z.int().describe('How many reversals were posted on the day, whenever their credits were.'),
  reversalCoins: coinsCount.describe('Their coins.'),
  netCoins: coinsNumber.describe('Credits less reversals.'),
  lateCount: z.int().describe('How many of the credits say that their sale took place on an earlier day.'),
  lateCoins: coinsCount.describe('The coins of these.'),
});
