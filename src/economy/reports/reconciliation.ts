// Result of a reconciliation: wallets that differ from their rows and holds, and transfers that do not sum to zero.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Coins } from '../../core/money.ts';

/** Progress through the rows of a wallet. */
export interface Walk {
  readonly walletId: Id<'wallet'>;
  readonly sum: Coins;
  /** Time and id of the last row read. */
  readonly lastAt: string;
  readonly lastId: string;
  /** Numbered rows read so far. */
  readonly entries: bigint;
}

export function beginWalk(walletId: Id<'wallet'>): Walk {
  return { walletId, sum: 0n, lastAt: '-infinity', lastId: '', entries: 0n };
}

export interface Drift {
  readonly walletId: Id<'wallet'>;
  readonly balance: Coins;
  /** The sum of its rows. */
  readonly recomputed: Coins;
  readonly held: Coins;
  /** The sum of its active holds. */
  readonly recomputedHeld: Coins;
  /** Numbered rows: the count stored in the wallet, and the count found. */
  readonly entryCount: bigint;
  readonly recomputedEntries: bigint;
  /** The last row found is older than the last posting to the wallet. */
  readonly isCutOff: boolean;
  /** Rows whose `balance_after` or number does not follow from the rows before them, and the first such row. */
  readonly brokenRows: number;
  readonly firstBrokenId: Id<'transaction'> | null;
  /** It allows a negative balance and is not the treasury. */
  readonly mayBeNegative: boolean;
  readonly hasOtherCurrency: boolean;
}

export function isConsistent(drift: Drift): boolean {
  return faultsOf(drift).length === 0;
}

export interface Unbalanced {
  readonly transferId: Id<'transfer'>;
  readonly currency: string;
  readonly sum: Coins;
}

export interface FalseTransfer {
  readonly transferId: Id<'transfer'>;
  readonly fault: keyof typeof transferFaults;
}

const transferFaults = {
  legs_differ: 'its legs differ in reason, reference, reversed transfer or actor',
  not_mirrored: 'does not mirror the transfer it reverses',
  not_noted: 'reverses a receipt, which has no row of it',
} as const;

export interface WrongHold {
  readonly holdId: Id<'hold'>;
  readonly transferId: Id<'transfer'> | null;
  readonly captured: Coins;
  readonly fault: 'unpaid' | 'above_amount' | 'paid_without_capture' | 'expired_early';
}

export interface UnpaidOwed {
  readonly reference: string;
  readonly amount: Coins;
  readonly fault: 'unpaid' | 'not_the_fee';
}

export interface Reconciliation {
  readonly startedAt: Instant;
  readonly finishedAt: Instant;
  readonly wallets: number;
  readonly rows: number;
  readonly transfers: number;
  /** Counts all differences. Each list holds the first `driftsListedMax`. */
  readonly driftCount: number;
  readonly drifts: readonly Drift[];
  readonly unbalanced: readonly Unbalanced[];
  readonly falseTransfers: readonly FalseTransfer[];
  readonly wrongHolds: readonly WrongHold[];
  readonly unpaidOwed: readonly UnpaidOwed[];
}

export const driftsListedMax = 1000;

/** Coins as JSON numbers. */
export function reconciliationJson({ drifts, unbalanced, wrongHolds, unpaidOwed, ...counts }: Reconciliation) {
  return {
    ...counts,
    drifts: drifts.map(({ balance, recomputed, held, recomputedHeld, entryCount, recomputedEntries, ...drift }) => ({
      ...drift,
      entryCount: Number(entryCount),
      recomputedEntries: Number(recomputedEntries),
      balanceCoins: Number(balance),
      recomputedCoins: Number(recomputed),
      heldCoins: Number(held),
      recomputedHeldCoins: Number(recomputedHeld),
    })),
    unbalanced: unbalanced.map(({ sum, ...transfer }) => ({ ...transfer, sumCoins: Number(sum) })),
    wrongHolds: wrongHolds.map(({ captured, ...hold }) => ({ ...hold, capturedCoins: Number(captured) })),
    unpaidOwed: unpaidOwed.map(({ amount, ...owed }) => ({ ...owed, amountCoins: Number(amount) })),
  };
}

/** One line per difference, then a summary line with what was checked. */
export function describeReconciliation(found: Reconciliation): string {
  const { wallets, rows, transfers, driftCount } = found;
  const checked = `${wallets} wallets, ${rows} rows, ${transfers} transfers`;
  if (driftCount === 0) return `The ledger balances: ${checked}.\n`;
  const lines = [
    ...found.drifts.map(describeDrift),
    ...found.unbalanced.map(
      ({ transferId, currency, sum }) => `${transferId}: its legs sum to ${sum} ${currency}, not to 0`,
    ),
    ...found.falseTransfers.map(({ transferId, fault }) => `${transferId}: ${transferFaults[fault]}`),
    ...found.wrongHolds.map(describeHold),
    ...found.unpaidOwed.map(({ reference, amount, fault }) =>
      fault === 'unpaid'
        ? `${reference}: settled, but its ${amount} coins were not paid`
        : `${reference}: owes ${amount}, which is not the fee it gives back`,
    ),
  ];
  return [...lines, `The ledger has ${driftCount} differences: ${checked}.`, ''].join('\n');
}

function describeHold({ holdId, transferId, captured, fault }: WrongHold): string {
  const texts = {
    unpaid: `captured ${captured}, not paid by transfer ${transferId}`,
    above_amount: `captured ${captured}, more than its amount`,
    paid_without_capture: 'its fee was paid, but the hold is not captured',
    expired_early: 'expired before its time',
  } as const;
  return `${holdId}: ${texts[fault]}`;
}

function describeDrift(drift: Drift): string {
  return `${drift.walletId}: ${faultsOf(drift).join('; ')}`;
}

function faultsOf(drift: Drift): string[] {
  const { balance, recomputed, held, recomputedHeld, entryCount, recomputedEntries, isCutOff } = drift;
  const { brokenRows, firstBrokenId, mayBeNegative, hasOtherCurrency } = drift;
  return [
    ...(balance === recomputed ? [] : [`balance ${balance}, sum of rows ${recomputed}`]),
    ...(held === recomputedHeld ? [] : [`held ${held}, sum of holds ${recomputedHeld}`]),
    ...(entryCount === recomputedEntries ? [] : [`${entryCount} numbered rows expected, ${recomputedEntries} found`]),
    ...(isCutOff ? ['the last row is missing'] : []),
    ...(brokenRows === 0 ? [] : [`${brokenRows} inconsistent rows, first ${firstBrokenId}`]),
    ...(mayBeNegative ? ['a negative balance is allowed'] : []),
    ...(hasOtherCurrency ? ['rows in another currency'] : []),
  ];
}
