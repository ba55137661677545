// Circuit breakers (Nygard, "Release It!"): a store that fails too often is not asked for a while, then tried by one request.
// Reads, writes and lists are judged apart: each has its own time limits, and one may fail while another works.
// Memory of one isolate: another may know better, and a fresh one starts closed.

import type { Instant } from '../../core/instant.ts';
import { type ObjectStore, ObjectStoreError, type StoreName } from './object-store.ts';
import { type BodyEnd, timeBody } from './timed-body.ts';

export type BreakerState = 'closed' | 'open' | 'half_open';

export interface Breaker {
  state(): BreakerState;
  /** False: do not even ask. In half-open the first to be let through is the trial. */
  admits(): boolean;
  record(isGood: boolean): void;
}

export interface BreakerOptions {
  readonly clock: () => Instant;
  /** So many bad outcomes among the latest open it. */
  readonly badMax?: number;
  readonly latest?: number;
  /** Outcomes older than this count no more. */
  readonly outcomeMsMax?: number;
  readonly openMs?: number;
}

export function createBreaker(options: BreakerOptions): Breaker {
  const { clock, badMax = 5, latest = 10, outcomeMsMax = 60_000, openMs = 10_000 } = options;
  let outcomes: { readonly atMs: number; readonly isGood: boolean }[] = [];
  let openedAtMs: number | null = null;
  let trialAtMs = Number.NEGATIVE_INFINITY;
  const nowMs = () => Date.parse(clock());
  const state = (): BreakerState => {
    if (openedAtMs === null) return 'closed';
    return nowMs() - openedAtMs < openMs ? 'open' : 'half_open';
  };
  return {
    state,
    admits() {
      if (state() !== 'half_open') return openedAtMs === null;
      // A trial may never be heard of again: its request was called off.
      if (nowMs() - trialAtMs < openMs) return false;
      trialAtMs = nowMs();
      return true;
    },
    record(isGood) {
      const atMs = nowMs();
      // Those asked before it opened say nothing new.
      if (state() === 'open') return;
      if (state() === 'half_open') {
        openedAtMs = isGood ? null : atMs;
        trialAtMs = Number.NEGATIVE_INFINITY;
        outcomes = [];
        return;
      }
      outcomes = [...outcomes.filter((outcome) => atMs - outcome.atMs < outcomeMsMax), { atMs, isGood }].slice(-latest);
      if (outcomes.filter((outcome) => !outcome.isGood).length < badMax) return;
      openedAtMs = atMs;
      outcomes = [];
    },
  };
}

/** `write` holds deletions as well. */
export const operationClasses = ['read', 'write', 'list'] as const;
export type OperationClass = (typeof operationClasses)[number];
export type Breakers = Readonly<Record<OperationClass, Breaker>>;

export function createBreakers(options: BreakerOptions): Breakers {
  return { read: createBreaker(options), write: createBreaker(options), list: createBreaker(options) };
}

/** A success that took longer counts as bad: callers wait too long, although nothing fails. */
export const slowMs: Readonly<Record<OperationClass, number>> = { read: 1_000, write: 3_000, list: 3_000 };
/** Uploads take longer the larger they are: 1 MiB/s is the least. */
const slowMsPerByte = 1_000 / (1024 * 1024);

export type Guard = <T>(kind: OperationClass, work: () => Promise<T>, sizeBytes?: number) => Promise<T>;

/** Silence, overload and slowness count as bad; "not found", "denied" and "corrupt" are answers. */
export function createGuard(name: StoreName, breakers: Breakers, { clock }: Pick<BreakerOptions, 'clock'>): Guard {
  return async (kind, work, sizeBytes = 0) => {
    const breaker = breakers[kind];
    if (!breaker.admits()) {
      const facts = { operation: kind, code: 'circuit open' };
      throw new ObjectStoreError(name, 'unavailable', `${kind}: circuit open`, { facts });
    }
    const startMs = Date.parse(clock());
    const isInTime = () => Date.parse(clock()) - startMs <= slowMs[kind] + sizeBytes * slowMsPerByte;
    try {
      const result = await work();
      breaker.record(isInTime());
      return result;
    } catch (error) {
      const isSilent =
        error instanceof ObjectStoreError && (error.failure === 'unavailable' || error.failure === 'throttled');
      breaker.record(!isSilent && isInTime());
      throw error;
    }
  };
}

export function createGuardedStore(
  store: ObjectStore,
  breakers: Breakers,
  { clock }: Pick<BreakerOptions, 'clock'>,
): ObjectStore {
  const guard = createGuard(store.name, breakers, { clock });

  /** Headers may come in time and the body not at all. */
  function watch(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    const startMs = Date.parse(clock());
    const judge = (end: BodyEnd) => {
      const isGivenUp = end === 'let go' && Date.parse(clock()) - startMs > slowMs.read;
      if (end === 'broken' || isGivenUp) breakers.read.record(false);
    };
    return timeBody(body, null, judge).stream;
  }

  return {
    name: store.name,
    put: (object) => guard('write', () => store.put(object), object.bytes.byteLength),
    async get(key, range) {
      const found = await guard('read', () => (range === undefined ? store.get(key) : store.get(key, range)));
      return { ...found, body: watch(found.body) };
    },
    head: (key) => guard('read', () => store.head(key)),
    delete: (key) => guard('write', () => store.delete(key)),
    list: (prefix, options) => guard('list', () => store.list(prefix, options)),
  };
}

/** A store with breakers of its own, and their guard for requests that the port has no word for. */
export function withBreakers(store: ObjectStore, { clock }: Pick<BreakerOptions, 'clock'>) {
  const breakers = createBreakers({ clock });
  const guard = createGuard(store.name, breakers, { clock });
  return { breakers, guard, store: createGuardedStore(store, breakers, { clock }) };
}
