// A world of its own for one simulation: two stores behind proxies, weather, a clock, processes that die at any step, several
// of them at once, and a memory of what was asked, acknowledged and deleted.

import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { DomainError } from '../../src/core/errors.ts';
import { addSeconds, type Instant, toInstant } from '../../src/core/instant.ts';
import { mapConcurrently } from '../../src/core/map-concurrently.ts';
import type { Database } from '../../src/db/client.ts';
import { type RepairPorts, repairObjects } from '../../src/objects/repair-objects.ts';
import { createMirroredStore } from '../../src/objects/stores/mirrored.ts';
import { ObjectStoreError, type PutObject } from '../../src/objects/stores/object-store.ts';
import type { StorageFlags } from '../../src/objects/stores/phase.ts';
import { createS3Store } from '../../src/objects/stores/s3.ts';
import type { RetryOptions } from '../../src/objects/stores/s3-attempt.ts';
import { createTrackedStore } from '../../src/objects/tracked.ts';
import { patient } from '../contracts/object-store.ts';
import { countFaults, type Fault, lateMs, planFaults, untilStill, type WorldSeed } from './faults.ts';
import { createFuse, Killed } from './fuse.ts';
import { createPrefixedStore } from './prefixed-store.ts';
import { type Random, seededRandom } from './random.ts';

export interface Known {
  readonly object: PutObject;
  isAcknowledged: boolean;
  /** `asked`: whoever asked died before he was told; he asks again when all is over. */
  deletion: 'none' | 'asked' | 'done';
}

export const worldPhases: readonly StorageFlags[] = [
  { dualWrite: false, readPrimary: false },
  { dualWrite: true, readPrimary: false },
  { dualWrite: true, readPrimary: true },
];
const kinds: readonly Fault[] = ['500', '503', 'reset', 'reset_after', 'hang', 'late', 'truncate', 'corrupt'];

/** In a hurry while the weather is bad, patient once it is over. */
const hurried = { attemptsMax: 2, budgetMs: 60, bodyTimeoutMs: 60, backoffMs: 1 };

const weatherEvery = 25;
/** Operations under way at once: they meet each other on the same objects. */
const lanes = 4;

export class World {
  readonly known: Known[] = [];
  readonly counts: Record<string, number> = {};
  readonly faults: Record<string, number> = {};
  #now: Instant = toInstant(Date.now());
  #flags: StorageFlags = worldPhases[0] as StorageFlags;
  readonly #db: Database;
  readonly #origin: WorldSeed;

  constructor(db: Database, origin: WorldSeed) {
    this.#db = db;
    this.#origin = origin;
  }

  /** R2 has no network here that could fail: its part is played by a second S3 server behind a proxy of its own. */
  stores(retry: Partial<RetryOptions>) {
    const { left, right, seed } = this.#origin;
    return {
      r2: createPrefixedStore(createS3Store({ ...left.s3, name: 'r2' }, retry), `world-${seed}/`),
      s3: createPrefixedStore(createS3Store(right.s3, retry), `world-${seed}/`),
    };
  }

  async live(operations: number): Promise<void> {
    await mapConcurrently(Array.from({ length: operations }), lanes, (_, done) =>
      this.#act(done).catch((cause) => {
        throw new Error(`seed ${this.#origin.seed}, operation ${done}: ${String(cause)}`, { cause });
      }),
    );
  }

  /** Chance is drawn anew for each operation: what others do meanwhile changes nothing in it. */
  async #act(done: number): Promise<void> {
    const random = seededRandom(this.#origin.seed + done * 0x9e3779b9);
    const likely = ['put', 'put', 'put', 'putAgain', 'delete', 'read', 'read', 'read', 'repair', 'repair'] as const;
    const act = done % weatherEvery === 0 ? 'weather' : random.pick(likely);
    try {
      await this[act](random);
      count(this.counts, act);
    } catch (error) {
      // Refusals of the stores and deaths are part of life, anything else is a defect.
      if (!(error instanceof Killed || error instanceof ObjectStoreError)) throw error;
      count(this.counts, `${act} ${error instanceof Killed ? 'killed' : 'failed'}`);
    }
  }

  async put(random: Random): Promise<void> {
    const bytes = Uint8Array.from({ length: 1 + random.below(400) }, () => random.below(256));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const object = { key: `sim/${sha256}`, bytes, contentType: 'application/pdf', sha256 };
    const entry: Known = { object, isAcknowledged: false, deletion: 'none' };
    this.known.push(entry);
    await this.#ask(entry, random);
  }

  async putAgain(random: Random): Promise<void> {
    const entry = this.#pick(random);
    if (entry?.deletion === 'none') await this.#ask(entry, random);
  }

  async delete(random: Random): Promise<void> {
    const entry = this.#pick(random);
    if (entry === undefined) return;
    entry.deletion = 'asked';
    await this.#process(random).tracked.delete(entry.object.key);
    entry.deletion = 'done';
  }

  /** A store may be silent; that nothing is there would be a lie. */
  async read(random: Random): Promise<void> {
    const entry = this.#pick(random);
    if (!entry?.isAcknowledged || entry.deletion !== 'none') return;
    const { key, sha256, bytes } = entry.object;
    const mirrored = createMirroredStore({ ...this.stores(hurried), flags: this.#flags, firstReadMsMax: 100 });
    const found = await mirrored.getVerified(key, sha256).catch((error: ObjectStoreError) => {
      const isLie = error.failure === 'not_found' && entry.deletion === 'none';
      throw isLie ? new Error(`${key} was acknowledged and is said not to be there`) : error;
    });
    expect(found.bytes).toEqual(bytes);
  }

  async repair(random: Random): Promise<void> {
    this.#now = addSeconds(this.#now, random.below(120));
    await repairObjects(this.#process(random), 2);
  }

  async weather(random: Random): Promise<void> {
    this.#flags = random.pick(worldPhases);
    for (const { proxyPort } of [this.#origin.left, this.#origin.right]) {
      await this.#noteFaults(proxyPort);
      const probability = random.pick([0, 0, 0.1, 0.5, 1]);
      await planFaults(proxyPort, { kinds, probability, seed: random.below(2 ** 31) });
    }
  }

  /** What is on its way has left us by then; whether it has arrived, the network knows. */
  async clearSky(): Promise<void> {
    for (const { proxyPort } of [this.#origin.left, this.#origin.right]) {
      await this.#noteFaults(proxyPort);
      await planFaults(proxyPort, { kinds: [] });
    }
    await new Promise((resolve) => setTimeout(resolve, 2 * lateMs));
    for (const { proxyPort } of [this.#origin.left, this.#origin.right]) await untilStill(proxyPort);
  }

  /** What a deployment has once all is well: every copy can be reached, and days go by. */
  atPeace(flags = worldPhases[2] as StorageFlags) {
    const ports = this.#portsOn(this.#db, createMirroredStore({ ...this.stores(patient), flags, ...patient }));
    const pass = (seconds: number) => {
      this.#now = addSeconds(this.#now, seconds);
    };
    return { ...ports, pass };
  }

  /** Somebody may delete it meanwhile: then it is refused, and rightly so. */
  async #ask(entry: Known, random: Random): Promise<void> {
    try {
      await this.#process(random).tracked.put(entry.object);
      entry.isAcknowledged = true;
    } catch (error) {
      const isDeleted = error instanceof DomainError && error.code === 'object_deleted';
      if (!isDeleted || entry.deletion === 'none') throw error;
    }
  }

  #pick(random: Random): Known | undefined {
    return this.known.length === 0 ? undefined : random.pick(this.known);
  }

  /** One process: of eight, one dies, at any of its steps. */
  #process(random: Random) {
    const fuse = createFuse(random.below(8) === 0 ? random.below(12) : Number.POSITIVE_INFINITY);
    const { r2, s3 } = this.stores(hurried);
    const stores = { r2: fuse.wrapStore(r2), s3: fuse.wrapStore(s3) };
    const mirrored = createMirroredStore({ ...stores, flags: this.#flags, firstReadMsMax: 100 });
    return this.#portsOn(fuse.wrapDatabase(this.#db), mirrored);
  }

  #portsOn(db: Database, mirrored: RepairPorts['mirrored']) {
    const ports = { db, clock: () => this.#now, mirrored };
    return { ...ports, tracked: createTrackedStore(ports, mirrored) };
  }

  async #noteFaults(proxyPort: number): Promise<void> {
    for (const [kind, times] of Object.entries(await countFaults(proxyPort))) count(this.faults, kind, times);
  }
}

export function count(into: Record<string, number>, name: string, by = 1): void {
  into[name] = (into[name] ?? 0) + by;
}
