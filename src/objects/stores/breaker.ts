// Circuit breakers (Nygard, "Release It!"): a store that fails too often gets no requests for a while, then one trial request.
// Reads, writes and lists have separate breakers: each has its own time limits, and one may fail while another works.
// The state belongs to one isolate. A new isolate starts closed.

import { type Instant, isWithin } from '../../core/instant.ts';
import { type ObjectStore, ObjectStoreError, type StoreName } from './object-store.ts';
import { type BodyEnd, timeBody } from './timed-body.ts';

export const breakerStates = ['closed', 'open', 'half_open'] as const;
export type BreakerState = (typeof breakerStates)[number];

export interface Breaker {
  state(): BreakerState;
  /** False: do not send the request. In half-open, the first admitted request is the trial. */
  admits(): boolean;
  record(isGood: boolean): void;
}

export interface BreakerOptions {
  readonly clock: () => Instant;
  /** This many bad outcomes among the `latest` open the breaker. */
  readonly badMax?: number;
  readonly latest?: number;
  /** Older outcomes do not count. */
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
    return isWithin(openedAtMs, openMs, nowMs()) ? 'open' : 'half_open';
  };
  return {
    state,
    admits() {
      if (state() !== 'half_open') return openedAtMs === null;
      // A trial may have been cancelled without an outcome.
      if (isWithin(trialAtMs, openMs, nowMs())) return false;
      trialAtMs = nowMs();
      return true;
    },
    record(isGood) {
      const atMs = nowMs();
      // Requests sent before it opened do not count.
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

/** `write` includes deletions. */
export const operationClasses = ['read', 'write', 'list'] as const;
export type OperationClass = (typeof operationClasses)[number];
export type Breakers = Readonly<Record<OperationClass, Breaker>>;

export function createBreakers(options: BreakerOptions): Breakers {
  return { read: createBreaker(options), write: createBreaker(options), list: createBreaker(options) };
}

/** A slower success counts as bad. */
export const slowMs: Readonly<Record<OperationClass, number>> = { read: 1_000, write: 3_000, list: 3_000 };
/** Added for uploads: the minimum rate is 1 MiB/s. */
const slowMsPerByte = 1_000 / (1024 * 1024);

export type Guard = <T>(kind: OperationClass, work: () => Promise<T>, sizeBytes?: number) => Promise<T>;

/** Timeouts, throttling and slow answers count as bad; `not_found`, `access_denied` and `corrupt` are answers. */
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

  /** Headers may arrive in time and the body not at all. */
  function watch(body: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    const startMs = Date.parse(clock());
    const judge = (end: BodyEnd) => {
      const isGivenUp = end === 'cancelled' && Date.parse(clock()) - startMs > slowMs.read;
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

/** A store with its own breakers, and their guard for requests that are not part of the port. */
export function withBreakers(store: ObjectStore, { clock }: Pick<BreakerOptions, 'clock'>) {
  const breakers = createBreakers({ clock });
  const guard = createGuard(store.name, breakers, { clock });
  return { breakers, guard, store: createGuardedStore(store, breakers, { clock }) };
}
