// One run of cron in the Worker under test.

import { createScheduledController } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import worker from '../../../src/worker.ts';

export async function tickCron(): Promise<void> {
  await worker.scheduled(createScheduledController(), env);
}
