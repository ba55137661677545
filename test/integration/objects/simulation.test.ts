// Both stores flapping, processes dying at any step, phases changing: thousands of random operations, several at once, then peace.
// What was acknowledged must be there with its exact bytes, what was deleted must be gone, in every phase.
// Several worlds run side by side: SIMULATION_SEED=<seed> replays one, SIMULATION_OPERATIONS sets how many operations each
// of them lives through. A replay draws the same operations, deaths and weather; which of two that meet is first, it cannot.

import { afterAll, describe, expect, inject, it } from 'vitest';
import { mapConcurrently } from '../../../src/core/map-concurrently.ts';
import { openDatabase } from '../../../src/db/client.ts';
import { repairObjects } from '../../../src/objects/repair-objects.ts';
import { continueRun } from '../../../src/objects/runs/continue-run.ts';
import type { Finding } from '../../../src/objects/runs/run.ts';
import { openRun } from '../../../src/objects/runs/run-store.ts';
import { readWhole } from '../../../src/objects/stores/mirrored.ts';
import { countBacklog } from '../../support/backlog.ts';
import { useDatabase } from '../../support/database.ts';
import { count, type Known, World, worldPhases } from '../../support/world.ts';

const operations = inject('simulationOperations');
const worlds = inject('worlds');
const total = {
  acts: {} as Record<string, number>,
  faults: {} as Record<string, number>,
  found: {} as Record<string, number>,
};
const startedAtMs = Date.now();

describe.concurrent.each(worlds)('in the world of seed $seed', (origin) => {
  const database = useDatabase();

  it('nothing acknowledged is lost and nothing deleted comes back', { timeout: 600_000 }, async () => {
    const db = openDatabase(database.url, 4);
    const world = new World(db, origin);
    await world.live(operations);
    await settle(world);
    expect(await faultsOf(world), `seed ${origin.seed}`).toEqual([]);
    for (const [act, times] of Object.entries(world.counts)) count(total.acts, act, times);
    for (const [kind, times] of Object.entries(world.faults)) count(total.faults, kind, times);
    await db.close();
  });
});

afterAll(() => {
  const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, times) => all + times, 0);
  const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
  const seeds = worlds.map(({ seed }) => seed).join(', ');
  const lines = [`${sum(total.acts)} operations and ${sum(total.faults)} faults in ${seconds} s; seeds ${seeds}`];
  lines.push(
    JSON.stringify(total.acts),
    JSON.stringify(total.faults),
    `late ones brought back: ${total.found.resurrected ?? 0}`,
  );
  console.log(lines.map((line) => `simulation: ${line}`).join('\n'));
});

/** The sky clears, what was under way arrives, whoever was not told asks again, and the timetable does what it does. */
async function settle(world: World): Promise<void> {
  await world.clearSky();
  const peace = world.atPeace();
  const { db, clock } = peace;
  for (const entry of world.known.filter(({ deletion }) => deletion === 'asked')) {
    await peace.tracked.delete(entry.object.key);
    entry.deletion = 'done';
  }
  const nightly = async (): Promise<readonly Finding[]> => {
    const id = `run_${crypto.randomUUID()}` as const;
    const options = { sides: 'r2,s3' };
    const run = { id, kind: 'consistency', scope: id, options, cursor: '', now: clock(), audit: null } as const;
    const quiet = { observe: () => {}, measure: () => {}, keysOfTournament: async () => [] };
    return (await continueRun({ ...peace, ...quiet }, await openRun(db, run), () => false)).findings;
  };
  for (let night = 0; night < 2; night += 1) {
    for (let round = 0; round < 50 && (await countBacklog(db)) > 0; round += 1) {
      peace.pass(3 * 24 * 3600);
      await repairObjects(peace, 1_000);
    }
    expect(await countBacklog(db), 'left to repair').toBe(0);
    const findings = await nightly();
    for (const { problem } of findings) count(total.found, problem);
    // A request that came late may have brought back what was deleted; nothing else may be wrong, and that only once.
    // What no phase asked to be copied is work for a backfill.
    const faults = findings.filter(({ problem }) => problem !== 'uncopied');
    expect(faults.filter(({ problem }) => night > 0 || problem !== 'resurrected')).toEqual([]);
  }
}

/** What is lost or resurrected. Phases that read alike are looked at once. */
async function faultsOf(world: World): Promise<string[]> {
  const found: string[] = [];
  const views = new Map(
    worldPhases.map((phase) => world.atPeace(phase)).map((view) => [String(view.mirrored.phase.read), view]),
  );
  const lasting = world.known.filter(({ isAcknowledged, deletion }) => isAcknowledged || deletion === 'done');
  for (const [order, { tracked, mirrored }] of views) {
    const isRight = async ({ object: { key, sha256 }, deletion }: Known) => {
      if (deletion === 'none') return (await readWhole(tracked, key, sha256).catch(() => null)) !== null;
      // Also for whoever reads the stores without the memory, as the edge does: both are asked.
      return (await tracked.head(key)) === null && (await mirrored.head(key)) === null;
    };
    const right = await mapConcurrently(lasting, 6, isRight);
    found.push(...lasting.flatMap(({ object }, index) => (right[index] ? [] : [`read ${order}: ${object.key}`])));
  }
  return found;
}
