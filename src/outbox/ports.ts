// What a use case may use of the outside world. services.ts fills it in.

import type { IdSource } from '../core/id.ts';
import type { Clock } from '../core/instant.ts';
import type { Database } from '../db/client.ts';
import type { EventSink } from './event.ts';

export interface Ports {
  readonly db: Database;
  readonly clock: Clock;
  readonly newId: IdSource;
  readonly randomBytes: (length: number) => Uint8Array;
  /** Called after the commit only. */
  readonly publish: EventSink;
}
