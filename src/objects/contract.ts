// Wire shapes of object storage.

import { z } from 'zod';
import { idPattern } from '../core/id.ts';
import { type BackfillOptions, backfillBounds, backfillDefaults, reportBackfill } from './backfill.ts';
import { reportConsistency, reportIntegrity } from './consistency.ts';
import type { Run } from './run.ts';

export const backfillCreate = z
  .strictObject({
    direction: z.enum(['r2-to-s3', 's3-to-r2']),
    tournamentId: z.string().regex(idPattern('tournament')).nullable().default(null),
    verify: z.boolean().default(false),
    dryRun: z.boolean().default(false),
    batchSize: z.int().min(1).max(backfillBounds.batchSizeMax).default(backfillDefaults.batchSize),
    concurrency: z.int().min(1).max(backfillBounds.concurrencyMax).default(backfillDefaults.concurrency),
    limit: z.int().min(1).nullable().default(null),
    startAfter: z.string().max(1024).default(''),
  })
  .transform(
    ({ direction, verify, dryRun, ...rest }): BackfillOptions => ({
      ...rest,
      ...(direction === 'r2-to-s3' ? { from: 'r2', to: 's3' } : { from: 's3', to: 'r2' }),
      isVerifying: verify,
      isDryRun: dryRun,
    }),
  );

export function runJson(run: Run) {
  const { id, kind, startedAt, updatedAt, finishedAt } = run;
  const reports = {
    backfill: () => reportBackfill(run),
    consistency: () => reportConsistency(run),
    integrity: () => reportIntegrity(run),
  };
  return { id, kind, startedAt, updatedAt, finishedAt, report: reports[kind]() };
}
