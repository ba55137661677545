// Entry point of queue messages. A failed message is retried with growing delay and ends in the dead letter queue. The cron queues
// its work again.

import type { JobMessage } from '../../app/jobs/job-message.ts';
import type { JobPorts } from '../../app/jobs/job-ports.ts';
import { retrySecondsAfter, runJob } from '../../app/jobs/run-job.ts';
import { repairCopy } from '../../objects/repair-objects.ts';
import { type BucketEvent, withJobPorts } from './jobs.ts';
import { guardBindings } from './required-bindings.ts';
import { createJobs } from './send-jobs.ts';

export function consume(batch: MessageBatch<JobMessage | BucketEvent>, bindings: Env): Promise<void> {
  const env = guardBindings(bindings);
  return withJobPorts(env, async (ports) => {
    for (const message of batch.messages.toSorted(byPriority)) {
      try {
        if ('action' in message.body) await judgeBucketEvent(ports, message.body);
        else await runJob(ports, createJobs(env), message.body);
        message.ack();
      } catch (error) {
        const { attempts, body } = message;
        const job = 'action' in body ? body.action : body.type;
        console.error(JSON.stringify({ level: 'error', job, attempt: attempts, error: String(error) }));
        message.retry({ delaySeconds: retrySecondsAfter(attempts) });
      }
    }
  });
}

/** Exports and runs over many objects come last: people wait for the other jobs. */
function byPriority(a: Message<JobMessage | BucketEvent>, b: Message<JobMessage | BucketEvent>): number {
  return rankOf(a.body) - rankOf(b.body);
}

function rankOf(body: JobMessage | BucketEvent): number {
  if ('action' in body) return 1;
  const { type } = body;
  return type === 'carry_on' ? 2 : Number(type === 'make_export');
}

/** A file that was deleted past Laurel is copied from the other store. One that Laurel deleted has a tombstone, and stays deleted. */
async function judgeBucketEvent(ports: JobPorts, { action, object }: BucketEvent): Promise<void> {
  if (action === 'DeleteObject' || action === 'LifecycleDeletion') await repairCopy(ports, object.key, 'r2');
}
