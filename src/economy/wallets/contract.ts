// Wire shapes of wallets and their history. Amounts are whole coins as JSON numbers.

import * as z from 'zod';
import { reasonLengthMax } from '../../core/limits.ts';
import { coinsToJson } from '../../core/money.ts';
import {
  coinsCount,
  coinsNumber,
  expandOf,
  id,
  instant,
  instantText,
  namedShape,
  pageQuery,
  paragraph,
} from '../../http/wire.ts';
import { detailShape } from '../ledger/detail-contract.ts';
import { transferReasons } from '../ledger/transfer.ts';
import type { Counterparty, Entry } from './history.ts';
import { availableOf, type Wallet, walletKinds } from './wallet.ts';

/** Body of a freeze, a thaw, a closing and a reopening. */
export const freezeCreate = z.strictObject({
  reason: paragraph({ lengthMax: reasonLengthMax }).describe('Why, for the audit trail.'),
});

const historyFilter = {
  direction: z.enum(['in', 'out']).optional().describe('`in`: received. `out`: paid. Both if absent.'),
  reason: z.enum(transferReasons).optional().describe('Only entries with this reason.'),
  from: instant.optional().describe('Only entries at or after this time.'),
  to: instant.optional().describe('Only entries before this time.'),
};
export const historyQuery = z.strictObject({ ...historyFilter, expand: expandOf(['detail']), ...pageQuery });
export const exportQuery = z.strictObject(historyFilter);
export const balanceQuery = z.strictObject({ at: instant.describe('The time that is asked for.') });

export const walletShape = namedShape('Wallet', 'A wallet with its balance.', {
  id: id('wallet'),
  kind: z
    .enum(walletKinds)
    .describe('`player`: of a player. `escrow`: of a tournament. The others are of Laurel itself.'),
  ownerId: z.string().describe('The player or the tournament; empty for a wallet of Laurel itself.'),
  currency: z.string().describe('What the coins are: a player has one wallet for each currency.'),
  balanceCoins: coinsNumber.describe('All coins of the wallet, those that are held included.'),
  heldCoins: coinsCount.describe('Reserved by active holds.'),
  availableCoins: coinsNumber.describe('What can be spent: the balance without what is held.'),
  isFrozen: z.boolean().describe('A frozen wallet neither sends nor receives coins.'),
  isClosed: z.boolean().describe('A closed wallet is frozen too, until finance opens it again.'),
});

export function walletJson(wallet: Wallet): z.input<typeof walletShape> {
  const { id, kind, ownerId, currency, balance, held, isFrozen, isClosed } = wallet;
  const coins = {
    balanceCoins: coinsToJson(balance),
    heldCoins: coinsToJson(held),
    availableCoins: coinsToJson(availableOf(wallet)),
  };
  return { id, kind, ownerId, currency, ...coins, isFrozen, isClosed };
}

export const freezeShape = namedShape('WalletFreeze', 'Whether the wallet is frozen now.', {
  id: id('wallet'),
  isFrozen: z.boolean().describe('The new state.'),
});

export const closingShape = namedShape('WalletClosing', 'Whether the wallet is closed now.', {
  id: id('wallet'),
  isClosed: z.boolean().describe('The new state.'),
});

export const balanceShape = namedShape('Balance', 'The balance at that time.', {
  at: instantText.describe('The time that was asked for. UTC.'),
  balanceCoins: coinsNumber.describe('What the wallet had then.'),
});

export const entryShape = namedShape('LedgerEntry', 'One entry of the history of a wallet.', {
  id: id('transaction'),
  transferId: id('transfer').describe('The transfer whose side this is.'),
  amountCoins: coinsNumber.describe('Positive: received. Negative: paid.'),
  balanceAfterCoins: coinsNumber.describe('What the wallet had afterwards.'),
  reason: z.enum(transferReasons).describe('Why.'),
  reference: z
    .string()
    .nullable()
    .describe('What was paid, for example `prize:` with the registration; null without one.'),
  counterparty: z
    .strictObject({
      walletId: id('wallet'),
      kind: z.enum(walletKinds).describe('As that of a wallet.'),
      ownerId: z.string().describe('The player or the tournament; empty for a wallet of Laurel itself.'),
      displayName: z.string().nullable().describe('Of a player; null if unknown or erased.'),
    })
    .nullable()
    .describe(
      'The other wallet of the transfer; null: its row is missing, which is an error that the reconciliation reports.',
    ),
  memo: z.string().nullable().describe('What whoever posted wrote; null without it.'),
  detail: detailShape.optional().describe('Only with `expand=detail`.'),
  createdAt: instantText,
});

const counterpartyJson = ({ walletId, kind, ownerId, displayName }: Counterparty) => ({
  walletId,
  kind,
  ownerId,
  displayName,
});

export function entryJson(entry: Entry, isDetailed: boolean): z.input<typeof entryShape> {
  const { id, transferId, amount, balanceAfter, reason, reference, counterparty, memo, createdAt } = entry;
  const coins = { amountCoins: coinsToJson(amount), balanceAfterCoins: coinsToJson(balanceAfter) };
  const other = { counterparty: counterparty === null ? null : counterpartyJson(counterparty), memo };
  const detail = isDetailed ? { detail: { occurredAt: entry.occurredAt, metadata: entry.metadata } } : {};
  return { id, transferId, ...coins, reason, reference, ...other, ...detail, createdAt };
}

export const payeeShape = namedShape('PayeeWallet', 'What a payer needs to know of the wallet of a player.', {
  id: id('wallet'),
  currency: z.string().describe('What the coins are.'),
  canReceive: z.boolean().describe('false while it is frozen or closed.'),
});
