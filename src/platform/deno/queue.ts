// The queue within the process: one message after another, as the one thread allows; those of webhooks, which wait for others, apart from them
// and several at once. A failed message is retried with growing delay. What an ended process left is found by the cron of the next one.

import { createJobQueue, type JobMessage } from '../../app/jobs/job-message.ts';
import { retrySecondsAfter } from '../../app/jobs/run-job.ts';
import type { JobQueue } from '../../app/services.ts';

/** As `max_retries` in wrangler.toml. */
const attemptsMax = 9;
/**
 * As `max_concurrency` of the queue of webhooks in wrangler.toml: a receiver that hangs holds up no other one, and no other work. One owner
 * occupies a part of it (src/webhooks/sending/room.ts).
 */
const webhooksAtOnce = 20;

export interface LocalQueue {
  readonly jobs: JobQueue;
  readonly send: (message: JobMessage) => void;
  /** Begins no further message, and waits for those that run. */
  readonly close: () => Promise<void>;
}

export function createQueue(run: (jobs: JobQueue, message: JobMessage) => Promise<void>): LocalQueue {
  const [usual, webhooks] = [createLane(1), createLane(webhooksAtOnce)];
  let isClosed = false;
  const enqueue = (message: JobMessage, attempts: number, delaySeconds: number) => {
    const timer = setTimeout(() => {
      const lane = message.type === 'send_webhooks' ? webhooks : usual;
      lane.push(() => attempt(message, attempts));
    }, delaySeconds * 1_000);
    // It does not keep a process alive that is told to end.
    (timer as { unref?: () => void }).unref?.();
  };
  const attempt = async (message: JobMessage, attempts: number) => {
    if (isClosed) return;
    try {
      await run(jobs, message);
    } catch (error) {
      console.error(JSON.stringify({ level: 'error', job: message.type, attempt: attempts, error: String(error) }));
      if (attempts < attemptsMax) enqueue(message, attempts + 1, retrySecondsAfter(attempts));
    }
  };
  const jobs = createJobQueue(async (messages, delaySeconds = 0) => {
    for (const message of messages) enqueue(message, 1, delaySeconds);
  });
  return {
    jobs,
    send: (message) => enqueue(message, 1, 0),
    async close() {
      isClosed = true;
      await Promise.all([usual.settle(), webhooks.settle()]);
    },
  };
}

/** Begins work in order, and at most so much at once. Work does not fail. */
function createLane(atOnce: number) {
  const waiting: (() => Promise<void>)[] = [];
  const running = new Set<Promise<void>>();
  const begin = () => {
    for (let work = next(); work !== undefined; work = next()) {
      const done = work().then(() => {
        running.delete(done);
        begin();
      });
      running.add(done);
    }
  };
  const next = () => (running.size < atOnce ? waiting.shift() : undefined);
  return {
    push(work: () => Promise<void>) {
      waiting.push(work);
      begin();
    },
    async settle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
