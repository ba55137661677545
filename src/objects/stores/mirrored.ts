// Two stores as one: writes go to the stores of the phase, reads come from the first store that answers.
// `get` streams: it does not check the bytes, and a stream that breaks cannot be continued from the other store.
// Whoever needs bytes that are right asks for them verified.

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
  /** Signs a URL of S3 for an object that it proves to have. Absent where S3 stores no checksums. */
  readonly signUrl?: (wanted: WantedUrl) => Promise<string>;
  readonly observe?: Observe;
  /**
   * How long the first store may take for a read, body and all, before the second is asked. More than its own budget up to the
   * answer: silence is for the store itself to tell, or its breaker never hears of it.
   */
  readonly firstReadMsMax?: number;
  /** The same for the last store: a body that stops in the middle must not keep the reader waiting. */
  readonly lastReadMsMax?: number;
}

export interface SideResult {
  readonly side: Side;
  /** null where it went well. */
  readonly error: unknown;
}

export interface VerifiedBytes {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Stores that were asked first and had nothing, or other bytes: to be repaired. */
  readonly wrongSides: readonly Side[];
}

export interface MirroredStore extends ObjectStore {
  readonly phase: Phase;
  readonly storeOf: (side: Side) => ObjectStore;
  /** Like put, but tells what became of each copy. */
  putEach(object: PutObject): Promise<SideResult[]>;
  deleteEach(key: string): Promise<SideResult[]>;
  /**
   * The whole object, checked against its hash, from the first store that has it right. `sizeBytes`, where it is known,
   * is the most that is read into memory.
   * @throws ObjectStoreError `corrupt` only when every store answered and none has the right bytes; `not_found` only when
   * every store answered and none has the object.
   */
  getVerified(key: string, sha256: string, sizeBytes?: number): Promise<VerifiedBytes>;
  /** A URL that gives the object for a while without us; null when the phase, or the state of S3, has the Worker send it. */
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

  /** Asks one store after the other; only when all say so is nothing there. */
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

    /** What either store has; one that does not answer leaves the other's. */
    async list(prefix, listOptions) {
      const pages = await Promise.allSettled(phase.read.map((side) => storeOf(side).list(prefix, listOptions)));
      const found = pages.flatMap((page) => (page.status === 'fulfilled' ? [page.value] : []));
      if (found.length === 0) throw (pages[0] as PromiseRejectedResult).reason;
      return mergeLists(found, listOptions?.limit ?? listLimitDefault);
    },
  };
}

export interface ReadLimits {
  /** Of the right object: of a larger one no more than that is read. */
  readonly sizeBytes?: number | undefined;
  /** For the answer and its body together; then the body is cancelled, since it holds a connection. */
  readonly timeoutMs?: number;
}

/** @throws ObjectStoreError `corrupt` for other bytes, `unavailable` when the stream breaks or is too slow. */
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

/** Behind silence there may be the right bytes, so it outweighs wrong ones; and those outweigh that nothing is there. */
function failureToReport(failures: readonly unknown[]): unknown {
  const isAnswer = (error: unknown) => ['not_found', 'corrupt'].includes(failureOf(error));
  const silence = failures.find((error) => !isAnswer(error));
  return silence ?? failures.find((error) => failureOf(error) === 'corrupt') ?? failures[0];
}

const listLimitDefault = 1_000;

/** A page that goes on says nothing of keys behind its last one: the union ends there. */
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
