// Entry point of queue messages. A failed message is retried with growing delay and ends in the dead letter queue. The cron queues
// its work again.

import type { JobMessage } from '../../app/jobs/job-message.ts';
import type { JobPorts } from '../../app/jobs/job-ports.ts';
import { retrySecondsAfter, runJob } from '../../app/jobs/run-job.ts';
import type { Waiter } from '../../app/services.ts';
import { repairCopy } from '../../objects/repair-objects.ts';
import { type BucketEvent, withJobPorts } from './jobs.ts';
import { guardBindings } from './required-bindings.ts';
import { createJobs } from './send-jobs.ts';

type Body = JobMessage | BucketEvent;

const patienceMs = 500;
/** With so many endpoints under way the next batch waits. As `max_concurrency` where it is deployed. */
const webhooksAtOnce = 20;

let underWay = 0;

export function consume(batch: MessageBatch<Body>, bindings: Env, waiter: Waiter): Promise<void> {
  const env = guardBindings(bindings);
  const { webhooks = [], others = [] } = Object.groupBy(batch.messages, ({ body }) =>
    'action' in body || body.type !== 'send_webhooks' ? 'others' : 'webhooks',
  );
  const work = withJobPorts(env, async (ports) => {
    // A receiver that hangs holds up no other.
    await Promise.all(webhooks.map((message) => counted(() => attempt(ports, env, message))));
    for (const message of others.toSorted(byPriority)) await attempt(ports, env, message);
  });
  return others.length === 0 ? letGo(work, waiter) : work;
}

async function attempt(ports: JobPorts, env: Env, message: Message<Body>): Promise<void> {
  const { attempts, body } = message;
  try {
    if ('action' in body) await judgeBucketEvent(ports, body);
    else await runJob(ports, createJobs(env), body);
    message.ack();
  } catch (error) {
    const job = 'action' in body ? body.action : body.type;
    console.error(JSON.stringify({ level: 'error', job, attempt: attempts, error: String(error) }));
    message.retry({ delaySeconds: retrySecondsAfter(attempts) });
  }
}

/** Exports and runs over many objects come last: people wait for the other jobs. */
function byPriority(a: Message<Body>, b: Message<Body>): number {
  return rankOf(a.body) - rankOf(b.body);
}

function rankOf(body: Body): number {
  if ('action' in body) return 1;
  const { type } = body;
  return type === 'carry_on' ? 2 : Number(type === 'make_export');
}

/** A file that was deleted past Laurel is copied from the other store. One that Laurel deleted has a tombstone, and stays deleted. */
async function judgeBucketEvent(ports: JobPorts, { action, object }: BucketEvent): Promise<void> {
  if (action === 'DeleteObject' || action === 'LifecycleDeletion') await repairCopy(ports, object.key, 'r2');
}

async function counted(work: () => Promise<void>): Promise<void> {
  underWay += 1;
  await work().finally(() => {
    underWay -= 1;
  });
}

/**
 * Resolves after the work, or earlier: locally one batch runs at a time, and one with a receiver that hangs goes on beside the next. What
 * fails after that is not retried by the queue: cron queues what is due. Deployed, each message has an invocation, which lasts as its work.
 */
async function letGo(work: Promise<void>, waiter: Waiter): Promise<void> {
  if (!goesOn()) return work;
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  waiter.waitUntil(done);
  do await Promise.race([done, new Promise((resolve) => setTimeout(resolve, patienceMs))]);
  while (!isDone && underWay >= webhooksAtOnce);
}

/** Whether the runtime takes the next batch while work of this one goes on. */
const goesOn = () => Cloudflare.compatibilityFlags.queue_consumer_no_wait_for_wait_until === true;
