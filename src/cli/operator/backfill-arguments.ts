// Parses the command line of `npm run backfill`. The options have the same meaning as the fields of the HTTP request.

import { type Id, idPattern } from '../../core/id.ts';
import { messageFor } from '../../http/issue-message.ts';
import { backfillCreate } from '../../objects/contract.ts';
import type { BackfillOptions } from '../../objects/runs/backfill.ts';
import type { BackfillControl } from '../../objects/runs/control-backfill.ts';
import { parseCommandLine } from '../process/command-line.ts';
import { StartRefusal } from '../process/start-refusal.ts';
import { operatorHelp } from './operator-connections.ts';

export const backfillHelp = `Usage: npm run backfill -- --direction r2-to-s3|s3-to-r2 [options]
       npm run backfill -- --pause|--resume|--cancel [--run ID]

  --dry-run           change nothing, report what would be copied
  --start-after KEY   start after this key
  --limit N           stop after N objects
  --batch-size N      objects per checkpoint (100)
  --concurrency N     objects copied in parallel, 1 to 5 (4)
  --tournament ID     only certificates of this tournament
  --verify            also read back copies that look correct
  --retry-failed      only objects whose copy failed or was found corrupt
  --pause             pause all unfinished backfills, on any machine
  --resume            let the queue continue paused backfills
  --cancel            cancel all unfinished backfills
  --run ID            with --pause, --resume or --cancel: only this backfill
  --help              print this and exit

Checks each object in the target store and copies it only if it is missing or wrong. Never deletes from the source store.
Prints a JSON report with the first failures of each kind and their causes.
Ctrl-C pauses the backfill after the current batch. A second Ctrl-C ends the process immediately. The same command continues a
paused backfill. If the process is killed, the Worker's queue continues the backfill after five minutes while
CERT_S3_BACKFILL_ENABLED is true. --pause and --cancel also stop that.
Exit codes: 0 completed, 1 some objects failed, 2 refused, 130 interrupted.

${operatorHelp}`;

export type BackfillRequest =
  | { readonly control: null; readonly options: BackfillOptions }
  | { readonly control: BackfillControl; readonly runId: Id<'run'> | null };

const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const optionTypes = {
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

/** @throws StartRefusal that names the invalid argument. */
export function parseBackfillArguments(args: readonly string[]): BackfillRequest {
  const values = parseOptions(args);
  const requested = controls.filter((control) => values[control]);
  const [control] = requested;
  if (control === undefined) {
    if (values.run !== undefined) throw refusal('--run requires --pause, --resume or --cancel');
    return { control: null, options: readOptions(values) };
  }
  const isAlone =
    requested.length === 1 && args.every((arg) => arg === `--${control}` || isRunArgument(arg, values.run));
  if (!isAlone) throw refusal(`--${control} can be combined with --run only`);
  if (values.run !== undefined && !idPattern('run').test(values.run))
    throw refusal('--run must be the id of a backfill');
  return { control, runId: (values.run as Id<'run'> | undefined) ?? null };
}

const isRunArgument = (arg: string, id: string | undefined) => arg === '--run' || arg === id || arg === `--run=${id}`;

type Values = ReturnType<typeof parseOptions>;

function parseOptions(args: readonly string[]) {
  return parseCommandLine(args, { command: 'npm run backfill', help: backfillHelp, options: optionTypes }).values;
}

function readOptions(values: Values): BackfillOptions {
  const number = (value: string | undefined) => (value === undefined ? undefined : Number(value));
  const wanted = {
    direction: values.direction,
    startAfter: values['start-after'],
    limit: number(values.limit),
    batchSize: number(values['batch-size']),
    concurrency: number(values.concurrency),
    tournamentId: values.tournament,
    verify: values.verify,
    retryFailed: values['retry-failed'],
    dryRun: values['dry-run'],
  };
  const parsed = backfillCreate.safeParse(wanted, { error: messageFor });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refusal(`--${optionOf(String(issue?.path[0]))}: ${issue?.message}`);
}

const optionOf = (field: string) =>
  ({ startAfter: 'start-after', batchSize: 'batch-size', tournamentId: 'tournament' })[field] ?? field;

function refusal(reason: string): StartRefusal {
  return new StartRefusal(`${reason}; \`npm run backfill -- --help\` lists the options.`, 2);
}
