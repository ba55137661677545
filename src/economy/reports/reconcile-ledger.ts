// Use case: recompute the ledger. It checks each balance and held amount, `balance_after` and number of each row, the sum of each
// transfer, and the transfer of each captured hold. It changes nothing, may run during traffic, and uses bounded memory.

import type { Id } from '../../core/id.ts';
import type { Database } from '../../db/client.ts';
import type { Ports } from '../../outbox/ports.ts';
import {
  beginWalk,
  type Drift,
  driftsListedMax,
  isConsistent,
  type Reconciliation,
  type Unbalanced,
  type UnpaidCapture,
  type Walk,
} from './reconciliation.ts';
import {
  checkCaptures,
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
  const unpaid = await checkAllCaptures(db, rowsAtOnce);
  return {
    startedAt,
    finishedAt: clock(),
    ...wallets,
    ...transfers,
    unpaidCaptures: unpaid.slice(0, driftsListedMax),
    driftCount: wallets.driftCount + transfers.unbalancedCount + unpaid.length,
  };
}

async function walkAll(db: Database, rowsAtOnce: number) {
  const found = { wallets: 0, rows: 0, driftCount: 0, drifts: [] as Drift[] };
  const broken = new Map<Id<'wallet'>, Pick<Drift, 'brokenRows' | 'firstBrokenId'>>();
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

function mergeSteps(step: WalkedWallet, before: Pick<Drift, 'brokenRows' | 'firstBrokenId'> | undefined): Drift {
  const { rows, lastAt, lastId, ...drift } = step;
  if (before === undefined) return drift;
  const firstBrokenId = before.firstBrokenId ?? drift.firstBrokenId;
  return { ...drift, brokenRows: before.brokenRows + drift.brokenRows, firstBrokenId };
}

async function checkAll(db: Database, rowsAtOnce: number) {
  const found = { transfers: 0, unbalancedCount: 0, unbalanced: [] as Unbalanced[] };
  let from: string | null = '';
  while (from !== null) {
    const page = await checkTransfers(db, from, rowsAtOnce);
    found.transfers += page.transfers;
    found.unbalancedCount += page.unbalanced.length;
    found.unbalanced.push(...page.unbalanced.slice(0, driftsListedMax - found.unbalanced.length));
    from = page.next;
  }
  return found;
}

async function checkAllCaptures(db: Database, holdsAtOnce: number): Promise<UnpaidCapture[]> {
  const found: UnpaidCapture[] = [];
  let after: string | null = '';
  while (after !== null) {
    const page: Awaited<ReturnType<typeof checkCaptures>> = await checkCaptures(db, after, holdsAtOnce);
    found.push(...page.unpaid);
    after = page.next;
  }
  return found;
}
