// Options and report of a backfill. A backfill copies in one direction and leaves the source unchanged.

import { connectionsMax } from '../../core/limits.ts';
import type { Side } from '../stores/phase.ts';
import { type Run, type RunState, stateOf } from './run.ts';

export const backfillDirections = ['r2-to-s3', 's3-to-r2'] as const;
export type BackfillDirection = (typeof backfillDirections)[number];

export interface BackfillOptions {
  readonly from: Side;
  readonly to: Side;
  /** Only certificates of this tournament; null: everything. */
  readonly tournamentId: string | null;
  /** Also reads and hashes copies whose metadata is right. */
  readonly isVerifying: boolean;
  /** Only objects whose copy could not be made, or was found wrong. */
  readonly isRetrying: boolean;
  /** Writes neither to the stores nor to the database. */
  readonly isDryRun: boolean;
  readonly batchSize: number;
  /** Objects copied in parallel. */
  readonly concurrency: number;
  /** The maximum number of objects; null: all. */
  readonly limit: number | null;
  /** Starts after this key. */
  readonly startAfter: string;
}

export const backfillDefaults = { batchSize: 100, concurrency: 4 } as const;
/** A run started by a command may be continued by the queue, so Cloudflare's limits apply to both. */
export const backfillBounds = { batchSizeMax: 1_000, concurrencyMax: connectionsMax - 1 } as const;

export function directionOf({ from }: Pick<BackfillOptions, 'from'>): BackfillDirection {
  return from === 'r2' ? 'r2-to-s3' : 's3-to-r2';
}

/** All options except the pace. A run with the same scope is continued; runs with different scopes may run in parallel. */
export function scopeOf(options: BackfillOptions): string {
  const { from, to, tournamentId, isDryRun, isVerifying, isRetrying, limit, startAfter } = options;
  return [
    from,
    to,
    tournamentId ?? '',
    isDryRun ? 'dry' : '',
    isVerifying ? 'verify' : '',
    isRetrying ? 'retry' : '',
    limit ?? '',
    startAfter,
  ].join(':');
}

export interface BackfillReport {
  readonly id: string | null;
  readonly direction: BackfillDirection;
  readonly dryRun: boolean;
  readonly state: RunState;
  readonly isFinished: boolean;
  readonly processed: number;
  readonly migrated: number;
  readonly skipped: number;
  readonly failed: number;
  /** By failure. */
  readonly failedBy: Readonly<Record<string, number>>;
  readonly bytes: number;
  /** Working time, without interruptions. */
  readonly durationMs: number;
  readonly objectsPerSecond: number;
  readonly lastKey: string;
  /** The first of each problem, with their causes; `--retry-failed` repeats all of them. */
  readonly failures: Run['findings'];
}

export function reportBackfill(run: Run): BackfillReport {
  const { from, isDryRun } = run.options as unknown as BackfillOptions;
  const { processed = 0, migrated = 0, skipped = 0, failed = 0, bytes = 0, workedMs = 0 } = run.tally;
  const seconds = Math.max(workedMs, 1) / 1000;
  return {
    id: isDryRun ? null : run.id,
    direction: directionOf({ from }),
    dryRun: isDryRun,
    state: stateOf(run),
    isFinished: run.finishedAt !== null,
    processed,
    migrated,
    skipped,
    failed,
    failedBy: Object.fromEntries(
      Object.entries(run.tally).flatMap(([name, count]) =>
        name.startsWith('failed.') ? [[name.slice(7), count]] : [],
      ),
    ),
    bytes,
    durationMs: workedMs,
    objectsPerSecond: Math.round((processed / seconds) * 10) / 10,
    lastKey: run.cursor,
    failures: run.findings,
  };
}

/** Seconds until `total` are processed at the current rate; null while nothing is processed. */
export function estimateSecondsLeft(progress: {
  readonly done: number;
  readonly total: number;
  readonly elapsedMs: number;
}) {
  const { done, total, elapsedMs } = progress;
  return done === 0 ? null : Math.round((elapsedMs / done) * Math.max(0, total - done)) / 1000;
}
