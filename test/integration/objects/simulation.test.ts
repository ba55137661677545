// Both stores flapping, the process dying at any step, phases changing: thousands of random operations, then peace. What was
// acknowledged must be there with its exact bytes, what was deleted must be gone, in every phase.
// Replay a failure with SIMULATION_SEED=<seed>; SIMULATION_OPERATIONS sets how many.

import { expect, inject, it } from 'vitest';
import { sha256Hex } from '../../../src/core/hex.ts';
import { addSeconds, type Instant, toInstant } from '../../../src/core/instant.ts';
import { openDatabase } from '../../../src/db/client.ts';
import { createKeptStore } from '../../../src/objects/kept.ts';
import { createMirroredStore, type MirroredStore, readWhole } from '../../../src/objects/mirrored.ts';
import { type ObjectStore, ObjectStoreError, type PutObject } from '../../../src/objects/object-store.ts';
import { repairObjects } from '../../../src/objects/repair-objects.ts';
import { createS3Store } from '../../../src/objects/s3.ts';
import { countBacklog } from '../../../src/objects/store.ts';
import { useDatabase } from '../../support/database.ts';
import { countFaults, type Fault, planFaults } from '../../support/faults.ts';
import { type Random, seededRandom } from '../../support/random.ts';

const database = useDatabase();
const [left, right] = inject('faulty');
const retry = { attemptsMax: 2, budgetMs: 60, bodyTimeoutMs: 60, backoffMs: 1 };

/** R2 has no network here that could fail: its part is played by a second S3 server behind a proxy of its own. */
const named = (store: ObjectStore, name: 'r2' | 's3'): ObjectStore => ({ ...store, name });
const r2 = named(createS3Store(left?.s3 as never, retry), 'r2');
const s3 = named(createS3Store(right?.s3 as never, retry), 's3');

const phases = [
  { dualWrite: false, readPrimary: false },
  { dualWrite: true, readPrimary: false },
  { dualWrite: true, readPrimary: true },
];
const kinds: readonly Fault[] = ['500', '503', 'reset', 'reset_after', 'hang', 'truncate', 'corrupt'];

/** The process died here: nothing after it was carried out. */
class Death extends Error {}

/** Dies now and then, before or after the stores have done what they were asked. */
function mortal(mirrored: MirroredStore, random: Random): MirroredStore {
  const die = async <T>(work: () => Promise<T>): Promise<T> => {
    const fate = random.below(20);
    if (fate === 0) throw new Death();
    const result = await work();
    if (fate === 1) throw new Death();
    return result;
  };
  return {
    ...mirrored,
    putEach: (object) => die(() => mirrored.putEach(object)),
    deleteEach: (key) => die(() => mirrored.deleteEach(key)),
  };
}

interface Known {
  readonly object: PutObject;
  isAcknowledged: boolean;
  isDeleted: boolean;
}

it('nothing acknowledged is lost and nothing deleted comes back', async () => {
  const seed = inject('simulationSeed');
  const operations = inject('simulationOperations');
  const random = seededRandom(seed);
  const db = openDatabase(database.url, 2);
  let now: Instant = toInstant(Date.now());
  const clock = () => now;
  const known: Known[] = [];
  let flags = phases[0] as (typeof phases)[number];
  const injected: Record<string, number> = {};
  const counts: Record<string, number> = {};
  const build = (isMortal: boolean) => {
    const whole = createMirroredStore({ r2, s3, flags, firstReadMsMax: 100 });
    const mirrored = isMortal ? mortal(whole, random) : whole;
    return { mirrored, kept: createKeptStore({ db, clock }, mirrored) };
  };

  const weather = async () => {
    for (const side of [left, right]) {
      for (const [kind, count] of Object.entries(await countFaults(side?.proxyPort ?? 0)))
        injected[kind] = (injected[kind] ?? 0) + count;
      const probability = random.pick([0, 0, 0.1, 0.5, 1]);
      await planFaults(side?.proxyPort ?? 0, { kinds, probability, seed: random.below(2 ** 31) });
    }
    flags = random.pick(phases);
  };

  const acts: Record<string, () => Promise<void>> = {
    async put() {
      const bytes = crypto.getRandomValues(new Uint8Array(1 + random.below(400)));
      const sha256 = await sha256Hex(bytes);
      const entry: Known = {
        object: { key: `sim/${sha256}`, bytes, contentType: 'application/pdf', sha256 },
        isAcknowledged: false,
        isDeleted: false,
      };
      known.push(entry);
      await build(true).kept.put(entry.object);
      entry.isAcknowledged = true;
    },
    async putAgain() {
      const entry = random.pick(known);
      if (entry === undefined || entry.isDeleted) return;
      await build(true).kept.put(entry.object);
      entry.isAcknowledged = true;
    },
    async delete() {
      const entry = random.pick(known);
      if (entry === undefined) return;
      // Even when the process dies in the middle, the tombstone may stand already.
      entry.isDeleted = true;
      await build(true).kept.delete(entry.object.key);
    },
    async read() {
      const entry = random.pick(known);
      if (entry === undefined || !entry.isAcknowledged || entry.isDeleted) return;
      const { bytes } = await build(false).mirrored.getVerified(entry.object.key, entry.object.sha256);
      expect(bytes, `seed ${seed}`).toEqual(entry.object.bytes);
    },
    async repair() {
      now = addSeconds(now, random.below(120));
      await repairObjects({ db, clock, mirrored: build(true).mirrored }, 5);
    },
    weather,
  };
  const likely = ['put', 'put', 'put', 'putAgain', 'delete', 'read', 'read', 'read', 'repair', 'repair'];

  for (let done = 0; done < operations; done += 1) {
    const act = done % 25 === 0 ? 'weather' : random.pick(likely);
    await acts[act]?.().then(
      () => (counts[act] = (counts[act] ?? 0) + 1),
      (error: unknown) => {
        const isExpected = error instanceof Death || error instanceof ObjectStoreError;
        if (!isExpected) throw new Error(`seed ${seed}, operation ${done}, ${act}`, { cause: error });
        counts[`${act} failed`] = (counts[`${act} failed`] ?? 0) + 1;
      },
    );
  }

  for (const side of [left, right]) await planFaults(side?.proxyPort ?? 0, { kinds: [] });
  flags = phases[2] as (typeof phases)[number];
  for (let round = 0; round < 50 && (await countBacklog(db)) > 0; round += 1) {
    now = addSeconds(now, 3 * 24 * 3600);
    await repairObjects({ db, clock, mirrored: build(false).mirrored }, 1_000);
  }
  expect(await countBacklog(db), `seed ${seed}`).toBe(0);

  const lost: string[] = [];
  const risen: string[] = [];
  for (const { object, isAcknowledged, isDeleted } of known) {
    if (isDeleted) {
      for (const store of [r2, s3])
        if ((await store.head(object.key)) !== null) risen.push(`${store.name} ${object.key}`);
    } else if (isAcknowledged) {
      const copies = await Promise.all(
        [r2, s3].map((store) =>
          readWhole(store, object.key, object.sha256).then(
            () => 1,
            () => 0,
          ),
        ),
      );
      if (copies[0] === 0 && copies[1] === 0) lost.push(object.key);
    }
  }
  expect([lost, risen], `seed ${seed}`).toEqual([[], []]);
  for (const phase of phases) {
    flags = phase;
    const { kept, mirrored } = build(false);
    for (const { object, isAcknowledged, isDeleted } of known) {
      if (isDeleted) expect(await kept.head(object.key), `seed ${seed}`).toBeNull();
      else if (isAcknowledged) await mirrored.getVerified(object.key, object.sha256);
    }
  }
  console.log(
    `simulation: seed ${seed}, ${operations} operations`,
    JSON.stringify(counts),
    'faults',
    JSON.stringify(injected),
  );
  await db.close();
}, 600_000);
