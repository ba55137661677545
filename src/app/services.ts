// Everything that the API's routes need together. A platform fills it in.

import type { Id } from '../core/id.ts';
import type { ConfigurationFault } from '../core/public-url.ts';
import type { Verifier } from '../http/context.ts';
import type { ObjectStore } from '../objects/stores/object-store.ts';
import type { MigrationFlags } from '../objects/stores/phase.ts';
import type { Ports } from '../outbox/ports.ts';

/** Work that happens elsewhere, later: rendering belongs to a queue consumer. */
export interface JobQueue {
  issueCertificates(ids: readonly Id<'certificate'>[]): Promise<void>;
  queueRuns(runs: readonly Id<'run'>[]): Promise<void>;
}

export interface ApiServices {
  readonly ports: Ports;
  /** For small files that an act stores while its caller waits: bytes of certificates are the queue's and the edge's. */
  readonly objects: ObjectStore;
  readonly jobs: JobQueue;
  readonly verifyToken: Verifier;
  readonly publicUrl: string;
  readonly issuingFault: ConfigurationFault | null;
  /** True where answers of the database may be old. */
  readonly hasQueryCache: () => Promise<boolean>;
  readonly flags: MigrationFlags;
  /** Null: there is no such tournament. */
  readonly keysOfTournament: (id: string) => Promise<readonly string[] | null>;
}
