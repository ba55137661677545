// The data folder of a local Postgres: created when it is new, judged when it is not.

import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { waitForEnd } from '../process/child-processes.ts';
import { StartRefusal } from '../process/start-refusal.ts';
import { giveToPostgres, openWayForPostgres, permissionAdvice, spawnPostgresProgram } from './postgres-process.ts';
import { stopStalePostgres } from './stale-postgres.ts';

export interface ClusterOptions {
  readonly folder: string;
  readonly password: string;
  /** False trades crash safety for speed. */
  readonly durable: boolean;
}

/** @throws StartRefusal when what is there is no cluster. */
export async function prepareCluster(initdb: string, options: ClusterOptions): Promise<void> {
  const { folder } = options;
  if (!existsSync(folder)) return createCluster(initdb, options);
  if (!statSync(folder).isDirectory()) throw new StartRefusal(`${folder} is not a folder; move it away.`);
  const entries = readEntries(folder);
  if (entries.length === 0) return createCluster(initdb, options);
  if (!entries.includes('PG_VERSION')) {
    throw new StartRefusal(`${folder} holds files but no database; move it away or start with --reset.`);
  }
  giveToPostgres(folder);
  await stopStalePostgres(folder);
}

function readEntries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    throw new StartRefusal(`${folder} cannot be read; it belongs to another user.`);
  }
}

/** Made beside its place and moved there when complete: a half-made cluster looks like a whole one to Postgres. */
async function createCluster(initdb: string, { folder, password, durable }: ClusterOptions): Promise<void> {
  const draft = `${folder}.new`;
  const passwordFile = `${folder}.password`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  openWayForPostgres(dirname(folder));
  giveToPostgres(draft);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  giveToPostgres(passwordFile);
  try {
    const ending = await waitForEnd(spawnPostgresProgram(initdb, initdbArguments(draft, passwordFile, durable)));
    if (ending.code !== 0) {
      throw new StartRefusal(`Postgres could not create ${folder}: ${lastComplaint(ending.output)}.`);
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

/** The same collation on every system: by code point, from Postgres itself instead of the C library. */
function initdbArguments(folder: string, passwordFile: string, durable: boolean): string[] {
  return [
    `--pgdata=${folder}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(durable ? [] : ['--no-sync']),
  ];
}

/** The line of Postgres' output that tells why it gave up, without severity, time and full stop. */
export function lastComplaint(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const complaint = lines.findLast((line) => /FATAL|PANIC|error:/.test(line)) ?? lines.at(-1) ?? 'it gave no reason';
  return complaint.replace(/^.*?(?:FATAL|PANIC|error):\s*/, '').replace(/\.$/, '') + permissionAdvice(complaint);
}
