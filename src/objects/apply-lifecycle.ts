// Use case: gives a bucket its lifecycle rules. Judged before anything is sent, and read back after.

import { sha256Hex } from '../core/hex.ts';
import type { Database } from '../db/client.ts';
import { hasHeldBelow } from './census-store.ts';
import { compareRules, faultsOf, type LifecycleDifference, type LifecycleRule, lifecycleRules } from './lifecycle.ts';
import { readLifecycle, writeLifecycle } from './lifecycle-wire.ts';
import { ObjectStoreError } from './object-store.ts';
import type { Side } from './phase.ts';
import type { S3Store } from './s3.ts';
import { toBase64 } from './s3-wire.ts';

export interface LifecycleReport {
  readonly side: Side;
  /** Sentences on the wanted rules: none, or nothing was sent. */
  readonly faults: readonly string[];
  /** Between what is wanted and what the bucket has, after what was done. */
  readonly differences: readonly LifecycleDifference[];
  readonly isApplied: boolean;
}

/** Null: the bucket has no rules. @throws ObjectStoreError where the server knows no lifecycle. */
export async function readRules(store: S3Store): Promise<LifecycleRule[]> {
  const read = (response: Response) => response.text();
  try {
    return readLifecycle(
      await store.request({ operation: 'lifecycle', method: 'GET', query: { lifecycle: '' }, read }),
    );
  } catch (error) {
    // NoSuchLifecycleConfiguration.
    if (error instanceof ObjectStoreError && error.failure === 'not_found') return [];
    throw error;
  }
}

/** Without `isWriting` only looks. @param wanted the rules of the house, unless a test says otherwise. */
export async function applyLifecycle(
  { db, store }: { readonly db: Database; readonly store: S3Store },
  {
    side,
    isWriting,
    wanted = lifecycleRules[side],
  }: { side: Side; isWriting: boolean; wanted?: readonly LifecycleRule[] },
): Promise<LifecycleReport> {
  const faults = faultsOf(side, wanted);
  for (const { id, prefix, expirationDays } of wanted) {
    if (expirationDays !== null && (await hasHeldBelow(db, prefix)))
      faults.push(`${id} would delete what a legal hold keeps.`);
  }
  const isApplied = isWriting && faults.length === 0;
  if (isApplied) await writeRules(store, wanted);
  return { side, faults, differences: compareRules(wanted, await readRules(store)), isApplied };
}

async function writeRules(store: S3Store, rules: readonly LifecycleRule[]): Promise<void> {
  const body = new TextEncoder().encode(writeLifecycle(rules)) as Uint8Array<ArrayBuffer>;
  const payloadSha256 = await sha256Hex(body);
  await store.request({
    operation: 'lifecycle',
    method: 'PUT',
    query: { lifecycle: '' },
    headers: { 'content-type': 'application/xml', 'x-amz-checksum-sha256': toBase64(payloadSha256) },
    body,
    payloadSha256,
    read: (response) => response.text(),
  });
}
