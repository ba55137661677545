// `npm run bench:model`: computes the requirements of a million players from measurements (results/growth.json) and assumptions
// (model/demand.ts). Measures nothing; deterministic.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../src/app/configuration/config.ts';
import { connectionsMaxDefault } from '../../src/db/client.ts';
import { seededRandom } from '../../test/support/rules/random.ts';
import { readOptions } from '../harness/options.ts';
import { committedFolder, resultsFolder } from '../harness/results-folder.ts';
import { showTable } from '../harness/show-table.ts';
import { openResults } from '../report/results.ts';
import { type Bottleneck, findBottlenecks, peakRates } from './bottlenecks.ts';
import { type Demand, demand } from './demand.ts';
import type { GrowthResult } from './growth.ts';
import { makeWorld, type ShardLoad, simulateShards } from './shards.ts';

readOptions({});

export interface ModelResult {
  readonly demand: Demand;
  readonly rates: ReturnType<typeof peakRates>;
  readonly bottlenecks: readonly Bottleneck[];
  readonly shards: readonly ShardLoad[];
  readonly ledger: { readonly rowsPerDay: number; readonly bytesPerDay: number };
}

const seed = 7;
const shardCounts = [2, 8, 16, 64, 256];

const growth = openResults(committedFolder).json<GrowthResult>('growth.json');
const { backendShards } = readConfig({
  JWT_SECRET: 'x'.repeat(32),
  PUBLIC_URL: 'https://laurel.test',
  DATABASE_URL: 'postgres://model',
});
const deployed = {
  shards: backendShards,
  connectionsPerObject: connectionsMaxDefault,
  databaseCores: growth.machine.cores,
};
const rates = peakRates(demand);
const rowsPerDay = demand.players * demand.transfersPerPlayer * 2;
const world = makeWorld(demand, growth.acts, seededRandom(seed));
const shards = shardCounts.flatMap((count) =>
  (['by tournament', 'by caller'] as const).map((reads) =>
    simulateShards(world, { shards: count, reads }, seededRandom(seed)),
  ),
);
const result: ModelResult = {
  demand,
  rates,
  bottlenecks: findBottlenecks(demand, growth, deployed),
  shards,
  ledger: { rowsPerDay, bytesPerDay: rowsPerDay * growth.database.ledgerBytesPerRow },
};
mkdirSync(resultsFolder, { recursive: true });
writeFileSync(join(resultsFolder, 'model.json'), `${JSON.stringify(result, null, 2)}\n`);
showTable(
  ['part', 'required', 'available', 'players'],
  result.bottlenecks.map(({ part, unit, required, available, playersMax }) => [
    `${part} (${unit})`,
    required.toFixed(1),
    available.toFixed(0),
    playersMax.toFixed(0),
  ]),
);
showTable(
  ['objects, reads', 'mean/s', 'p99/s', 'max/s', 'busy', 'busiest', 'wait p99', 'there'],
  shards.map((load) => [
    `${load.shards}, ${load.reads}`,
    ...[load.mean, load.p99, load.max].map((rate) => rate.toFixed(1)),
    ...[load.busyMean, load.busyMax].map((share) => `${(share * 100).toFixed(0)} %`),
    `${load.waitP99Ms.toFixed(1)} ms`,
    `${load.hotWaitP99Ms.toFixed(1)} ms`,
  ]),
);
