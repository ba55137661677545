// What a reconciliation finds: wallets that are not what their rows and holds say, and transfers that made or lost coins.

import type { Id } from '../core/id.ts';
import type { Instant } from '../core/instant.ts';
import type { Coins } from '../core/money.ts';

/** How far the rows of a wallet have been added up. */
export interface Walk {
  readonly walletId: Id<'wallet'>;
  readonly sum: Coins;
  /** Moment and id of the last row. */
  readonly lastAt: string;
  readonly lastId: string;
}

export function beginWalk(walletId: Id<'wallet'>): Walk {
  return { walletId, sum: 0n, lastAt: '-infinity', lastId: '' };
}

export interface Drift {
  readonly walletId: Id<'wallet'>;
  readonly balance: Coins;
  /** The sum of its rows. */
  readonly recomputed: Coins;
  readonly held: Coins;
  /** The sum of its active holds. */
  readonly recomputedHeld: Coins;
  /** Rows whose balance after them is not the sum up to them, and the first of these. */
  readonly brokenRows: number;
  readonly firstBrokenId: Id<'transaction'> | null;
}

export function isSound({ balance, recomputed, held, recomputedHeld, brokenRows }: Drift): boolean {
  return balance === recomputed && held === recomputedHeld && brokenRows === 0;
}

export interface Unbalanced {
  readonly transferId: Id<'transfer'>;
  readonly currency: string;
  readonly sum: Coins;
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
}

export const driftsToldMax = 1000;

/** Coins as JSON numbers. */
export function reconciliationJson({ drifts, unbalanced, ...counts }: Reconciliation) {
  return {
    ...counts,
    drifts: drifts.map(({ balance, recomputed, held, recomputedHeld, ...drift }) => ({
      ...drift,
      balanceCoins: Number(balance),
      recomputedCoins: Number(recomputed),
      heldCoins: Number(held),
      recomputedHeldCoins: Number(recomputedHeld),
    })),
    unbalanced: unbalanced.map(({ sum, ...transfer }) => ({ ...transfer, sumCoins: Number(sum) })),
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
  ];
  return [...lines, `The books are wrong in ${driftCount} places: ${looked}.`, ''].join('\n');
}

function describeDrift(drift: Drift): string {
  const { walletId, balance, recomputed, held, recomputedHeld, brokenRows, firstBrokenId } = drift;
  const faults = [
    ...(balance === recomputed ? [] : [`balance ${balance}, its rows say ${recomputed}`]),
    ...(held === recomputedHeld ? [] : [`held ${held}, its holds say ${recomputedHeld}`]),
    ...(brokenRows === 0 ? [] : [`${brokenRows} rows whose balance after them is wrong, from ${firstBrokenId} on`]),
  ];
  return `${walletId}: ${faults.join('; ')}`;
}
