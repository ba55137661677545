// Two stores as one: writes to whatever the phase says, reads from whichever answers. One dead store fails nobody.
// A stream that breaks after its first byte cannot be continued from the other store; whoever needs whole bytes retries.

import {
  type ByteRange,
  type ObjectList,
  type ObjectStore,
  ObjectStoreError,
  type PutObject,
  type StoreFailure,
} from './object-store.ts';
import { phaseOf, type Side, type StorageFlags } from './phase.ts';

type Operation = 'write' | 'read' | 'exists' | 'delete' | 'list';

/** Names of rules.md 6, for example `cert.s3.write.fail`; ids and keys never appear. */
export interface StoreEvent {
  readonly name: `cert.s3.${Operation}.${'success' | 'fail'}` | 'cert.s3.read.fallback';
  readonly error: StoreFailure | null;
}

export interface MirroredOptions {
  readonly r2: ObjectStore;
  readonly s3: ObjectStore | null;
  readonly flags: StorageFlags;
  readonly observe?: (event: StoreEvent) => void;
  /** How long the first store may take to answer a read before the second is asked. */
  readonly firstReadMsMax?: number;
}

export function createMirroredStore({
  r2,
  s3,
  flags,
  observe = () => {},
  firstReadMsMax = 1_500,
}: MirroredOptions): ObjectStore {
  const phase = phaseOf(flags, s3 !== null);
  const storeOf = (side: Side) => (side === 's3' && s3 !== null ? s3 : r2);

  async function watched<T>(side: Side, operation: Operation, work: Promise<T>): Promise<T> {
    if (side === 'r2') return work;
    try {
      const result = await work;
      observe({ name: `cert.s3.${operation}.success`, error: null });
      return result;
    } catch (error) {
      if (failureOf(error) !== 'not_found') observe({ name: `cert.s3.${operation}.fail`, error: failureOf(error) });
      throw error;
    }
  }

  /** Asks one store after the other; only when all say so is nothing there. */
  async function readFirst<T>(operation: Operation, ask: (store: ObjectStore) => Promise<T>): Promise<T> {
    const failures: unknown[] = [];
    for (const side of phase.read) {
      const isLast = failures.length === phase.read.length - 1;
      const answer = watched(side, operation, ask(storeOf(side)));
      try {
        const found = await (isLast ? answer : within(answer, firstReadMsMax, side));
        if (failures.length > 0 && phase.read[0] === 's3')
          observe({ name: 'cert.s3.read.fallback', error: failureOf(failures[0]) });
        return found;
      } catch (error) {
        if (error instanceof RangeError) throw error;
        failures.push(error);
      }
    }
    throw failures.find((error) => failureOf(error) !== 'not_found') ?? failures[0];
  }

  return {
    name: 'mirrored',

    async put(object: PutObject) {
      const results = await Promise.allSettled(
        phase.write.map((side) => watched(side, 'write', storeOf(side).put(object))),
      );
      if (results.some((result) => result.status === 'fulfilled')) return;
      throw (results[0] as PromiseRejectedResult).reason;
    },

    get: (key: string, range?: ByteRange) =>
      readFirst('read', (store) => (range === undefined ? store.get(key) : store.get(key, range))),

    async head(key: string) {
      try {
        return await readFirst('exists', async (store) => (await store.head(key)) ?? absent(store));
      } catch (error) {
        if (failureOf(error) === 'not_found') return null;
        throw error;
      }
    },

    async delete(key: string) {
      await Promise.all(phase.delete.map((side) => watched(side, 'delete', storeOf(side).delete(key))));
    },

    /** What either store has; one that does not answer leaves the other's. */
    async list(prefix, options) {
      const pages = await Promise.allSettled(
        phase.read.map((side) => watched(side, 'list', storeOf(side).list(prefix, options))),
      );
      const found = pages.flatMap((page) => (page.status === 'fulfilled' ? [page.value] : []));
      if (found.length === 0) throw (pages[0] as PromiseRejectedResult).reason;
      return mergeLists(found, options?.limit ?? listLimitDefault);
    },
  };
}

const listLimitDefault = 1_000;

/** A page that goes on says nothing of keys behind its last one: the union ends there. */
function mergeLists(pages: readonly ObjectList[], limit: number): ObjectList {
  const ends = pages.flatMap((page) => (page.next === null ? [] : [page.next]));
  const end = ends.toSorted(byteOrder)[0];
  const byKey = new Map(pages.flatMap((page) => page.objects.map((object) => [object.key, object])));
  const known = [...byKey.values()].filter((object) => end === undefined || byteOrder(object.key, end) <= 0);
  const objects = known.toSorted((a, b) => byteOrder(a.key, b.key)).slice(0, limit);
  const hasMore = end !== undefined || known.length > objects.length;
  return { objects, next: hasMore ? (objects.at(-1)?.key ?? null) : null };
}

/** UTF-8 binary order, as S3 and R2 list in; our keys are ASCII, where it is the order of JavaScript. */
function byteOrder(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function absent(store: ObjectStore): never {
  throw new ObjectStoreError(store.name, 'not_found', 'head');
}

function failureOf(error: unknown): StoreFailure {
  return error instanceof ObjectStoreError ? error.failure : 'unavailable';
}

/** The slow answer is left to end by its own budget; its late failure is nobody's. */
async function within<T>(answer: Promise<T>, timeoutMs: number, side: Side): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ObjectStoreError(side, 'unavailable', 'slow')), timeoutMs);
  });
  answer.catch(() => {});
  try {
    return await Promise.race([answer, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
