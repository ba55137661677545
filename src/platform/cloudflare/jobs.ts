// The ports of queue messages and cron runs on Cloudflare.

import { openConfigured } from '../../app/configuration/open-configured.ts';
import { createJobPorts, type JobPorts } from '../../app/jobs/job-ports.ts';
import { unwrap } from '../../core/outcome.ts';
import { mergeLazily, renderLazily } from '../drawing.ts';
import { callBackend } from './call-backend.ts';
import { configOf } from './config.ts';
import { flushMetrics, observe, tally } from './metrics.ts';
import { createPorts } from './ports.ts';
import { backendOf } from './services.ts';
import { storesOf } from './stores.ts';
import { webhooksOf } from './webhooks.ts';

/** What R2 sends where the bucket has event notifications to this queue (docs/operations/storage.md). */
export interface BucketEvent {
  readonly action: string;
  readonly object: { readonly key: string };
}

/** Provides ports with their own connection for one queue batch or cron run. Closes it after the work and its published events. */
export async function withJobPorts<T>(env: Env, work: (ports: JobPorts) => Promise<T>): Promise<T> {
  const config = configOf(env);
  const { mirrored } = storesOf(env);
  const db = openConfigured(config.database, 1);
  const pending: Promise<unknown>[] = [];
  const waiter = { waitUntil: (later: Promise<unknown>) => void pending.push(later) };
  try {
    const ports = createPorts(env, waiter, db);
    const drawing = { render: renderLazily, mergePdfs: mergeLazily };
    return await work(
      createJobPorts({
        ...{ config, ports, mirrored, webhooks: webhooksOf(env), tally, observe, ...drawing },
        driveSandbox: async (id) => unwrap(await callBackend(() => backendOf(env, id)).driveSandbox(id)),
      }),
    );
  } finally {
    await Promise.all(pending);
    flushMetrics(env, waiter);
    await Promise.all([db.close(), ...pending]);
  }
}
