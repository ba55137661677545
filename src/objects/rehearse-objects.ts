// Use case: tries a bucket with as many objects as asked, below a prefix of its own: uploads, presigned reads, hashes, deletions.
// Leaves nothing behind; what a failure leaves, the lifecycle rule clears.

import { mapAtOnce } from '../core/at-once.ts';
import { sha256Hex } from '../core/hex.ts';
import { temporaryPrefix } from './lifecycle.ts';
import type { PutObject } from './object-store.ts';
import type { RehearsalMeasures } from './rehearsal.ts';
import type { S3Store } from './s3.ts';

export interface RehearsalPlan {
  readonly objects: number;
  readonly sizeBytes: number;
  readonly atOnce: number;
  /** With more errors than this the verdict is known: no further object is tried. */
  readonly errorsMax: number;
  /** Tells this rehearsal's objects from another's. */
  readonly name: string;
  readonly onProgress: (done: number) => void;
}

/** Of one object: put, presign, read, delete, look. */
export const requestsPerObject = 5;

type Measured = Pick<RehearsalMeasures, 'objects' | 'uploadsMs' | 'presignsMs' | 'intact' | 'errors' | 'requests'>;

export async function rehearseObjects(store: S3Store, plan: RehearsalPlan): Promise<Measured> {
  const uploadsMs: number[] = [];
  const presignsMs: number[] = [];
  let [intact, errors, requests, done] = [0, 0, 0, 0];
  const attempt = async <T>(work: () => Promise<T>, samplesMs?: number[]): Promise<T | null> => {
    requests += 1;
    const startedAt = performance.now();
    try {
      const result = await work();
      samplesMs?.push(performance.now() - startedAt);
      return result;
    } catch {
      errors += 1;
      return null;
    }
  };
  await mapAtOnce(Array.from({ length: plan.objects }), plan.atOnce, async (_, index) => {
    if (errors > plan.errorsMax) return;
    const object = await makeObject(plan, index);
    await attempt(() => store.put(object), uploadsMs);
    const url = await attempt(() => store.presign({ method: 'GET', key: object.key }), presignsMs);
    if (url !== null && (await attempt(() => hashAt(url))) === object.sha256) intact += 1;
    await attempt(() => store.delete(object.key));
    if ((await attempt(() => store.head(object.key))) !== null) errors += 1;
    done += 1;
    plan.onProgress(done);
  });
  return { objects: done, uploadsMs, presignsMs, intact, errors, requests };
}

async function makeObject({ name, sizeBytes }: RehearsalPlan, index: number): Promise<PutObject> {
  const bytes = new Uint8Array(sizeBytes);
  // getRandomValues gives at most 65,536 bytes a call (W3C Web Cryptography, 10.1.1).
  for (let start = 0; start < sizeBytes; start += 65_536) crypto.getRandomValues(bytes.subarray(start, start + 65_536));
  const key = `${temporaryPrefix}rehearsal-${name}/${index}.pdf`;
  return { key, bytes, contentType: 'application/pdf', sha256: await sha256Hex(bytes) };
}

const downloadMsMax = 10_000;

async function hashAt(url: string): Promise<string> {
  const response = await fetch(url, { signal: AbortSignal.timeout(downloadMsMax) });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return sha256Hex(new Uint8Array(await response.arrayBuffer()));
}
