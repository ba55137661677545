// The command line of `npm run backfill`: words → what is asked. The options mean what the fields of the HTTP request mean.

import { parseArgs } from 'node:util';
import { type Id, idPattern } from '../../core/id.ts';
import { backfillCreate } from '../../objects/contract.ts';
import type { BackfillOptions } from '../../objects/runs/backfill.ts';
import type { BackfillControl } from '../../objects/runs/control-backfill.ts';
import { firstSentence } from '../dev/arguments.ts';
import { StartRefusal } from '../process/start-refusal.ts';
import { operatorHelp } from './operator-world.ts';

export const backfillHelp = `Usage: npm run backfill -- --direction r2-to-s3|s3-to-r2 [options]
       npm run backfill -- --pause|--resume|--cancel [--run ID]

  --dry-run           change nothing, say what would be done
  --start-after KEY   begin behind this key
  --limit N           end after N objects
  --batch-size N      objects between two checkpoints (100)
  --concurrency N     objects under way at once, 1 to 5 (4)
  --tournament ID     only the certificates of one tournament
  --verify            also read back copies that look right
  --retry-failed      only objects whose copy could not be made, or was found wrong
  --pause             pause every unfinished backfill, wherever it runs
  --resume            have the queue go on with what is paused
  --cancel            end every unfinished backfill where it is
  --run ID            with one of these three: only this backfill
  --help              print this and exit

The target is asked for each copy: what is there and right is not sent again. Prints a report as JSON, with the first failures of
each kind and their causes. Exit codes: 0 done, 1 some objects failed, 2 refused, 130 interrupted.
Ctrl-C pauses the backfill after the batch under way, a second one ends the process at once. The same command goes on where it was.
A process that is killed leaves a backfill that the Worker's queue carries on after five minutes, while CERT_S3_BACKFILL_ENABLED is
true: --pause and --cancel stop that as well. The source is never deleted.

${operatorHelp}`;

export type BackfillRequest =
  | { readonly control: null; readonly options: BackfillOptions }
  | { readonly control: BackfillControl; readonly runId: Id<'run'> | null };

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const wordOptions = {
  direction: text,
  'start-after': text,
  limit: text,
  'batch-size': text,
  concurrency: text,
  tournament: text,
  run: text,
  'dry-run': flag,
  verify: flag,
  'retry-failed': flag,
  pause: flag,
  resume: flag,
  cancel: flag,
};

const controls = ['pause', 'resume', 'cancel'] as const;

/** @throws StartRefusal naming the word that is wrong. */
export function parseBackfillWords(words: readonly string[]): BackfillRequest {
  const values = readWords(words);
  const asked = controls.filter((control) => values[control]);
  const [control] = asked;
  if (control === undefined) {
    if (values.run !== undefined) throw refusal('--run goes with --pause, --resume or --cancel');
    return { control: null, options: readOptions(values) };
  }
  const isAlone = asked.length === 1 && words.every((word) => word === `--${control}` || isRunWord(word, values.run));
  if (!isAlone) throw refusal(`--${control} takes --run and nothing else`);
  if (values.run !== undefined && !idPattern('run').test(values.run)) throw refusal('--run takes the id of a backfill');
  return { control, runId: (values.run as Id<'run'> | undefined) ?? null };
}

const isRunWord = (word: string, id: string | undefined) => word === '--run' || word === id || word === `--run=${id}`;

type Values = ReturnType<typeof readWords>;

function readWords(words: readonly string[]) {
  try {
    return parseArgs({ args: [...words], options: wordOptions }).values;
  } catch (error) {
    throw refusal(firstSentence(error));
  }
}

function readOptions(values: Values): BackfillOptions {
  const number = (word: string | undefined) => (word === undefined ? undefined : Number(word));
  const parsed = backfillCreate.safeParse({
    direction: values.direction,
    startAfter: values['start-after'],
    limit: number(values.limit),
    batchSize: number(values['batch-size']),
    concurrency: number(values.concurrency),
    tournamentId: values.tournament,
    verify: values.verify,
    retryFailed: values['retry-failed'],
    dryRun: values['dry-run'],
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refusal(`--${wordOf(String(issue?.path[0]))}: ${issue?.message}`);
}

const wordOf = (field: string) =>
  ({ startAfter: 'start-after', batchSize: 'batch-size', tournamentId: 'tournament' })[field] ?? field;

function refusal(reason: string): StartRefusal {
  return new StartRefusal(`${reason}; \`npm run backfill -- --help\` lists the options.`, 2);
}
