// Two stores as one: writes go to the stores of the phase, reads come from the first store that answers.
// `get` streams: it does not verify the bytes, and a stream that breaks cannot be continued from the other store.
// `getVerified` verifies the hash.

import { sha256Hex } from '../../core/hex.ts';
import { compareKeys } from './object-key.ts';
import {
  type ByteRange,
  describeFailure,
  type ObjectList,
  type ObjectStore,
  ObjectStoreError,
  type PutObject,
} from './object-store.ts';
import { failureOf, type Observe } from './observed.ts';
import { type Phase, phaseOf, type Side, type StorageFlags } from './phase.ts';
import { readAtMost } from './read-at-most.ts';
import type { WantedUrl } from './sign-url.ts';
import { timeBody } from './timed-body.ts';
import { within } from './within.ts';

export interface MirroredOptions {
  readonly r2: ObjectStore;
  readonly s3: ObjectStore | null;
  readonly flags: StorageFlags;
  /** Signs a URL of S3 after S3 has confirmed the object's checksum. Absent if the server stores no checksums. */
  readonly signUrl?: (wanted: WantedUrl) => Promise<string>;
  readonly observe?: Observe;
  /**
   * The time limit of the first store for a read, including the body. Then the second store is asked. It must exceed the store's own
   * budget for an answer: otherwise the breaker of the store does not see its timeouts.
   */
  readonly firstReadMsMax?: number;
  /** The same for the last store, in case a body stops in the middle. */
  readonly lastReadMsMax?: number;
}

export interface SideResult {
  readonly side: Side;
  /** null: success. */
  readonly error: unknown;
}

export interface VerifiedBytes {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Stores that were asked first and had no object or wrong bytes: their copies need repair. */
  readonly wrongSides: readonly Side[];
}

export interface MirroredStore extends ObjectStore {
  readonly phase: Phase;
  readonly storeOf: (side: Side) => ObjectStore;
  /** Like put, but returns the outcome of each copy. */
  putEach(object: PutObject): Promise<SideResult[]>;
  deleteEach(key: string): Promise<SideResult[]>;
  /**
   * The whole object, verified by its hash, from the first store that has the right bytes. At most `sizeBytes` are read into memory.
   * @throws ObjectStoreError `corrupt` only if every store answered and none has the right bytes; `not_found` only if every store
   * answered and none has the object.
   */
  getVerified(key: string, sha256: string, sizeBytes?: number): Promise<VerifiedBytes>;
  /** A temporary URL of the store for direct download; null if the Worker has to send the object. */
  link(wanted: WantedUrl): Promise<string | null>;
}

export function createMirroredStore(options: MirroredOptions): MirroredStore {
  const { r2, s3, flags, signUrl, observe = () => {} } = options;
  const { firstReadMsMax = 2_500, lastReadMsMax = 15_000 } = options;
  const phase = phaseOf(flags, s3 !== null);
  const storeOf = (side: Side) => (side === 's3' && s3 !== null ? s3 : r2);

  function each(sides: readonly Side[], work: (store: ObjectStore) => Promise<void>): Promise<SideResult[]> {
    const settle = (side: Side) =>
      work(storeOf(side)).then(
        () => ({ side, error: null }),
        (error: unknown) => ({ side, error }),
      );
    return Promise.all(sides.map(settle));
  }

  /** Asks one store after the other. `not_found` only if all stores say so. */
  async function readFirst<T>(
    ask: (store: ObjectStore, timeoutMs: number) => Promise<T>,
    onFailure: (side: Side, error: unknown) => void = () => {},
  ): Promise<T> {
    const failures: unknown[] = [];
    for (const side of phase.read) {
      const isLast = failures.length === phase.read.length - 1;
      try {
        const found = await ask(storeOf(side), isLast ? lastReadMsMax : firstReadMsMax);
        if (failures.length > 0 && phase.read[0] === 's3') {
          observe({
            name: 'cert.s3.read.fallback',
            error: failureOf(failures[0]),
            cause: describeFailure(failures[0]),
          });
        }
        return found;
      } catch (error) {
        if (error instanceof RangeError) throw error;
        onFailure(side, error);
        failures.push(error);
      }
    }
    throw failureToReport(failures);
  }

  const putEach = (object: PutObject) => each(phase.write, (store) => store.put(object));
  const deleteEach = (key: string) => each(phase.delete, (store) => store.delete(key));

  return {
    name: 'mirrored',
    phase,
    storeOf,
    putEach,
    deleteEach,

    async put(object) {
      const results = await putEach(object);
      if (results.every((result) => result.error !== null)) throw results[0]?.error;
    },

    get: (key: string, range?: ByteRange) =>
      readFirst((store, timeoutMs) =>
        within(range === undefined ? store.get(key) : store.get(key, range), timeoutMs, store.name),
      ),

    async getVerified(key, sha256, sizeBytes) {
      const wrongSides: Side[] = [];
      const note = (side: Side, error: unknown) => {
        if (['not_found', 'corrupt'].includes(failureOf(error))) wrongSides.push(side);
      };
      const read = (store: ObjectStore, timeoutMs: number) => readWhole(store, key, sha256, { sizeBytes, timeoutMs });
      return { bytes: await readFirst(read, note), wrongSides };
    },

    async link(wanted) {
      if (phase.url === null || signUrl === undefined) return null;
      try {
        const url = await within(signUrl(wanted), firstReadMsMax, 's3');
        observe({ name: 'cert.s3.url.success', error: null });
        return url;
      } catch (error) {
        observe({ name: 'cert.s3.url.fail', error: failureOf(error), cause: describeFailure(error) });
        return null;
      }
    },

    async head(key) {
      try {
        return await readFirst(
          async (store, timeoutMs) => (await within(store.head(key), timeoutMs, store.name)) ?? absent(store),
        );
      } catch (error) {
        if (failureOf(error) === 'not_found') return null;
        throw error;
      }
    },

    async delete(key) {
      const failed = (await deleteEach(key)).find((result) => result.error !== null);
      if (failed !== undefined) throw failed.error;
    },

    /** The union of both stores. If one does not answer, the list of the other. */
    async list(prefix, listOptions) {
      const pages = await Promise.allSettled(phase.read.map((side) => storeOf(side).list(prefix, listOptions)));
      const found = pages.flatMap((page) => (page.status === 'fulfilled' ? [page.value] : []));
      if (found.length === 0) throw (pages[0] as PromiseRejectedResult).reason;
      return mergeLists(found, listOptions?.limit ?? listLimitDefault);
    },
  };
}

export interface ReadLimits {
  /** The size of the right object: no more bytes are read. */
  readonly sizeBytes?: number | undefined;
  /** For the answer and its body together. Then the body is cancelled, to free its connection. */
  readonly timeoutMs?: number;
}

/** @throws ObjectStoreError `corrupt` for wrong bytes, `unavailable` if the stream breaks or is too slow. */
export async function readWhole(
  store: ObjectStore,
  key: string,
  sha256: string,
  { sizeBytes = Number.POSITIVE_INFINITY, timeoutMs }: ReadLimits = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const startMs = Date.now();
  const { body } = await (timeoutMs === undefined ? store.get(key) : within(store.get(key), timeoutMs, store.name));
  const leftMs = timeoutMs === undefined ? null : Math.max(1, timeoutMs - (Date.now() - startMs));
  const bytes = await readAtMost(timeBody(body, leftMs).stream, sizeBytes).catch((cause: unknown) => {
    const facts = { operation: 'get', code: 'the stream broke' };
    throw new ObjectStoreError(store.name, 'unavailable', 'get: the stream broke', { cause, facts });
  });
  if (bytes === null) throw new ObjectStoreError(store.name, 'corrupt', 'too many bytes');
  if ((await sha256Hex(bytes)) !== sha256) throw new ObjectStoreError(store.name, 'corrupt', 'other bytes');
  return bytes;
}

/** The order is: no answer (the store may have the right bytes), then `corrupt`, then `not_found`. */
function failureToReport(failures: readonly unknown[]): unknown {
  const isAnswer = (error: unknown) => ['not_found', 'corrupt'].includes(failureOf(error));
  const unanswered = failures.find((error) => !isAnswer(error));
  return unanswered ?? failures.find((error) => failureOf(error) === 'corrupt') ?? failures[0];
}

const listLimitDefault = 1_000;

/** The union ends with the smallest last key of a truncated page: keys after it may be missing from that page. */
function mergeLists(pages: readonly ObjectList[], limit: number): ObjectList {
  const ends = pages.flatMap((page) => (page.next === null ? [] : [page.next]));
  const end = ends.toSorted(compareKeys)[0];
  const byKey = new Map(pages.flatMap((page) => page.objects.map((object) => [object.key, object])));
  const known = [...byKey.values()].filter((object) => end === undefined || compareKeys(object.key, end) <= 0);
  const objects = known.toSorted((a, b) => compareKeys(a.key, b.key)).slice(0, limit);
  const hasMore = end !== undefined || known.length > objects.length;
  return { objects, next: hasMore ? (objects.at(-1)?.key ?? null) : null };
}

function absent(store: ObjectStore): never {
  throw new ObjectStoreError(store.name, 'not_found', 'head');
}
