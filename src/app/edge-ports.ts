// The services of the edge app. The platform provides them, once for all requests.

import type { VerifyFilePorts } from '../certificates/verification/verify-file.ts';
import type { Id } from '../core/id.ts';
import type { createCors } from '../http/cors.ts';
import type { CertificateServices } from '../pages/certificate/certificate-routes.tsx';
import type { BackendRpc } from './backend-rpc.ts';
import type { ReadinessPorts } from './readiness.ts';

/** Keeps work running after the response was sent. */
export interface Waiter {
  waitUntil(work: Promise<unknown>): void;
}

export interface EdgeServices extends CertificateServices {
  /** Null disables /metrics. */
  readonly metricsToken: string | null;
  readonly verifyFile: VerifyFilePorts;
  readonly cors: ReturnType<typeof createCors>;
  readonly readiness: ReadinessPorts;
  /** Handles a request of the public API beside the database. */
  readonly backend: (request: Request) => Promise<Response>;
  /** The same key reaches the same backend object. */
  readonly rpc: (key: string) => BackendRpc;
  /** Hands a WebSocket upgrade to the tournament's room. */
  readonly joinRoom: (id: Id<'tournament'>, request: Request) => Promise<Response>;
  /** Prometheus text of all isolates. */
  readonly renderMetrics: () => Promise<string>;
  /** Sends the counts of this isolate to the metrics room, at most once a second. */
  readonly flushMetrics: (waiter: Waiter) => void;
}
