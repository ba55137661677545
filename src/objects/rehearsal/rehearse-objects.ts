// Use case: tests a bucket with a number of objects below a separate prefix: uploads, presigned reads, hashes, deletions. Its objects
// are removed at the end, also after failures. Objects that cannot be removed are counted; the lifecycle rule removes them.

import { sha256Hex } from '../../core/hex.ts';
import { mapConcurrently } from '../../core/map-concurrently.ts';
import {
  type DescribedFailure,
  describeFailure,
  ObjectStoreError,
  type PutObject,
  type StoreFailure,
} from '../stores/object-store.ts';
import type { S3Store } from '../stores/s3.ts';
import { readBounded } from '../stores/s3-answer.ts';
import { failureOf } from '../stores/s3-wire.ts';
import type { RehearsalMeasures } from './rehearsal.ts';

export interface RehearsalPlan {
  readonly objects: number;
  readonly sizeBytes: number;
  readonly atOnce: number;
  /** With more errors the verdict is known: no further object is tested. */
  readonly errorsMax: number;
  /** Unique to this rehearsal. */
  readonly prefix: string;
  readonly signal?: AbortSignal;
  readonly onProgress: (done: number) => void;
}

/** Per object: put, presign, read, delete, head. */
export const requestsPerObject = 5;

type Measured = Pick<
  RehearsalMeasures,
  'objects' | 'uploadsMs' | 'presignsMs' | 'intact' | 'errors' | 'requests' | 'failures'
>;

export async function rehearseObjects(store: S3Store, plan: RehearsalPlan): Promise<Measured> {
  const uploadsMs: number[] = [];
  const presignsMs: number[] = [];
  const failures: DescribedFailure[] = [];
  let [intact, requests, done] = [0, 0, 0];
  const attempt = async <T>(work: () => Promise<T>, samplesMs?: number[]): Promise<T | null> => {
    requests += 1;
    const startedAt = performance.now();
    try {
      const result = await work();
      samplesMs?.push(performance.now() - startedAt);
      return result;
    } catch (error) {
      failures.push(describeFailure(error));
      return null;
    }
  };
  await mapConcurrently(Array.from({ length: plan.objects }), plan.atOnce, async (_, index) => {
    if (failures.length > plan.errorsMax || plan.signal?.aborted) return;
    const object = await makeObject(plan, index);
    await attempt(() => store.put(object), uploadsMs);
    const url = await attempt(() => store.presign({ method: 'GET', key: object.key }), presignsMs);
    if (url !== null && (await attempt(() => hashAt(url))) === object.sha256) intact += 1;
    await attempt(() => store.delete(object.key));
    await attempt(async () => {
      if ((await store.head(object.key)) !== null) throw failedAs('head', { code: 'object still there' });
    });
    done += 1;
    plan.onProgress(done);
  });
  return { objects: done, uploadsMs, presignsMs, intact, errors: failures.length, requests, failures };
}

/**
 * Removes everything below the prefix, in several rounds: deletions and lists may fail, and a put that timed out may still be stored
 * later.
 * @returns the number of objects left; null if the bucket cannot be listed.
 */
export async function clearRehearsal(store: S3Store, prefix: string): Promise<number | null> {
  let left: number | null = null;
  for (let failedRounds = 0; failedRounds < clearingFailuresMax; ) {
    const found = await store.list(prefix).catch(() => null);
    if (found === null) {
      failedRounds += 1;
      continue;
    }
    left = found.objects.length;
    if (left === 0) return 0;
    let removed = 0;
    await mapConcurrently(found.objects, 2, async ({ key }) => {
      await store.delete(key).then(
        () => (removed += 1),
        () => {},
      );
    });
    if (removed === 0) failedRounds += 1;
  }
  return left;
}

const clearingFailuresMax = 8;

async function makeObject({ prefix, sizeBytes }: RehearsalPlan, index: number): Promise<PutObject> {
  const bytes = new Uint8Array(sizeBytes);
  // getRandomValues returns at most 65,536 bytes per call (W3C Web Cryptography, 10.1.1).
  for (let start = 0; start < sizeBytes; start += 65_536) crypto.getRandomValues(bytes.subarray(start, start + 65_536));
  return { key: `${prefix}${index}.pdf`, bytes, contentType: 'application/pdf', sha256: await sha256Hex(bytes) };
}

const downloadMsMax = 10_000;

async function hashAt(url: string): Promise<string> {
  const operation = 'presigned get';
  const response = await fetch(url, { signal: AbortSignal.timeout(downloadMsMax), redirect: 'manual' }).catch(
    () => null,
  );
  if (response === null) throw failedAs(operation, { code: 'no connection' });
  const { status, headers } = response;
  if (status === 200) return sha256Hex(new Uint8Array(await response.arrayBuffer()));
  const requestId = headers.get('x-amz-request-id');
  const { code, failure } = failureOf(status, await readBounded(response));
  const facts = { status, code, host: new URL(url).host, ...(requestId !== null && { requestId }) };
  throw failedAs(operation, facts, failure);
}

function failedAs(
  operation: string,
  found: Omit<ObjectStoreError['facts'], 'operation'>,
  failure: StoreFailure = 'unavailable',
): ObjectStoreError {
  const { code, status } = found;
  const detail = status === undefined ? code : `${code}, status ${status}`;
  return new ObjectStoreError('s3', failure, `${operation}: ${detail}`, { facts: { operation, ...found } });
}
