// The ports of use cases. The platform's composition provides them.

import type { IdSource } from '../core/id.ts';
import type { Clock } from '../core/instant.ts';
import type { Database } from '../db/client.ts';
import type { EventSink } from './event.ts';

export interface Ports {
  readonly db: Database;
  readonly clock: Clock;
  readonly newId: IdSource;
  readonly randomBytes: (length: number) => Uint8Array;
  /** The Idempotency-Key of the request. null for requests without one, cron and commands. */
  readonly claim: KeyClaim | null;
  /** Call it only after the commit. */
  readonly publish: EventSink;
}

/** The claim of a request on its Idempotency-Key. */
export interface KeyClaim {
  /** Caller and route: keys of different callers are independent. */
  readonly scope: string;
  readonly key: string;
  /** SHA-256 of the request body. */
  readonly fingerprint: string;
  /** Tells the transport that an earlier request with this key did the act. */
  readonly markReplayed: () => void;
}
