// Batches of queue messages: certificates are processed before runs, and failed messages are retried.

import { createExecutionContext, createMessageBatch } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, inject, it, vi } from 'vitest';
import type { JobMessage } from '../../../src/app/jobs/job-message.ts';
import { systemClock } from '../../../src/core/instant.ts';
import { openDatabase } from '../../../src/db/client.ts';
import { createMirroredStore } from '../../../src/objects/stores/mirrored.ts';
import { createS3Store } from '../../../src/objects/stores/s3.ts';
import { createTrackedStore } from '../../../src/objects/tracked.ts';
import type { BucketEvent } from '../../../src/platform/cloudflare/jobs.ts';
import { createR2Store } from '../../../src/platform/cloudflare/r2.ts';
import worker from '../../../src/worker.ts';
import { anObject, patient } from '../../contracts/object-store.ts';
import { useDatabase } from '../../support/isolate/database.ts';

const database = useDatabase();

/** The outcomes of the messages, in the order of processing. */
async function consume(...bodies: readonly (JobMessage | BucketEvent)[]): Promise<string[]> {
  const messages = bodies.map((body, index) => ({ id: String(index), timestamp: new Date(), attempts: 3, body }));
  const batch = createMessageBatch<JobMessage | BucketEvent>('laurel-jobs', messages);
  const outcomes: string[] = [];
  for (const message of batch.messages) {
    vi.spyOn(message, 'ack').mockImplementation(() => void outcomes.push(`${message.id} done`));
    vi.spyOn(message, 'retry').mockImplementation(
      (how) => void outcomes.push(`${message.id} in ${how?.delaySeconds} s`),
    );
  }
  await worker.queue(batch, env, createExecutionContext());
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

it('a file that somebody deleted in R2 is copied back, and one that Laurel deleted stays deleted', async () => {
  const db = openDatabase(database.url, 2);
  const stores = { r2: createR2Store(env.CERTIFICATES, patient), s3: createS3Store(inject('s3'), patient) };
  const mirrored = createMirroredStore({ ...stores, flags: { dualWrite: true, readPrimary: false }, ...patient });
  const tracked = createTrackedStore({ db, clock: systemClock }, mirrored);
  const [kept, gone] = [await anObject(), await anObject()];
  await Promise.all([tracked.put(kept), tracked.put(gone)]);
  await tracked.delete(gone.key);
  await env.CERTIFICATES.delete(kept.key);
  const event = (key: string, action = 'DeleteObject') => ({ action, object: { key } });
  const unknown = `${kept.key}.unknown`;
  expect(await consume(event(kept.key, 'PutObject'))).toEqual(['0 done']);
  expect(await env.CERTIFICATES.head(kept.key)).toBeNull();
  expect(await consume(event(kept.key), event(gone.key), event(unknown))).toEqual(['0 done', '1 done', '2 done']);
  expect((await env.CERTIFICATES.head(kept.key))?.size).toBe(kept.bytes.byteLength);
  expect(await env.CERTIFICATES.head(gone.key)).toBeNull();
  await db.close();
});
