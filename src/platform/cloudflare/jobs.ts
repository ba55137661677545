// Work that happens elsewhere, later: what a message asks for, how it is sent, and what its consumer may use.

import type { JobQueue } from '../../app/services.ts';
import type { IssuePorts } from '../../certificates/issuing/issue-certificate.ts';
import { tournamentKeys } from '../../certificates/tournament-keys.ts';
import type { Id } from '../../core/id.ts';
import { openDatabase } from '../../db/client.ts';
import type { Sample } from '../../metrics/sample.ts';
import type { RunPorts } from '../../objects/runs/continue-run.ts';
import type { MigrationFlags, Side } from '../../objects/stores/phase.ts';
import { createTrackedStore } from '../../objects/tracked.ts';
import { renderLazily } from './drawing.ts';
import { flushMetrics, observe, tally } from './metrics.ts';
import { createPorts } from './ports.ts';
import { storesOf } from './stores.ts';
import { configOf } from './variables.ts';

/** What a queue message asks for. */
export type JobMessage =
  | { readonly type: 'issue_certificates'; readonly ids: readonly Id<'certificate'>[] }
  | { readonly type: 'repair_copy'; readonly key: string; readonly side: Side }
  | { readonly type: 'carry_on'; readonly runId: Id<'run'> };

/** Small, so that one message stays well inside a consumer's time and memory. */
const certificatesPerMessage = 5;
/** Cloudflare Queues take at most 100 messages a batch. */
const messagesPerBatch = 100;

export function createJobQueue(env: Env): JobQueue {
  return {
    async issueCertificates(ids) {
      const messages = chunks(ids, certificatesPerMessage).map((part) => ({
        body: { type: 'issue_certificates', ids: part },
      }));
      for (const batch of chunks(messages, messagesPerBatch)) await env.JOBS.sendBatch(batch);
    },
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
  RunPorts & { readonly flags: MigrationFlags; readonly gauge: (sample: Sample) => void };

/** For one queue batch or cron run: a connection of its own, closed when the work and what it announced are done. */
export async function withJobPorts<T>(env: Env, work: (ports: JobPorts) => Promise<T>): Promise<T> {
  const config = configOf(env);
  const { mirrored } = storesOf(env);
  const db = openDatabase(config.databaseUrl, 1);
  const announcements: Promise<unknown>[] = [];
  const waiter = { waitUntil: (announcement: Promise<unknown>) => void announcements.push(announcement) };
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
    });
  } finally {
    await Promise.all(announcements);
    flushMetrics(env, waiter);
    await Promise.all([db.close(), ...announcements]);
  }
}
