// The ports of use cases for tests that call them without HTTP.

import { type IdKind, makeId } from '../../../src/core/id.ts';
import { systemClock } from '../../../src/core/instant.ts';
import type { Database } from '../../../src/db/client.ts';
import type { KeyClaim, Ports } from '../../../src/outbox/ports.ts';

const randomBytes = (length: number) => crypto.getRandomValues(new Uint8Array(length));
export const newId = <K extends IdKind>(kind: K) => makeId(kind, systemClock(), randomBytes(10));

/** Events go nowhere. */
export function portsOf(db: Database, claim: KeyClaim | null = null): Ports {
  return { db, clock: systemClock, newId, randomBytes, claim, publish: () => {} };
}

/** A claim on a new key. `replays` counts the answers that an earlier request gave. */
export function aClaim(): KeyClaim & { readonly replays: () => number } {
  let replays = 0;
  const markReplayed = () => {
    replays += 1;
  };
  return { scope: 'test', key: crypto.randomUUID(), fingerprint: 'f', markReplayed, replays: () => replays };
}
