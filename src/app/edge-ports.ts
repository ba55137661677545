// Everything that the edge app needs. A platform fills it in; nothing in it belongs to one request.

import type { VerifyFilePorts } from '../certificates/verification/verify-file.ts';
import type { Id } from '../core/id.ts';
import type { createCors } from '../http/cors.ts';
import type { CertificateServices } from '../pages/certificate/certificate-routes.tsx';
import type { BackendQuestions } from './questions.ts';
import type { Foundations } from './readiness.ts';

/** Keeps work alive after the answer was sent. */
export interface Waiter {
  waitUntil(work: Promise<unknown>): void;
}

export interface EdgeServices extends CertificateServices {
  /** Null: /metrics is not there. */
  readonly metricsToken: string | null;
  readonly verifyFile: VerifyFilePorts;
  readonly cors: ReturnType<typeof createCors>;
  readonly foundations: Foundations;
  /** A request of the public API, answered beside the database. */
  readonly backend: (request: Request) => Promise<Response>;
  /** `key` is what the question is about: the same key reaches the same backend object. */
  readonly questions: (key: string) => BackendQuestions;
  /** A WebSocket upgrade joins the tournament's room. */
  readonly joinRoom: (id: Id<'tournament'>, request: Request) => Promise<Response>;
  /** Prometheus text of all isolates. */
  readonly renderMetrics: () => Promise<string>;
  /** Hands over what this isolate has counted, if it is time. */
  readonly flushMetrics: (waiter: Waiter) => void;
}
