// Wire shapes of object storage: the order for a backfill, and runs with their reports.

import * as z from 'zod';
import { id, instantText, namedShape } from '../http/wire.ts';
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
    direction: z.enum(backfillDirections).describe('From which store to which.'),
    tournamentId: id('tournament').nullable().default(null).describe('Only the files of this tournament; null: all.'),
    verify: z.boolean().default(false).describe('Reads each copy again and compares its hash.'),
    retryFailed: z.boolean().default(false).describe('Only objects whose copy failed before.'),
    dryRun: z.boolean().default(false).describe('Counts what would be copied, and copies nothing.'),
    batchSize: z
      .int()
      .min(1)
      .max(backfillBounds.batchSizeMax)
      .default(backfillDefaults.batchSize)
      .describe('Objects between two checkpoints.'),
    concurrency: z
      .int()
      .min(1)
      .max(backfillBounds.concurrencyMax)
      .default(backfillDefaults.concurrency)
      .describe('Objects that are copied at the same time.'),
    limit: z.int().min(1).nullable().default(null).describe('Ends after this many objects; null: all.'),
    startAfter: z
      .string()
      .regex(/^[\w./-]{0,1024}$/, 'must be letters, digits and _ . / -')
      .default('')
      .describe('Begins after this object key, or prefix of one.'),
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

const findings = z
  .array(
    z.strictObject({
      key: z.string().describe('Of the object.'),
      problem: z
        .enum([...storeFailures, ...copyProblems, 'lost'])
        .describe('What is wrong with it; `lost`: no store has it.'),
      side: side.nullable().describe('Which store; null: both.'),
      cause: z.string().optional().describe('What the store answered.'),
    }),
  )
  .describe('The first problems that were found.');

const backfillReportShape = namedShape('BackfillReport', 'How far a backfill is.', {
  direction: z.enum(backfillDirections).describe('From which store to which.'),
  dryRun: z.boolean().describe('Whether it only counts.'),
  state: z.enum(runStates).describe('A paused run can be resumed.'),
  isFinished: z.boolean().describe('Whether every object was processed.'),
  processed: count.describe('Objects so far.'),
  migrated: count.describe('Those that were copied.'),
  skipped: count.describe('Those that the other store had.'),
  failed: count.describe('Those that could not be copied.'),
  failedBy: z.partialRecord(z.enum(storeFailures), count).describe('The failed ones by what the store answered.'),
  bytes: count.describe('Copied so far.'),
  durationMs: count.describe('Since the start, without pauses.'),
  objectsPerSecond: z.number().min(0).describe('On average.'),
  lastKey: z.string().describe('The object up to which all were processed.'),
  failures: findings,
});

const countMeanings: Readonly<Record<(typeof countNames)[number], string>> = {
  expected: 'Copies that the database expects.',
  found: 'Objects that the store lists.',
  missing: 'Copies that were stored and no longer exist.',
  differing: 'Copies that are another object.',
  extra: 'Objects that the database does not know.',
  resurrected: 'Deleted objects that exist again.',
  failed: 'Copies that were tried and never stored.',
  owed: 'Copies that are to be made and were not tried yet.',
  uncopied: 'Copies that nobody has ordered: a backfill makes them.',
  undeleted: 'Deleted objects that are not removed yet.',
};

const sideReportShape = namedShape('StoreReport', 'One store against the database.', {
  ...(Object.fromEntries(countNames.map((name) => [name, count.describe(countMeanings[name])])) as Record<
    (typeof countNames)[number],
    typeof count
  >),
  mismatchShare: z.number().min(0).describe('Wrong copies of all that are expected: 0.005 is half a percent.'),
});

const agreement = z.enum(agreements).describe('`issues`: something is wrong. `fail`: too much is.');

const consistencyReportShape = namedShape('ConsistencyReport', 'Both stores against the database.', {
  agreement,
  lost: count.describe('Objects that no store has.'),
  sides: z.partialRecord(side, sideReportShape).describe('Each store.'),
  findings,
});

const integrityReportShape = namedShape('IntegrityReport', 'A sample of bytes against their hashes.', {
  agreement,
  checked: count.describe('Objects whose bytes were compared.'),
  wrong: count.describe('Those with other bytes.'),
  unread: count.describe('Those that could not be read.'),
  findings,
});

const life = {
  id: id('run'),
  startedAt: instantText,
  updatedAt: instantText.describe('Of its last step. UTC.'),
  finishedAt: instantText.nullable().describe('null while it runs. UTC.'),
};
const report = 'What it found or did so far.';
const kindOfRun = 'Decides what the report says.';

/** The report depends on the kind. */
export const runShape = z
  .discriminatedUnion('kind', [
    z.strictObject({
      ...life,
      kind: z.literal('backfill').describe(kindOfRun),
      report: backfillReportShape.describe(report),
    }),
    z.strictObject({
      ...life,
      kind: z.literal('consistency').describe(kindOfRun),
      report: consistencyReportShape.describe(report),
    }),
    z.strictObject({
      ...life,
      kind: z.literal('integrity').describe(kindOfRun),
      report: integrityReportShape.describe(report),
    }),
  ])
  .meta({ id: 'Run', description: 'A run over the object stores.' });

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
