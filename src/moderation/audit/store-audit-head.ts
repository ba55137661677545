// Use case of the cron: stores the last head of the audit chain in all configured object stores, once a day (UTC), in every phase: who can
// change the database cannot change what is there.

import { findLastSegment, hasHead, insertHead } from '../../audit/chain/chain-store.ts';
import type { KnownHead } from '../../audit/chain/verify-chain.ts';
import { sha256Hex } from '../../core/hex.ts';
import type { Instant } from '../../core/instant.ts';
import { scheduleCopy } from '../../objects/store.ts';
import { type MirroredStore, readWhole } from '../../objects/stores/mirrored.ts';
import type { ObjectStore } from '../../objects/stores/object-store.ts';
import type { Ports } from '../../outbox/ports.ts';

const folder = 'audit/';
const format = 'laurel-audit-head/1';
/** A head has about 200. */
const headSizeBytesMax = 1000;
const contentType = 'application/json';

type HeadPorts = Pick<Ports, 'db' | 'clock'> & {
  readonly objects: ObjectStore;
  readonly mirrored: Pick<MirroredStore, 'phase'>;
};

/** A store that the phase does not write to gets its copy from the repair. @returns the key; null if there is nothing to store. */
export async function storeAuditHead({ db, clock, objects, mirrored: { phase } }: HeadPorts): Promise<string | null> {
  const now = clock();
  const day = now.slice(0, 10);
  if (await hasHead(db, day)) return null;
  const last = await findLastSegment(db);
  if (last === null) return null;
  const { number, head, sealedAt } = last;
  const bytes = new Uint8Array(new TextEncoder().encode(`${JSON.stringify({ format, number, head, sealedAt })}\n`));
  const sha256 = await sha256Hex(bytes);
  const key = `${folder}${keyDate(sealedAt)}/${sha256}.json`;
  await objects.put({ key, bytes, contentType, sha256 });
  for (const side of phase.delete.filter((one) => !phase.write.includes(one)))
    await scheduleCopy(db, { key, side, problem: null }, now);
  await insertHead(db, { day, number, key, now });
  return key;
}

const keyDate = (at: Instant) => `${at.slice(0, 4)}/${at.slice(5, 7)}`;

/** All heads that a store has. @throws Error for a file that is not one of a head; ObjectStoreError. */
export async function readAuditHeads(store: ObjectStore): Promise<KnownHead[]> {
  const heads: KnownHead[] = [];
  let after: string | null = '';
  while (after !== null) {
    const page: Awaited<ReturnType<ObjectStore['list']>> = await store.list(folder, after === '' ? {} : { after });
    for (const { key } of page.objects) {
      const sha256 = /([0-9a-f]{64})\.json$/.exec(key)?.[1] ?? '';
      heads.push(readHead(key, await readWhole(store, key, sha256, { sizeBytes: headSizeBytesMax })));
    }
    after = page.next;
  }
  return heads;
}

function readHead(key: string, bytes: Uint8Array): KnownHead {
  const value = JSON.parse(new TextDecoder().decode(bytes)) as { format?: unknown; number?: unknown; head?: unknown };
  if (value.format !== format || typeof value.number !== 'number' || typeof value.head !== 'string')
    throw new Error(`${key} is not a head of the audit chain`);
  return { number: value.number, head: value.head };
}
