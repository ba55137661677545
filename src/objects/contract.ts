// Wire shapes of object storage.

import { z } from 'zod';
import { id } from '../http/wire.ts';
import { type BackfillOptions, backfillBounds, backfillDefaults, reportBackfill } from './runs/backfill.ts';
import { reportConsistency, reportIntegrity } from './runs/consistency.ts';
import type { Run } from './runs/run.ts';

export const backfillCreate = z
  .strictObject({
    direction: z.enum(['r2-to-s3', 's3-to-r2']),
    tournamentId: id('tournament').nullable().default(null),
    verify: z.boolean().default(false),
    retryFailed: z.boolean().default(false),
    dryRun: z.boolean().default(false),
    batchSize: z.int().min(1).max(backfillBounds.batchSizeMax).default(backfillDefaults.batchSize),
    concurrency: z.int().min(1).max(backfillBounds.concurrencyMax).default(backfillDefaults.concurrency),
    limit: z.int().min(1).nullable().default(null),
    /** An object key, or a prefix of one. */
    startAfter: z
      .string()
      .regex(/^[\w./-]{0,1024}$/, 'letters, digits and _ . / -')
      .default(''),
  })
  .transform(
    ({ direction, verify, retryFailed, dryRun, ...rest }): BackfillOptions => ({
      ...rest,
      ...(direction === 'r2-to-s3' ? { from: 'r2', to: 's3' } : { from: 's3', to: 'r2' }),
      isVerifying: verify,
      isRetrying: retryFailed,
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
