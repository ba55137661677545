// Use case: applies lifecycle rules to a bucket. They are validated before they are sent, and read back afterwards.

import { sha256Hex } from '../../core/hex.ts';
import type { Database } from '../../db/client.ts';
import { hasHeldBelow } from '../runs/object-scan-store.ts';
import { ObjectStoreError } from '../stores/object-store.ts';
import type { Side } from '../stores/phase.ts';
import type { S3Store } from '../stores/s3.ts';
import { toBase64 } from '../stores/s3-wire.ts';
import {
  compareRules,
  faultsOf,
  type LifecycleDifference,
  type LifecycleFound,
  type LifecycleRule,
  lifecycleRules,
  mayStay,
} from './lifecycle.ts';
import { readLifecycle, writeLifecycle } from './lifecycle-wire.ts';

export interface LifecycleReport {
  readonly side: Side;
  /** Errors in the wanted rules. If there are any, nothing was sent. */
  readonly faults: readonly string[];
  /** Between the wanted rules and the rules of the bucket, after applying. */
  readonly differences: readonly LifecycleDifference[];
  readonly isApplied: boolean;
}

/** Amazon's minimum size for transitions, which a bucket can change. Other servers do not send the header. */
const minimumSizeHeader = 'x-amz-transition-default-minimum-object-size';
const minimumSize = 'all_storage_classes_128K';

/** @throws ObjectStoreError if the server does not support lifecycle rules. */
export async function readRules(store: S3Store): Promise<LifecycleFound> {
  const read = async (response: Response): Promise<LifecycleFound> => {
    const found = readLifecycle(await response.text());
    if (found === null)
      throw new ObjectStoreError(store.name, 'unavailable', 'lifecycle: no configuration in the answer');
    const size = response.headers.get(minimumSizeHeader);
    if (size === null || size === minimumSize) return found;
    return { ...found, unread: [...found.unread, `${minimumSizeHeader}: ${size}`] };
  };
  try {
    return await store.request({ operation: 'lifecycle', method: 'GET', query: { lifecycle: '' }, read });
  } catch (error) {
    // NoSuchLifecycleConfiguration.
    if (error instanceof ObjectStoreError && error.failure === 'not_found') return { rules: [], unread: [] };
    throw error;
  }
}

/** Without `isWriting`, only compares. */
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
      faults.push(`${id} would delete objects under a legal hold.`);
  }
  const isApplied = isWriting && faults.length === 0;
  const staying = ({ rules }: LifecycleFound) => rules.filter((rule) => mayStay(side, rule));
  if (isApplied) await writeRules(store, [...wanted, ...staying(await readRules(store))]);
  const found = await readRules(store);
  const judged = { ...found, rules: found.rules.filter((rule) => !mayStay(side, rule)) };
  return { side, faults, differences: compareRules(wanted, judged), isApplied };
}

async function writeRules(store: S3Store, rules: readonly LifecycleRule[]): Promise<void> {
  const request = { operation: 'lifecycle', query: { lifecycle: '' }, read: (response: Response) => response.text() };
  // S3 refuses a configuration without rules (MalformedXML).
  if (rules.length === 0) return void (await store.request({ ...request, method: 'DELETE' }));
  const body = new TextEncoder().encode(writeLifecycle(rules)) as Uint8Array<ArrayBuffer>;
  const payloadSha256 = await sha256Hex(body);
  const headers = { 'content-type': 'application/xml', 'x-amz-checksum-sha256': toBase64(payloadSha256) };
  await store.request({ ...request, method: 'PUT', headers, body, payloadSha256 });
}
