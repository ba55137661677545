// Wire shapes of object storage: the order for a backfill, and runs with their reports.

import { z } from 'zod';
import { id, instantText } from '../http/wire.ts';
import { copyProblems } from './copy-state.ts';
import {
  type BackfillOptions,
  backfillBounds,
  backfillDefaults,
  backfillDirections,
  reportBackfill,
} from './runs/backfill.ts';
import { agreements, countNames, reportConsistency, reportIntegrity } from './runs/consistency.ts';
import { type Run, runStates } from './runs/run.ts';
import { storeFailures } from './stores/object-store.ts';

export const backfillCreate = z
  .strictObject({
    direction: z.enum(backfillDirections),
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

const count = z.int().min(0);
const side = z.enum(['r2', 's3']);

const findings = z.array(
  z.strictObject({
    key: z.string(),
    problem: z.enum([...storeFailures, ...copyProblems, 'lost']),
    side: side.nullable(),
    cause: z.string().optional(),
  }),
);

const backfillReportShape = z.strictObject({
  direction: z.enum(backfillDirections),
  dryRun: z.boolean(),
  state: z.enum(runStates),
  isFinished: z.boolean(),
  processed: count,
  migrated: count,
  skipped: count,
  failed: count,
  failedBy: z.partialRecord(z.enum(storeFailures), count),
  bytes: count,
  durationMs: count,
  objectsPerSecond: z.number().min(0),
  lastKey: z.string(),
  failures: findings,
});

const sideReportShape = z.strictObject({
  ...(Object.fromEntries(countNames.map((name) => [name, count])) as Record<(typeof countNames)[number], typeof count>),
  mismatchShare: z.number().min(0),
});

const agreement = z.enum(agreements);

const consistencyReportShape = z.strictObject({
  agreement,
  lost: count,
  sides: z.partialRecord(side, sideReportShape),
  findings,
});

const integrityReportShape = z.strictObject({ agreement, checked: count, wrong: count, unread: count, findings });

const life = {
  id: id('run'),
  startedAt: instantText,
  updatedAt: instantText,
  finishedAt: instantText.nullable(),
};

/** The report depends on the kind. */
export const runShape = z.discriminatedUnion('kind', [
  z.strictObject({ ...life, kind: z.literal('backfill'), report: backfillReportShape }),
  z.strictObject({ ...life, kind: z.literal('consistency'), report: consistencyReportShape }),
  z.strictObject({ ...life, kind: z.literal('integrity'), report: integrityReportShape }),
]);

export function runJson(run: Run): z.input<typeof runShape> {
  const { id, kind, startedAt, updatedAt, finishedAt } = run;
  const life = { id, startedAt, updatedAt, finishedAt };
  if (kind === 'backfill') return { ...life, kind, report: backfillJson(run) };
  if (kind === 'consistency') return { ...life, kind, report: consistencyJson(run) };
  const { agreement, checked, wrong, unread } = reportIntegrity(run);
  return { ...life, kind, report: { agreement, checked, wrong, unread, findings: findingsJson(run) } };
}

function backfillJson(run: Run): z.input<typeof backfillReportShape> {
  const { direction, dryRun, state, isFinished, processed, migrated, skipped, failed, ...rest } = reportBackfill(run);
  const { failedBy, bytes, durationMs, objectsPerSecond, lastKey } = rest;
  return {
    ...{ direction, dryRun, state, isFinished, processed, migrated, skipped, failed, failedBy },
    ...{ bytes, durationMs, objectsPerSecond, lastKey, failures: findingsJson(run) },
  };
}

function consistencyJson(run: Run): z.input<typeof consistencyReportShape> {
  const { agreement, lost, sides } = reportConsistency(run);
  return { agreement, lost, sides, findings: findingsJson(run) };
}

function findingsJson({ findings: found }: Run): z.input<typeof findings> {
  return found.map(({ key, problem, side, cause }) => {
    return { key, problem, side, ...(cause === undefined ? {} : { cause }) };
  });
}
