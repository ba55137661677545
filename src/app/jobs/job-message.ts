// Work for later, as messages of a queue, and how a platform's queue is filled with them.

import type { Id } from '../../core/id.ts';
import type { Side } from '../../objects/stores/phase.ts';
import type { RoundRequest } from '../../tournaments/stages/rounds/request-round.ts';
import type { JobQueue } from '../services.ts';

export type JobMessage =
  | { readonly type: 'issue_certificates'; readonly ids: readonly Id<'certificate'>[] }
  | { readonly type: 'make_export'; readonly id: Id<'export'> }
  | { readonly type: 'repair_copy'; readonly key: string; readonly side: Side }
  | { readonly type: 'carry_on'; readonly runId: Id<'run'> }
  | { readonly type: 'pair_round'; readonly round: RoundRequest }
  | { readonly type: 'drive_sandbox'; readonly id: Id<'tournament'> }
  | { readonly type: 'send_webhooks'; readonly webhookId: Id<'webhook'> };

/** Puts messages into the platform's queue; none is no work. */
export type SendJobs = (messages: readonly JobMessage[], delaySeconds?: number) => Promise<void>;

/** Small, so that one message stays within a consumer's limits of time and memory. */
const certificatesPerMessage = 5;

export function createJobQueue(send: SendJobs): JobQueue {
  return {
    issueCertificates: (ids) =>
      send(chunks(ids, certificatesPerMessage).map((part) => ({ type: 'issue_certificates', ids: part }))),
    makeExports: (ids) => send(ids.map((id) => ({ type: 'make_export', id }))),
    queueRuns: (runs) => send(runs.map((runId) => ({ type: 'carry_on', runId }))),
    pairRound: (round) => send([{ type: 'pair_round', round }]),
    driveSandbox: (id, delaySeconds) => send([{ type: 'drive_sandbox', id }], delaySeconds),
    sendWebhooks: (ids, delaySeconds) =>
      send(
        ids.map((webhookId) => ({ type: 'send_webhooks', webhookId })),
        delaySeconds,
      ),
  };
}

export function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
