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
  /** Call it only after the commit. */
  readonly publish: EventSink;
}
