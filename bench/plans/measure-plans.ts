// `npm run bench:plans`: explains every hot query of the code at full volume. Exits with 1 when a query scans a large table or uses
// more buffers than allowed.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endChildren } from '../../src/cli/process/child-processes.ts';
import { openBenchDatabase } from '../bed/database.ts';
import { describeMachine, type Machine } from '../harness/machine.ts';
import { readOptions } from '../harness/options.ts';
import { resultsFolder } from '../harness/results-folder.ts';
import { fullVolume, type Volume } from '../volume.ts';
import { explain } from './explain.ts';
import { hotQueries } from './plans.ts';
import { readPlan } from './read-plan.ts';

readOptions({});

export interface WatchedPlan {
  readonly name: string;
  readonly ms: number;
  readonly buffers: number;
  readonly buffersMax: number;
  readonly sequentialScans: readonly string[];
}

export interface PlansResult {
  readonly machine: Machine;
  readonly volume: Volume;
  readonly plans: readonly WatchedPlan[];
}

const home = mkdtempSync(join(tmpdir(), 'laurel-plans-'));
const plans: WatchedPlan[] = [];
try {
  const database = await openBenchDatabase({ folder: home, volume: fullVolume, distanceMs: 0 });
  for (const query of hotQueries) {
    const { name, ms, buffers, sequentialScans, tree } = await explain(database.directUrl, query, fullVolume);
    const isFine = buffers <= query.buffersMax && sequentialScans.length === 0;
    console.log(
      `${isFine ? '✓' : '✗'} ${name}: ${buffers} of ${query.buffersMax} buffers, ${ms.toFixed(2)} ms ${sequentialScans.join(' ')}`,
    );
    if (!isFine) console.log(readPlan(tree));
    plans.push({ name, ms, buffers, buffersMax: query.buffersMax, sequentialScans });
  }
  await database.stop();
} finally {
  await endChildren();
  rmSync(home, { recursive: true, force: true });
}
const folder = resultsFolder;
mkdirSync(folder, { recursive: true });
const result: PlansResult = { machine: describeMachine(), volume: fullVolume, plans };
writeFileSync(join(folder, 'plans.json'), `${JSON.stringify(result, null, 2)}\n`);
process.exit(plans.some((plan) => plan.buffers > plan.buffersMax || plan.sequentialScans.length > 0) ? 1 : 0);
