// `npm run backfill`: copies missing objects from one store to the other, or pauses, resumes and cancels backfills. Can be
// interrupted or killed and run again.

import { tournamentKeys } from '../../certificates/tournament-keys.ts';
import { DomainError } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import {
  type BackfillOptions,
  type BackfillReport,
  estimateSecondsLeft,
  reportBackfill,
} from '../../objects/runs/backfill.ts';
import { continueRun, continueUnsavedRun, type RunPorts } from '../../objects/runs/continue-run.ts';
import { type BackfillControl, controlBackfills } from '../../objects/runs/control-backfill.ts';
import { countObjects } from '../../objects/runs/object-scan-store.ts';
import { type Run, unsavedRun } from '../../objects/runs/run.ts';
import { findRun } from '../../objects/runs/run-store.ts';
import { refuseUnknownTournament, startBackfill } from '../../objects/runs/start-backfill.ts';
import { createProgressBar, type ProgressBar } from '../process/progress-bar.ts';
import { runCommand } from '../process/run-command.ts';
import { StartRefusal } from '../process/start-refusal.ts';
import { parseBackfillArguments } from './backfill-arguments.ts';
import { findVariables, openOperatorDatabase, openStores } from './operator-connections.ts';

type Variables = Readonly<Record<string, string | undefined>>;

export interface BackfillCommand {
  readonly options: BackfillOptions;
  readonly environment: Variables;
  /** Aborted: the backfill is paused and ends after the current batch. */
  readonly signal: AbortSignal;
}

/** @throws StartRefusal */
export async function backfill({ options, environment, signal }: BackfillCommand): Promise<BackfillReport> {
  const variables = findVariables(environment);
  const { mirrored, flags } = openStores(variables);
  if (!flags.backfill) throw new StartRefusal('Backfills are disabled: set CERT_S3_BACKFILL_ENABLED to true.', 2);
  const { db, clock, newId } = openOperatorDatabase(variables);
  const keysOfTournament = (id: string) => tournamentKeys(db, id as Id<'tournament'>);
  const quiet = { claim: null, publish: () => {}, observe: () => {}, measure: () => {} };
  const ports = { db, clock, newId, mirrored, keysOfTournament, ...quiet };
  const bar = createProgressBar();
  let paused: Promise<unknown> = Promise.resolve();
  try {
    const from = await createRun(ports, { options, flags });
    const show = await trackProgress(ports, from, bar);
    const pause = () => {
      // If the database does not respond, the report says that the run continues.
      paused = controlBackfills({ db, clock }, 'pause', from.id).catch(() => {});
    };
    if (!options.isDryRun) signal.addEventListener('abort', pause);
    if (signal.aborted && !options.isDryRun) pause();
    const shouldStop = (run: Run) => {
      show(run);
      return signal.aborted;
    };
    const run = await (options.isDryRun ? continueUnsavedRun : continueRun)(ports, from, shouldStop);
    show(run);
    await paused;
    return reportBackfill(options.isDryRun ? run : ((await findRun(db, run.id)) ?? run));
  } finally {
    bar.end();
    await db.close();
  }
}

async function createRun(
  ports: Parameters<typeof startBackfill>[0],
  request: Omit<Parameters<typeof startBackfill>[1], 'actor'>,
): Promise<Run> {
  const { options } = request;
  try {
    if (!options.isDryRun) return await startBackfill(ports, { ...request, actor: null });
    await refuseUnknownTournament(ports, options);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'not_found') throw error;
    throw new StartRefusal(`There is no tournament ${options.tournamentId}.`, 2);
  }
  return unsavedRun({ kind: 'backfill', options: { ...options }, cursor: options.startAfter }, ports.clock());
}

async function trackProgress(ports: RunPorts, from: Run, bar: ProgressBar): Promise<(run: Run) => void> {
  const { tournamentId, limit, isRetrying, to } = from.options as unknown as BackfillOptions;
  const keys = tournamentId === null ? null : await ports.keysOfTournament(tournamentId);
  const before = from.tally.processed ?? 0;
  const listing = { after: from.cursor, keys, failedOn: isRetrying ? to : null };
  const total = Math.min(limit ?? Number.POSITIVE_INFINITY, before + (await countObjects(ports.db, listing)));
  const startedAtMs = Date.now();
  const show = (run: Run) => {
    const done = run.tally.processed ?? 0;
    const elapsedMs = Date.now() - startedAtMs;
    bar.show(done, total, estimateSecondsLeft({ done: done - before, total: total - before, elapsedMs }));
  };
  show(from);
  return show;
}

/** @throws StartRefusal when there is no unfinished backfill. */
export async function control(
  request: { readonly control: BackfillControl; readonly runId: Id<'run'> | null },
  environment: Variables,
): Promise<BackfillReport[]> {
  const { db, clock } = openOperatorDatabase(findVariables(environment));
  try {
    const runs = await controlBackfills({ db, clock }, request.control, request.runId);
    if (runs.length > 0) return runs.map(reportBackfill);
    throw new StartRefusal(
      request.runId === null ? 'There is no unfinished backfill.' : `${request.runId} is not an unfinished backfill.`,
      2,
    );
  } finally {
    await db.close();
  }
}

function describeInterruption({ state, dryRun, processed, id }: BackfillReport): string {
  if (dryRun) return `Interrupted after ${processed} objects. A dry run changes nothing.`;
  if (state === 'cancelled') return `Cancelled after ${processed} objects.`;
  if (state === 'running')
    return `Interrupted after ${processed} objects. The Worker's queue continues it within five minutes. To cancel it: \`npm run backfill -- --cancel\`.`;
  return `Paused after ${processed} objects. To continue here: the same command. To continue in the queue: \`npm run backfill -- --resume\`. To cancel: \`npm run backfill -- --cancel --run ${id}\`.`;
}

if (import.meta.main) {
  await runCommand(async () => {
    const args = process.argv.slice(2);
    const request = parseBackfillArguments(args);
    if (request.control !== null) {
      const reports = await control(request, process.env);
      return void process.stdout.write(`${JSON.stringify(reports, null, 2)}\n`);
    }
    const interruption = new AbortController();
    const interrupt = () => {
      // Already paused. The repair completes the current batch.
      if (interruption.signal.aborted) process.exit(130);
      interruption.abort();
    };
    process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
    const { options } = request;
    const report = await backfill({ options, environment: process.env, signal: interruption.signal });
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    if (report.state !== 'finished') console.error(describeInterruption(report));
    process.exitCode = report.state !== 'finished' ? 130 : report.failed > 0 ? 1 : 0;
  });
}
