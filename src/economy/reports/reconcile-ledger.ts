// Use case: recompute the ledger. It checks each balance and held amount, `balance_after`, number and currency of each row, the sum and
// the legs of each transfer, each reversal, hold and owed payment. It changes nothing, may run during traffic, and uses bounded memory.

import type { Id } from '../../core/id.ts';
import type { Database } from '../../db/client.ts';
import type { Ports } from '../../outbox/ports.ts';
import {
  beginWalk,
  type Drift,
  driftsListedMax,
  type FalseTransfer,
  isConsistent,
  type Reconciliation,
  type Unbalanced,
  type Walk,
} from './reconciliation.ts';
import {
  checkHolds,
  checkOwed,
  checkTransfers,
  listWalletIds,
  type WalkedWallet,
  walkWallets,
} from './reconciliation-store.ts';

const walletsAtOnce = 500;
/** Rows read per statement, at least one per wallet; a statement takes less than a second. */
const rowsAtOnceDefault = 100_000;

export async function reconcileLedger(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  { rowsAtOnce = rowsAtOnceDefault } = {},
): Promise<Reconciliation> {
  const startedAt = clock();
  const wallets = await walkAll(db, rowsAtOnce);
  const transfers = await checkAll(db, rowsAtOnce);
  const wrongHolds = await collect((after) => checkHolds(db, after, rowsAtOnce));
  const unpaidOwed = await collect((after) => checkOwed(db, after, rowsAtOnce));
  return {
    startedAt,
    finishedAt: clock(),
    ...wallets,
    ...transfers,
    wrongHolds: wrongHolds.slice(0, driftsListedMax),
    unpaidOwed: unpaidOwed.slice(0, driftsListedMax),
    driftCount: wallets.driftCount + transfers.faultCount + wrongHolds.length + unpaidOwed.length,
  };
}

type RowFaults = Pick<Drift, 'brokenRows' | 'firstBrokenId' | 'hasOtherCurrency'>;

async function walkAll(db: Database, rowsAtOnce: number) {
  const found = { wallets: 0, rows: 0, driftCount: 0, drifts: [] as Drift[] };
  const broken = new Map<Id<'wallet'>, RowFaults>();
  let after = '';
  let walks: Walk[] = [];
  for (;;) {
    if (walks.length === 0) {
      walks = (await listWalletIds(db, after, walletsAtOnce)).map(beginWalk);
      after = walks.at(-1)?.walletId ?? after;
      if (walks.length === 0) return found;
    }
    const rowsMax = Math.floor(rowsAtOnce / walks.length);
    const walked = await walkWallets(db, walks, rowsMax);
    walks = [];
    for (const step of walked) {
      found.rows += step.rows;
      const drift = mergeSteps(step, broken.get(step.walletId));
      if (step.rows === rowsMax) {
        walks.push({ ...step, sum: step.recomputed, entries: step.recomputedEntries });
        broken.set(step.walletId, drift);
        continue;
      }
      broken.delete(step.walletId);
      found.wallets += 1;
      if (isConsistent(drift)) continue;
      found.driftCount += 1;
      if (found.drifts.length < driftsListedMax) found.drifts.push(drift);
    }
  }
}

function mergeSteps(step: WalkedWallet, before: RowFaults | undefined): Drift {
  const { rows, lastAt, lastId, ...drift } = step;
  if (before === undefined) return drift;
  const firstBrokenId = before.firstBrokenId ?? drift.firstBrokenId;
  const hasOtherCurrency = before.hasOtherCurrency || drift.hasOtherCurrency;
  return { ...drift, brokenRows: before.brokenRows + drift.brokenRows, firstBrokenId, hasOtherCurrency };
}

async function checkAll(db: Database, rowsAtOnce: number) {
  const found = { transfers: 0, faultCount: 0, unbalanced: [] as Unbalanced[], falseTransfers: [] as FalseTransfer[] };
  let from: string | null = '';
  while (from !== null) {
    const page = await checkTransfers(db, from, rowsAtOnce);
    found.transfers += page.transfers;
    found.faultCount += page.unbalanced.length + page.falseTransfers.length;
    found.unbalanced.push(...page.unbalanced.slice(0, driftsListedMax - found.unbalanced.length));
    found.falseTransfers.push(...page.falseTransfers.slice(0, driftsListedMax - found.falseTransfers.length));
    from = page.next;
  }
  return found;
}

/** All that the pages of `check` find, from the first page. */
async function collect<T>(
  check: (after: string) => Promise<{ found: readonly T[]; next: string | null }>,
): Promise<T[]> {
  const found: T[] = [];
  let after: string | null = '';
  while (after !== null) {
    const page: Awaited<ReturnType<typeof check>> = await check(after);
    found.push(...page.found);
    after = page.next;
  }
  return found;
}
