// A world of its own for one simulation: two stores behind proxies, weather, a clock, a process that may die at any step, and
// a memory of what was asked, acknowledged and deleted.

import { expect } from 'vitest';
import { sha256Hex } from '../../src/core/hex.ts';
import { addSeconds, type Instant, toInstant } from '../../src/core/instant.ts';
import type { Database } from '../../src/db/client.ts';
import { createKeptStore } from '../../src/objects/kept.ts';
import { createMirroredStore, type MirroredStore } from '../../src/objects/mirrored.ts';
import { type ObjectStore, ObjectStoreError, type PutObject } from '../../src/objects/object-store.ts';
import type { StorageFlags } from '../../src/objects/phase.ts';
import { repairObjects } from '../../src/objects/repair-objects.ts';
import { createS3Store } from '../../src/objects/s3.ts';
import { countFaults, type Fault, planFaults, type WorldSeed } from './faults.ts';
import { type Random, seededRandom } from './random.ts';

export interface Known {
  readonly object: PutObject;
  isAcknowledged: boolean;
  isDeleted: boolean;
}

export const worldPhases: readonly StorageFlags[] = [
  { dualWrite: false, readPrimary: false },
  { dualWrite: true, readPrimary: false },
  { dualWrite: true, readPrimary: true },
];
const kinds: readonly Fault[] = ['500', '503', 'reset', 'reset_after', 'hang', 'truncate', 'corrupt'];

/** In a hurry while the weather is bad, patient once it is over. */
const hurried = { attemptsMax: 2, budgetMs: 60, bodyTimeoutMs: 60, backoffMs: 1 };

/** The process died here: nothing after it was carried out. */
class Death extends Error {}

export class World {
  readonly known: Known[] = [];
  readonly counts: Record<string, number> = {};
  readonly faults: Record<string, number> = {};
  #now: Instant = toInstant(Date.now());
  #flags: StorageFlags = worldPhases[0] as StorageFlags;
  readonly #random: Random;
  readonly #db: Database;
  readonly #origin: WorldSeed;

  constructor(db: Database, origin: WorldSeed) {
    this.#random = seededRandom(origin.seed);
    this.#db = db;
    this.#origin = origin;
  }

  /** R2 has no network here that could fail: its part is played by a second S3 server behind a proxy of its own. */
  stores(retry = {}): { readonly r2: ObjectStore; readonly s3: ObjectStore } {
    const { left, right } = this.#origin;
    return {
      r2: createS3Store({ ...left.s3, name: 'r2' }, retry),
      s3: createS3Store(right.s3, retry),
    };
  }

  /** One random operation; refusals of the stores and deaths are part of life, anything else is a defect. */
  async live(done: number): Promise<void> {
    const random = this.#random;
    const likely = ['put', 'put', 'put', 'putAgain', 'delete', 'read', 'read', 'read', 'repair', 'repair'] as const;
    const act = done % 25 === 0 ? 'weather' : random.pick(likely);
    try {
      await this[act]();
      this.#count(this.counts, act);
    } catch (error) {
      if (!(error instanceof Death || error instanceof ObjectStoreError)) throw error;
      this.#count(this.counts, `${act} failed`);
    }
  }

  async put(): Promise<void> {
    const size = 1 + this.#random.below(400);
    const bytes = Uint8Array.from({ length: size }, () => this.#random.below(256));
    const sha256 = await sha256Hex(bytes);
    const object = { key: `sim/${sha256}`, bytes, contentType: 'application/pdf', sha256 };
    const entry = { object, isAcknowledged: false, isDeleted: false };
    this.known.push(entry);
    await this.#kept(this.#mortal()).put(object);
    entry.isAcknowledged = true;
  }

  async putAgain(): Promise<void> {
    const entry = this.#pick();
    if (entry === undefined || entry.isDeleted) return;
    await this.#kept(this.#mortal()).put(entry.object);
    entry.isAcknowledged = true;
  }

  async delete(): Promise<void> {
    const entry = this.#pick();
    if (entry === undefined) return;
    // Even when the process dies in the middle, the tombstone may stand already.
    entry.isDeleted = true;
    await this.#kept(this.#mortal()).delete(entry.object.key);
  }

  async read(): Promise<void> {
    const entry = this.#pick();
    if (entry === undefined || !entry.isAcknowledged || entry.isDeleted) return;
    const { bytes } = await this.#mirrored().getVerified(entry.object.key, entry.object.sha256);
    expect(bytes).toEqual(entry.object.bytes);
  }

  async repair(): Promise<void> {
    this.#now = addSeconds(this.#now, this.#random.below(120));
    await repairObjects({ db: this.#db, clock: () => this.#now, mirrored: this.#mortal() }, 5);
  }

  async weather(): Promise<void> {
    for (const { proxyPort } of [this.#origin.left, this.#origin.right]) {
      await this.#noteFaults(proxyPort);
      const probability = this.#random.pick([0, 0, 0.1, 0.5, 1]);
      await planFaults(proxyPort, { kinds, probability, seed: this.#random.below(2 ** 31) });
    }
    this.#flags = this.#random.pick(worldPhases);
  }

  /** The sky clears, and repairs run until nothing is left to do or nothing moves any more. */
  async settle(countBacklog: (db: Database) => Promise<number>): Promise<number> {
    for (const { proxyPort } of [this.#origin.left, this.#origin.right]) {
      await this.#noteFaults(proxyPort);
      await planFaults(proxyPort, { kinds: [] });
    }
    const mirrored = this.whole(worldPhases[2] as StorageFlags).mirrored;
    for (let round = 0; round < 50 && (await countBacklog(this.#db)) > 0; round += 1) {
      this.#now = addSeconds(this.#now, 3 * 24 * 3600);
      await repairObjects({ db: this.#db, clock: () => this.#now, mirrored }, 1_000);
    }
    return countBacklog(this.#db);
  }

  /** The stores of a phase as a process without haste sees them. */
  whole(flags: StorageFlags): { readonly mirrored: MirroredStore; readonly kept: ObjectStore } {
    const mirrored = createMirroredStore({ ...this.stores(), flags });
    return { mirrored, kept: this.#kept(mirrored) };
  }

  #pick(): Known | undefined {
    return this.#random.pick(this.known);
  }

  #kept(mirrored: MirroredStore): ObjectStore {
    return createKeptStore({ db: this.#db, clock: () => this.#now }, mirrored);
  }

  #mirrored(): MirroredStore {
    return createMirroredStore({ ...this.stores(hurried), flags: this.#flags, firstReadMsMax: 100 });
  }

  /** Dies now and then, before or after the stores have done what they were asked. */
  #mortal(): MirroredStore {
    const mirrored = this.#mirrored();
    const die = async <T>(work: () => Promise<T>): Promise<T> => {
      const fate = this.#random.below(20);
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

  async #noteFaults(proxyPort: number): Promise<void> {
    for (const [kind, count] of Object.entries(await countFaults(proxyPort))) this.#count(this.faults, kind, count);
  }

  #count(into: Record<string, number>, name: string, by = 1): void {
    into[name] = (into[name] ?? 0) + by;
  }
}
