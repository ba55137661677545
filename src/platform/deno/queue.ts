// The queue within the process: one message after another, as the one thread allows. A failed message is retried with growing delay.
// What an ended process left is found by the cron of the next one.

import { createJobQueue, type JobMessage } from '../../app/jobs/job-message.ts';
import { retrySecondsAfter } from '../../app/jobs/run-job.ts';
import type { JobQueue } from '../../app/services.ts';

/** As `max_retries` in wrangler.toml. */
const attemptsMax = 9;

export interface LocalQueue {
  readonly jobs: JobQueue;
  readonly send: (message: JobMessage) => void;
  /** Begins no further message, and waits for the one that runs. */
  readonly close: () => Promise<void>;
}

export function createQueue(run: (jobs: JobQueue, message: JobMessage) => Promise<void>): LocalQueue {
  let last: Promise<void> = Promise.resolve();
  let isClosed = false;
  const enqueue = (message: JobMessage, attempts: number, delaySeconds: number) => {
    const timer = setTimeout(() => {
      last = last.then(() => attempt(message, attempts));
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
      await last;
    },
  };
}
