// The services of the API app. The platform provides them.

import type { Id } from '../core/id.ts';
import type { ConfigurationFault } from '../core/public-url.ts';
import type { Verifier } from '../http/context.ts';
import type { ObjectStore } from '../objects/stores/object-store.ts';
import type { MigrationFlags } from '../objects/stores/phase.ts';
import type { Ports } from '../outbox/ports.ts';

/** Queues work for later, such as the drawing of certificates. */
export interface JobQueue {
  issueCertificates(ids: readonly Id<'certificate'>[]): Promise<void>;
  queueRuns(runs: readonly Id<'run'>[]): Promise<void>;
}

export interface ApiServices {
  readonly ports: Ports;
  /** For small files only, such as logos. The queue and the edge handle the bytes of certificates. */
  readonly objects: ObjectStore;
  readonly jobs: JobQueue;
  readonly verifyToken: Verifier;
  readonly publicUrl: string;
  readonly issuingFault: ConfigurationFault | null;
  /** True if query results may be stale. */
  readonly hasQueryCache: () => Promise<boolean>;
  readonly flags: MigrationFlags;
  /** Null if the tournament does not exist. */
  readonly keysOfTournament: (id: string) => Promise<readonly string[] | null>;
}
