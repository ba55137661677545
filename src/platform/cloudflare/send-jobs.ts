// The producers of Cloudflare's queues.

import { chunks, createJobQueue } from '../../app/jobs/job-message.ts';
import type { JobQueue } from '../../app/services.ts';

/** Limit of Cloudflare Queues. */
const messagesPerBatch = 100;

/** Webhooks have a queue of their own: a receiver that hangs holds up nothing else. */
export function createJobs(env: Env): JobQueue {
  return createJobQueue(async (messages, delaySeconds = 0) => {
    for (const batch of chunks(messages, messagesPerBatch)) {
      const queue = batch[0]?.type === 'send_webhooks' ? env.WEBHOOKS : env.JOBS;
      await queue.sendBatch(batch.map((body) => ({ body, delaySeconds })));
    }
  });
}
