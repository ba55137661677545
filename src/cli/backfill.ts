// `npm run backfill`: copies what one store lacks from the other, from this machine. May be killed and run again.

import { parseArgs } from 'node:util';
import { tournamentKeys } from '../certificates/tournament-keys.ts';
import type { Id } from '../core/id.ts';
import { type BackfillOptions, type BackfillReport, estimateSecondsLeft, reportBackfill } from '../objects/backfill.ts';
import { carryOnRun, type RunPorts, walkRun } from '../objects/carry-on-run.ts';
import { countObjects } from '../objects/census-store.ts';
import { backfillCreate } from '../objects/contract.ts';
import { type Run, unwrittenRun } from '../objects/run.ts';
import { startBackfill } from '../objects/start-backfill.ts';
import { firstSentence } from './arguments.ts';
import { findVariables, openOperatorDatabase, openStores, operatorHelp } from './operator-world.ts';
import { createProgressBar, type ProgressBar } from './progress-bar.ts';
import { runCommand } from './run-command.ts';
import { StartRefusal } from './start-refusal.ts';

const help = `Usage: npm run backfill -- --direction r2-to-s3|s3-to-r2 [options]

  --dry-run           change nothing, say what would be done
  --start-after KEY   begin behind this key
  --limit N           end after N objects
  --batch-size N      objects between two checkpoints (100)
  --concurrency N     objects under way at once (4)
  --tournament ID     only the certificates of one tournament
  --verify            also read back copies that are known to be there
  --help              print this and exit

Prints a report as JSON. Exit codes: 0 done, 1 some objects failed, 2 refused, 130 interrupted. Interrupted or killed, the same
command goes on where it was. The source is never deleted.

${operatorHelp}`;

export interface BackfillCommand {
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Aborted: ends after the batch under way. */
  readonly signal: AbortSignal;
}

/** @throws StartRefusal */
export async function backfill({ words, environment, signal }: BackfillCommand): Promise<BackfillReport> {
  const options = parseBackfillWords(words);
  const variables = findVariables(environment);
  const { mirrored, flags } = openStores(variables);
  if (!flags.backfill) throw new StartRefusal('Backfills are switched off: set CERT_S3_BACKFILL_ENABLED to true.', 2);
  const { db, clock, newId } = openOperatorDatabase(variables);
  const keysOfTournament = (id: string) => tournamentKeys(db, id as Id<'tournament'>);
  const ports = { db, clock, mirrored, keysOfTournament, observe: () => {}, measure: () => {} };
  const bar = createProgressBar();
  try {
    const from = options.isDryRun
      ? unwrittenRun({ kind: 'backfill', options: { ...options }, cursor: options.startAfter }, clock())
      : await startBackfill({ db, clock, newId }, { actor: null, flags, options });
    const show = await watch(ports, from, bar);
    const isEnough = (run: Run) => {
      show(run);
      return signal.aborted;
    };
    const run = await (options.isDryRun ? walkRun : carryOnRun)(ports, from, isEnough);
    show(run);
    return reportBackfill(run);
  } finally {
    bar.end();
    await db.close();
  }
}

async function watch(ports: RunPorts, from: Run, bar: ProgressBar): Promise<(run: Run) => void> {
  const { tournamentId, limit } = from.options as unknown as BackfillOptions;
  const keys = tournamentId === null ? null : await ports.keysOfTournament(tournamentId);
  const before = from.tally.processed ?? 0;
  const total = Math.min(limit ?? Number.POSITIVE_INFINITY, before + (await countObjects(ports.db, from.cursor, keys)));
  const startedAtMs = Date.now();
  const show = (run: Run) => {
    const done = run.tally.processed ?? 0;
    const elapsedMs = Date.now() - startedAtMs;
    bar.show(done, total, estimateSecondsLeft({ done: done - before, total: total - before, elapsedMs }));
  };
  show(from);
  return show;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const wordOptions = {
  direction: text,
  'start-after': text,
  limit: text,
  'batch-size': text,
  concurrency: text,
  tournament: text,
  'dry-run': flag,
  verify: flag,
};

/** The words of the command line mean what the fields of the HTTP request mean. */
export function parseBackfillWords(words: readonly string[]): BackfillOptions {
  const { values } = refusing(() => parseArgs({ args: [...words], options: wordOptions }));
  const number = (word: string | undefined) => (word === undefined ? undefined : Number(word));
  const asked = {
    direction: values.direction,
    startAfter: values['start-after'],
    limit: number(values.limit),
    batchSize: number(values['batch-size']),
    concurrency: number(values.concurrency),
    tournamentId: values.tournament,
    verify: values.verify,
    dryRun: values['dry-run'],
  };
  const parsed = backfillCreate.safeParse(asked);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new StartRefusal(`--${wordOf(String(issue?.path[0]))}: ${issue?.message}; ${hint}`, 2);
}

const hint = '`npm run backfill -- --help` lists the options.';
const wordOf = (field: string) =>
  ({ startAfter: 'start-after', batchSize: 'batch-size', tournamentId: 'tournament' })[field] ?? field;

function refusing<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new StartRefusal(`${firstSentence(error)}; ${hint}`, 2);
  }
}

if (import.meta.main) {
  await runCommand(async () => {
    const words = process.argv.slice(2);
    if (words.includes('--help')) return void process.stdout.write(help);
    const interruption = new AbortController();
    process.on('SIGINT', () => interruption.abort()).on('SIGTERM', () => interruption.abort());
    const report = await backfill({ words, environment: process.env, signal: interruption.signal });
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    process.exitCode = !report.isFinished ? 130 : report.failed > 0 ? 1 : 0;
  });
}
