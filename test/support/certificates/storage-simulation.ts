// One simulation: two stores behind fault proxies, a clock, several concurrent processes that may crash at any step, and a record of
// what was requested, acknowledged and deleted.

import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { DomainError } from '../../../src/core/errors.ts';
import { addSeconds, type Instant, toInstant } from '../../../src/core/instant.ts';
import { mapConcurrently } from '../../../src/core/map-concurrently.ts';
import type { Database } from '../../../src/db/client.ts';
import { type RepairPorts, repairObjects } from '../../../src/objects/repair-objects.ts';
import { createMirroredStore } from '../../../src/objects/stores/mirrored.ts';
import { ObjectStoreError, type PutObject } from '../../../src/objects/stores/object-store.ts';
import type { StorageFlags } from '../../../src/objects/stores/phase.ts';
import { createS3Store } from '../../../src/objects/stores/s3.ts';
import type { RetryOptions } from '../../../src/objects/stores/s3-attempt.ts';
import { createTrackedStore } from '../../../src/objects/tracked.ts';
import { patient } from '../../contracts/object-store.ts';
import { createCrashPoint, Killed } from '../rules/crash-point.ts';
import { type Random, seededRandom } from '../rules/random.ts';
import { countFaults, type Fault, lateMs, planFaults, type SimulationSeed, waitUntilIdle } from '../servers/faults.ts';
import { createPrefixedStore } from './prefixed-store.ts';

export interface Known {
  readonly object: PutObject;
  isAcknowledged: boolean;
  /** `asked`: the process crashed before the answer; the deletion is repeated at the end. */
  deletion: 'none' | 'asked' | 'done';
}

export const simulationPhases: readonly StorageFlags[] = [
  { dualWrite: false, readPrimary: false },
  { dualWrite: true, readPrimary: false },
  { dualWrite: true, readPrimary: true },
];
const kinds: readonly Fault[] = ['500', '503', 'reset', 'reset_after', 'hang', 'late', 'truncate', 'corrupt'];

/** Retry options while faults are injected. */
const impatient = { attemptsMax: 2, budgetMs: 60, bodyTimeoutMs: 60, backoffMs: 1 };

const faultsEvery = 25;
/** Concurrent operations, often on the same objects. */
const concurrency = 4;

export class StorageSimulation {
  readonly known: Known[] = [];
  readonly counts: Record<string, number> = {};
  readonly faults: Record<string, number> = {};
  #now: Instant = toInstant(Date.now());
  #flags: StorageFlags = simulationPhases[0] as StorageFlags;
  readonly #db: Database;
  readonly #origin: SimulationSeed;

  constructor(db: Database, origin: SimulationSeed) {
    this.#db = db;
    this.#origin = origin;
  }

  /** The local R2 has no network that could fail. A second S3 server behind its own proxy replaces it. */
  stores(retry: Partial<RetryOptions>) {
    const { left, right, seed } = this.#origin;
    return {
      r2: createPrefixedStore(createS3Store({ ...left.s3, name: 'r2' }, retry), `world-${seed}/`),
      s3: createPrefixedStore(createS3Store(right.s3, retry), `world-${seed}/`),
    };
  }

  async run(operations: number): Promise<void> {
    await mapConcurrently(Array.from({ length: operations }), concurrency, (_, done) =>
      this.#act(done).catch((cause) => {
        throw new Error(`seed ${this.#origin.seed}, operation ${done}: ${String(cause)}`, { cause });
      }),
    );
  }

  /** Each operation has its own random seed, so that concurrent operations do not influence it. */
  async #act(done: number): Promise<void> {
    const random = seededRandom(this.#origin.seed + done * 0x9e3779b9);
    const likely = ['put', 'put', 'put', 'putAgain', 'delete', 'read', 'read', 'read', 'repair', 'repair'] as const;
    const act = done % faultsEvery === 0 ? 'changeFaults' : random.pick(likely);
    try {
      await this[act](random);
      count(this.counts, act);
    } catch (error) {
      // Failures of stores and crashes are expected. Any other error is a defect.
      if (!(error instanceof Killed || error instanceof ObjectStoreError)) throw error;
      count(this.counts, `${act} ${error instanceof Killed ? 'killed' : 'failed'}`);
    }
  }

  async put(random: Random): Promise<void> {
    // Long enough that two puts never have the same bytes: the second could meet the deletion of the first.
    const bytes = Uint8Array.from({ length: 16 + random.below(400) }, () => random.below(256));
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

  /** A store may fail to answer, but `not_found` for an acknowledged object is a defect. */
  async read(random: Random): Promise<void> {
    const entry = this.#pick(random);
    if (!entry?.isAcknowledged || entry.deletion !== 'none') return;
    const { key, sha256, bytes } = entry.object;
    const mirrored = createMirroredStore({ ...this.stores(impatient), flags: this.#flags, firstReadMsMax: 100 });
    const found = await mirrored.getVerified(key, sha256).catch((error: ObjectStoreError) => {
      const isWrong = error.failure === 'not_found' && entry.deletion === 'none';
      throw isWrong ? new Error(`${key} was acknowledged, but read as not found`) : error;
    });
    expect(found.bytes).toEqual(bytes);
  }

  async repair(random: Random): Promise<void> {
    this.#now = addSeconds(this.#now, random.below(120));
    await repairObjects(this.#process(random), 2);
  }

  async changeFaults(random: Random): Promise<void> {
    this.#flags = random.pick(simulationPhases);
    for (const { proxyPort } of [this.#origin.left, this.#origin.right]) {
      await this.#recordFaults(proxyPort);
      const probability = random.pick([0, 0, 0.1, 0.5, 1]);
      await planFaults(proxyPort, { kinds, probability, seed: random.below(2 ** 31) });
    }
  }

  /** Waits until all requests have left the client and the proxies have finished them. */
  async stopFaults(): Promise<void> {
    for (const { proxyPort } of [this.#origin.left, this.#origin.right]) {
      await this.#recordFaults(proxyPort);
      await planFaults(proxyPort, { kinds: [] });
    }
    await new Promise((resolve) => setTimeout(resolve, 2 * lateMs));
    for (const { proxyPort } of [this.#origin.left, this.#origin.right]) await waitUntilIdle(proxyPort);
  }

  /** Ports without faults: every copy is reachable, and time can pass. */
  withoutFaults(flags = simulationPhases[2] as StorageFlags) {
    const ports = this.#portsOn(this.#db, createMirroredStore({ ...this.stores(patient), flags, ...patient }));
    const pass = (seconds: number) => {
      this.#now = addSeconds(this.#now, seconds);
    };
    return { ...ports, pass };
  }

  /** A put may be refused if the object was deleted meanwhile. */
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

  /** A process. One in eight crashes, at a random step. */
  #process(random: Random) {
    const crashPoint = createCrashPoint(random.below(8) === 0 ? random.below(12) : Number.POSITIVE_INFINITY);
    const { r2, s3 } = this.stores(impatient);
    const stores = { r2: crashPoint.wrapStore(r2), s3: crashPoint.wrapStore(s3) };
    const mirrored = createMirroredStore({ ...stores, flags: this.#flags, firstReadMsMax: 100 });
    return this.#portsOn(crashPoint.wrapDatabase(this.#db), mirrored);
  }

  #portsOn(db: Database, mirrored: RepairPorts['mirrored']) {
    const ports = { db, clock: () => this.#now, mirrored };
    return { ...ports, tracked: createTrackedStore(ports, mirrored) };
  }

  async #recordFaults(proxyPort: number): Promise<void> {
    for (const [kind, times] of Object.entries(await countFaults(proxyPort))) count(this.faults, kind, times);
  }
}

export function count(into: Record<string, number>, name: string, by = 1): void {
  into[name] = (into[name] ?? 0) + by;
}
