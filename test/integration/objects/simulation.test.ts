// Random concurrent operations while both stores fail at random, processes crash at any step and phases change; then a time without
// faults. Acknowledged objects must exist with their exact bytes, and deleted objects must not exist, in every phase.
// Several simulations run in parallel. SIMULATION_SEED=<seed> replays one, SIMULATION_OPERATIONS sets the number of operations of
// each. A replay has the same operations, crashes and faults; the order of concurrent operations may differ.

import { afterAll, describe, expect, inject, it } from 'vitest';
import { mapConcurrently } from '../../../src/core/map-concurrently.ts';
import { openDatabase } from '../../../src/db/client.ts';
import { repairObjects } from '../../../src/objects/repair-objects.ts';
import { continueRun } from '../../../src/objects/runs/continue-run.ts';
import type { Finding } from '../../../src/objects/runs/run.ts';
import { openRun } from '../../../src/objects/runs/run-store.ts';
import { readWhole } from '../../../src/objects/stores/mirrored.ts';
import { countBacklog } from '../../support/certificates/backlog.ts';
import {
  count,
  type Known,
  StorageSimulation,
  simulationPhases,
} from '../../support/certificates/storage-simulation.ts';
import { useDatabase } from '../../support/isolate/database.ts';

const operations = inject('simulationOperations');
const simulations = inject('simulations');
const total = {
  acts: {} as Record<string, number>,
  faults: {} as Record<string, number>,
  found: {} as Record<string, number>,
};
const startedAtMs = Date.now();

describe.concurrent.each(simulations)('a simulation with seed $seed', (origin) => {
  const database = useDatabase();

  it('no acknowledged object is lost, and no deleted object is resurrected', { timeout: 1_800_000 }, async () => {
    const db = openDatabase(database.url, 4);
    const simulation = new StorageSimulation(db, origin);
    await simulation.run(operations);
    await settle(simulation);
    expect(await faultsOf(simulation), `seed ${origin.seed}`).toEqual([]);
    for (const [act, times] of Object.entries(simulation.counts)) count(total.acts, act, times);
    for (const [kind, times] of Object.entries(simulation.faults)) count(total.faults, kind, times);
    await db.close();
  });
});

afterAll(() => {
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, times) => all + times, 0);
  const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
  const seeds = simulations.map(({ seed }) => seed).join(', ');
  const lines = [`${sum(total.acts)} operations and ${sum(total.faults)} faults in ${seconds} s; seeds ${seeds}`];
  lines.push(
    JSON.stringify(total.acts),
    JSON.stringify(total.faults),
    `resurrected by late requests: ${total.found.resurrected ?? 0}`,
  );
  console.log(lines.map((line) => `simulation: ${line}`).join('\n'));
});

/** Stops the faults, repeats unanswered deletions, then runs repairs and nightly checks. */
async function settle(simulation: StorageSimulation): Promise<void> {
  await simulation.stopFaults();
  const calm = simulation.withoutFaults();
  const { db, clock } = calm;
  for (const entry of simulation.known.filter(({ deletion }) => deletion === 'asked')) {
    await calm.tracked.delete(entry.object.key);
    entry.deletion = 'done';
  }
  const nightly = async (): Promise<readonly Finding[]> => {
    const id = `run_${crypto.randomUUID()}` as const;
    const options = { sides: 'r2,s3' };
    const run = { id, kind: 'consistency', scope: id, options, cursor: '', now: clock(), audit: null } as const;
    const quiet = { observe: () => {}, measure: () => {}, keysOfTournament: async () => [] };
    return (await continueRun({ ...calm, ...quiet }, await openRun(db.sql, run), () => false)).findings;
  };
  for (let night = 0; night < 2; night += 1) {
    for (let round = 0; round < 50 && (await countBacklog(db)) > 0; round += 1) {
      calm.pass(3 * 24 * 3600);
      await repairObjects(calm, 1_000);
    }
    expect(await countBacklog(db), 'left to repair').toBe(0);
    const findings = await nightly();
    for (const { problem } of findings) count(total.found, problem);
    // In the first night, late requests may have resurrected deleted objects. No other problem is allowed.
    // Copies that no phase has scheduled are left to a backfill.
    const faults = findings.filter(({ problem }) => problem !== 'uncopied');
    expect(faults.filter(({ problem }) => night > 0 || problem !== 'resurrected')).toEqual([]);
  }
}

/** Lost and resurrected objects. Phases with the same read order are checked once. */
async function faultsOf(simulation: StorageSimulation): Promise<string[]> {
  const found: string[] = [];
  const views = new Map(
    simulationPhases
      .map((phase) => simulation.withoutFaults(phase))
      .map((view) => [String(view.mirrored.phase.read), view]),
  );
  const lasting = simulation.known.filter(({ isAcknowledged, deletion }) => isAcknowledged || deletion === 'done');
  for (const [order, { tracked, mirrored }] of views) {
    const isRight = async ({ object: { key, sha256 }, deletion }: Known) => {
      if (deletion === 'none') return (await readWhole(tracked, key, sha256).catch(() => null)) !== null;
      // Also without the rows, as the edge reads: no store may have the object.
      return (await tracked.head(key)) === null && (await mirrored.head(key)) === null;
    };
    const right = await mapConcurrently(lasting, 6, isRight);
    found.push(...lasting.flatMap(({ object }, index) => (right[index] ? [] : [`read ${order}: ${object.key}`])));
  }
  return found;
}
