// Measures ledgers of different sizes: a transfer, the first page of a busy wallet's history, and an old balance.

import { endChildren } from '../../src/cli/process/child-processes.ts';
import { openDatabase } from '../../src/db/client.ts';
import { median } from '../acts/requests.ts';
import { openBenchDatabase } from '../bed/database.ts';
import { explain } from '../plans/explain.ts';
import type { HotQuery } from '../plans/hot-query.ts';
import { hotQueries } from '../plans/plans.ts';
import { stagesOf, type Volume } from '../volume.ts';

export interface LedgerCost {
  readonly rows: number;
  readonly queries: readonly { readonly name: string; readonly ms: number; readonly buffers: number }[];
}

const names = [
  'transfer between two wallets',
  'first page of the history of a busy wallet',
  'balance of a busy wallet a year ago',
];
const times = 300;

/** Medians of sequential executions in SQL, including commits. */
export async function measureLedger(folder: string, volume: Volume): Promise<LedgerCost> {
  const database = await openBenchDatabase({ folder, volume, distanceMs: 0 });
  const queries = [];
  for (const name of names) {
    const query = hotQueries.find((candidate) => candidate.name === name) as HotQuery;
    const { buffers } = await explain(database.directUrl, query, volume);
    const db = openDatabase(database.directUrl, 1);
    const taken: number[] = [];
    for (let time = 0; time < times; time += 1) {
      const began = performance.now();
      await query.run(db, stagesOf(volume));
      taken.push(performance.now() - began);
    }
    await db.close();
    queries.push({ name, ms: median(taken), buffers });
  }
  await database.stop();
  await endChildren();
  return { rows: volume.ledgerRows, queries };
}
