// Both stores flapping, the process dying at any step, phases changing: thousands of random operations, then peace. What was
// acknowledged must be there with its exact bytes, what was deleted must be gone, in every phase.
// Several worlds run side by side: SIMULATION_SEED=<seed> replays one, SIMULATION_OPERATIONS sets how many operations each
// of them lives through.

import { describe, expect, inject, it } from 'vitest';
import { openDatabase } from '../../../src/db/client.ts';
import { readWhole } from '../../../src/objects/mirrored.ts';
import { countBacklog } from '../../../src/objects/store.ts';
import { useDatabase } from '../../support/database.ts';
import { type Known, World, worldPhases } from '../../support/world.ts';

const operations = inject('simulationOperations');

describe.concurrent.each(inject('worlds'))('in the world of seed $seed', (origin) => {
  const database = useDatabase();

  it('nothing acknowledged is lost and nothing deleted comes back', { timeout: 600_000 }, async () => {
    const db = openDatabase(database.url, 2);
    const world = new World(db, origin);
    for (let done = 0; done < operations; done += 1) {
      await world.live(done).catch((cause) => {
        throw new Error(`seed ${origin.seed}, operation ${done}: ${String(cause)}`, { cause });
      });
    }
    expect(await world.settle(countBacklog), 'left to repair').toBe(0);
    expect(await faultsOf(world)).toEqual([]);
    const told = JSON.stringify({ seed: origin.seed, operations, acts: world.counts, faults: world.faults });
    console.log(`simulation: ${told}`);
    await db.close();
  });
});

/** What is lost or risen, phase by phase. */
async function faultsOf(world: World): Promise<string[]> {
  const found: string[] = [];
  const { r2, s3 } = world.stores();
  for (const entry of world.known.filter(({ isDeleted }) => isDeleted)) {
    for (const store of [r2, s3])
      if ((await store.head(entry.object.key)) !== null) found.push(`risen in ${store.name}`);
  }
  for (const [index, phase] of worldPhases.entries()) {
    const { kept } = world.whole(phase);
    const isRight = ({ object, isDeleted }: Known) =>
      isDeleted
        ? kept.head(object.key).then((head) => head === null)
        : readWhole(kept, object.key, object.sha256).then(
            () => true,
            () => false,
          );
    for (const entry of world.known) {
      if (!entry.isDeleted && !entry.isAcknowledged) continue;
      if (!(await isRight(entry))) found.push(`wrong in phase ${index}: ${entry.object.key}`);
    }
  }
  return found;
}
