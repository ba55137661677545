// Batches of queue messages: certificates are processed before runs, and failed messages are retried.

import { createMessageBatch } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, it, vi } from 'vitest';
import type { JobMessage } from '../../src/platform/cloudflare/jobs.ts';
import worker from '../../src/worker.ts';
import { useDatabase } from '../support/database.ts';

const database = useDatabase();

/** The outcomes of the messages, in the order of processing. */
async function consume(...bodies: readonly JobMessage[]): Promise<string[]> {
  const messages = bodies.map((body, index) => ({ id: String(index), timestamp: new Date(), attempts: 3, body }));
  const batch = createMessageBatch<JobMessage>('laurel-jobs', messages);
  const outcomes: string[] = [];
  for (const message of batch.messages) {
    vi.spyOn(message, 'ack').mockImplementation(() => void outcomes.push(`${message.id} done`));
    vi.spyOn(message, 'retry').mockImplementation(
      (how) => void outcomes.push(`${message.id} in ${how?.delaySeconds} s`),
    );
  }
  await worker.queue(batch, env);
  return outcomes;
}

const aRun = { type: 'carry_on', runId: 'run_00000000000000000000000000' } as const;
const certificates = { type: 'issue_certificates', ids: [] } as const;

it('certificates are drawn before runs over many objects take their slice of time', async () => {
  expect(await consume(aRun, certificates, aRun, certificates)).toEqual(['1 done', '3 done', '0 done', '2 done']);
});

it('a message that fails comes again after a while, and the others are done', async () => {
  await database.sql`ALTER TABLE object_run RENAME TO object_run_away`;
  const outcomes = await consume(aRun, certificates, aRun);
  await database.sql`ALTER TABLE object_run_away RENAME TO object_run`;
  expect(outcomes).toEqual(['1 done', '0 in 8 s', '2 in 8 s']);
});
