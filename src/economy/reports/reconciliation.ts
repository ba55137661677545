// What a reconciliation finds: wallets that are not what their rows and holds say, and transfers that made or lost coins.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Coins } from '../../core/money.ts';

/** How far the rows of a wallet have been added up. */
export interface Walk {
  readonly walletId: Id<'wallet'>;
  readonly sum: Coins;
  /** Moment and id of the last row. */
  readonly lastAt: string;
  readonly lastId: string;
  /** Numbered rows so far. */
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
  /** Rows it says it has since rows are numbered, and those that are there. */
  readonly entryCount: bigint;
  readonly recomputedEntries: bigint;
  /** Its last row is not the last that was posted to it. */
  readonly isCutOff: boolean;
  /** Rows whose balance after them or whose number is not what follows from those before, and the first of these. */
  readonly brokenRows: number;
  readonly firstBrokenId: Id<'transaction'> | null;
}

export function isSound(drift: Drift): boolean {
  return faultsOf(drift).length === 0;
}

export interface Unbalanced {
  readonly transferId: Id<'transfer'>;
  readonly currency: string;
  readonly sum: Coins;
}

/** A hold that says it was captured, without the transfer that would have paid the payee. */
export interface UnpaidCapture {
  readonly holdId: Id<'hold'>;
  readonly transferId: Id<'transfer'>;
  readonly captured: Coins;
}

export interface Reconciliation {
  readonly startedAt: Instant;
  readonly finishedAt: Instant;
  readonly wallets: number;
  readonly rows: number;
  readonly transfers: number;
  /** Of each, all are counted and the first ones told. */
  readonly driftCount: number;
  readonly drifts: readonly Drift[];
  readonly unbalanced: readonly Unbalanced[];
  readonly unpaidCaptures: readonly UnpaidCapture[];
}

export const driftsToldMax = 1000;

/** Coins as JSON numbers. */
export function reconciliationJson({ drifts, unbalanced, unpaidCaptures, ...counts }: Reconciliation) {
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
    unpaidCaptures: unpaidCaptures.map(({ captured, ...hold }) => ({ ...hold, capturedCoins: Number(captured) })),
  };
}

/** A line for each thing that is wrong, and one that says how much was looked at. */
export function describeReconciliation(found: Reconciliation): string {
  const { wallets, rows, transfers, driftCount } = found;
  const looked = `${wallets} wallets, ${rows} rows, ${transfers} transfers`;
  if (driftCount === 0) return `The books are right: ${looked}.\n`;
  const lines = [
    ...found.drifts.map(describeDrift),
    ...found.unbalanced.map(
      ({ transferId, currency, sum }) => `${transferId}: its legs sum to ${sum} ${currency}, not to 0`,
    ),
    ...found.unpaidCaptures.map(
      ({ holdId, transferId, captured }) =>
        `${holdId}: captured ${captured}, but there is no such transfer ${transferId}`,
    ),
  ];
  return [...lines, `The books are wrong in ${driftCount} places: ${looked}.`, ''].join('\n');
}

function describeDrift(drift: Drift): string {
  return `${drift.walletId}: ${faultsOf(drift).join('; ')}`;
}

function faultsOf(drift: Drift): string[] {
  const { balance, recomputed, held, recomputedHeld, entryCount, recomputedEntries, isCutOff } = drift;
  const { brokenRows, firstBrokenId } = drift;
  return [
    ...(balance === recomputed ? [] : [`balance ${balance}, its rows say ${recomputed}`]),
    ...(held === recomputedHeld ? [] : [`held ${held}, its holds say ${recomputedHeld}`]),
    ...(entryCount === recomputedEntries
      ? []
      : [`${entryCount} numbered rows, of which ${recomputedEntries} are there`]),
    ...(isCutOff ? ['its last row is gone'] : []),
    ...(brokenRows === 0 ? [] : [`${brokenRows} rows that do not follow from those before, from ${firstBrokenId} on`]),
  ];
}
