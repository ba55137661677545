// What a backfill is asked and what it makes of it. Copies only ever go one way, and the source keeps its own.

import { connectionsMax } from '../../core/limits.ts';
import type { Side } from '../stores/phase.ts';
import { type Run, type RunState, stateOf } from './run.ts';

export interface BackfillOptions {
  readonly from: Side;
  readonly to: Side;
  /** Only certificates of this tournament; null: everything. */
  readonly tournamentId: string | null;
  /** Also reads back copies that look right. */
  readonly isVerifying: boolean;
  /** Only objects whose copy could not be made, or was found wrong. */
  readonly isRetrying: boolean;
  /** Changes nothing anywhere. */
  readonly isDryRun: boolean;
  readonly batchSize: number;
  /** Objects under way at once. */
  readonly concurrency: number;
  /** Ends after so many objects; null: after all. */
  readonly limit: number | null;
  /** Begins behind this key. */
  readonly startAfter: string;
}

export const backfillDefaults = { batchSize: 100, concurrency: 4 } as const;
/** A run may be begun by a command and carried on by the queue: it stays within what Cloudflare allows either way. */
export const backfillBounds = { batchSizeMax: 1_000, concurrencyMax: connectionsMax - 1 } as const;

/** What is asked, apart from the pace. Only the same is carried on; what differs in this may go on side by side. */
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
  readonly from: Side;
  readonly to: Side;
  readonly isDryRun: boolean;
  readonly state: RunState;
  readonly isFinished: boolean;
  readonly processed: number;
  readonly migrated: number;
  readonly skipped: number;
  readonly failed: number;
  /** By what went wrong. */
  readonly failedBy: Readonly<Record<string, number>>;
  readonly bytes: number;
  /** Of the work itself, however often it was interrupted. */
  readonly durationMs: number;
  readonly objectsPerSecond: number;
  readonly lastKey: string;
  /** The first of each kind, with their causes; `--retry-failed` tries all of them again. */
  readonly failures: Run['findings'];
}

export function reportBackfill(run: Run): BackfillReport {
  const { from, to, isDryRun } = run.options as unknown as BackfillOptions;
  const { processed = 0, migrated = 0, skipped = 0, failed = 0, bytes = 0, workedMs = 0 } = run.tally;
  const seconds = Math.max(workedMs, 1) / 1000;
  return {
    id: isDryRun ? null : run.id,
    from,
    to,
    isDryRun,
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

/** Seconds until `total` are processed at the rate so far; null before there is one. */
export function estimateSecondsLeft(progress: {
  readonly done: number;
  readonly total: number;
  readonly elapsedMs: number;
}) {
  const { done, total, elapsedMs } = progress;
  return done === 0 ? null : Math.round((elapsedMs / done) * Math.max(0, total - done)) / 1000;
}
