// Queue messages: their types, how they are sent, and the ports of their consumer.

import { openConfigured } from '../../app/configuration/open-configured.ts';
import type { JobQueue } from '../../app/services.ts';
import type { ExportPorts } from '../../certificates/exports/make-export.ts';
import type { IssuePorts } from '../../certificates/issuing/issue-certificate.ts';
import { tournamentKeys } from '../../certificates/tournament-keys.ts';
import type { Id } from '../../core/id.ts';
import type { Sample } from '../../metrics/sample.ts';
import type { RunPorts } from '../../objects/runs/continue-run.ts';
import type { MigrationFlags, Side } from '../../objects/stores/phase.ts';
import { createTrackedStore } from '../../objects/tracked.ts';
import type { RoundRequest } from '../../tournaments/stages/rounds/request-round.ts';
import { attemptSample } from '../../webhooks/metrics.ts';
import type { SendPorts } from '../../webhooks/sending/send-webhooks.ts';
import { configOf } from './config.ts';
import { mergeLazily, renderLazily } from './drawing.ts';
import { flushMetrics, observe, tally } from './metrics.ts';
import { createPorts } from './ports.ts';
import { storesOf } from './stores.ts';
import { queueWebhooks, webhooksOf } from './webhooks.ts';

export type JobMessage =
  | { readonly type: 'issue_certificates'; readonly ids: readonly Id<'certificate'>[] }
  | { readonly type: 'make_export'; readonly id: Id<'export'> }
  | { readonly type: 'repair_copy'; readonly key: string; readonly side: Side }
  | { readonly type: 'carry_on'; readonly runId: Id<'run'> }
  | { readonly type: 'pair_round'; readonly round: RoundRequest }
  | { readonly type: 'send_webhooks'; readonly webhookId: Id<'webhook'> };

/** What R2 sends where the bucket has event notifications to this queue (docs/operations/storage.md). */
export interface BucketEvent {
  readonly action: string;
  readonly object: { readonly key: string };
}

/** Small, so that one message stays within a consumer's limits of time and memory. */
const certificatesPerMessage = 5;
/** Limit of Cloudflare Queues. */
const messagesPerBatch = 100;

export function createJobQueue(env: Env): JobQueue {
  return {
    async issueCertificates(ids) {
      const messages = chunks(ids, certificatesPerMessage).map((part) => ({
        body: { type: 'issue_certificates', ids: part },
      }));
      for (const batch of chunks(messages, messagesPerBatch)) await env.JOBS.sendBatch(batch);
    },
    async makeExports(ids) {
      for (const id of ids) await env.JOBS.send({ type: 'make_export', id });
    },
    async pairRound(round) {
      await env.JOBS.send({ type: 'pair_round', round });
    },
    sendWebhooks: (ids, delaySeconds) => queueWebhooks(env, ids, delaySeconds),
    async queueRuns(runs) {
      for (const runId of runs) await env.JOBS.send({ type: 'carry_on', runId });
    },
  };
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

export type JobPorts = IssuePorts &
  ExportPorts &
  RunPorts &
  SendPorts & { readonly flags: MigrationFlags; readonly gauge: (sample: Sample) => void };

/** Provides ports with their own connection for one queue batch or cron run. Closes it after the work and its published events. */
export async function withJobPorts<T>(env: Env, work: (ports: JobPorts) => Promise<T>): Promise<T> {
  const config = configOf(env);
  const { mirrored } = storesOf(env);
  const db = openConfigured(config.database, 1);
  const pending: Promise<unknown>[] = [];
  const waiter = { waitUntil: (later: Promise<unknown>) => void pending.push(later) };
  try {
    const ports = createPorts(env, waiter, db);
    return await work({
      ...ports,
      mirrored,
      objects: createTrackedStore(ports, mirrored),
      observe,
      measure: (sample) => tally.gauge(sample),
      gauge: (sample) => tally.gauge(sample),
      flags: config.flags,
      keysOfTournament: (id) => tournamentKeys(db, id as Id<'tournament'>),
      publicUrl: config.publicUrl,
      issuingFault: config.issuingFault,
      render: renderLazily,
      mergePdfs: mergeLazily,
      ...webhooksOf(env),
      random: Math.random,
      countAttempt: (error) => tally.add([attemptSample(error)]),
    });
  } finally {
    await Promise.all(pending);
    flushMetrics(env, waiter);
    await Promise.all([db.close(), ...pending]);
  }
}
