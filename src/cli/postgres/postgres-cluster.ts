// Creates or validates the data folder of a local Postgres.

import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { waitForEnd } from '../process/child-processes.ts';
import { StartRefusal } from '../process/start-refusal.ts';
import { allowPostgresToEnter, chownToPostgres, permissionAdvice, spawnPostgresProgram } from './postgres-process.ts';
import { stopStalePostgres } from './stale-postgres.ts';

export interface ClusterOptions {
  readonly folder: string;
  readonly password: string;
  /** False skips fsync. */
  readonly durable: boolean;
}

/** @throws StartRefusal when the folder exists and is not a cluster. */
export async function prepareCluster(initdb: string, options: ClusterOptions): Promise<void> {
  const { folder } = options;
  if (!existsSync(folder)) return createCluster(initdb, options);
  if (!statSync(folder).isDirectory()) throw new StartRefusal(`${folder} is not a folder; move it away.`);
  const entries = readEntries(folder);
  if (entries.length === 0) return createCluster(initdb, options);
  if (!entries.includes('PG_VERSION')) {
    throw new StartRefusal(`${folder} contains files but no database; move it away or start with --reset.`);
  }
  chownToPostgres(folder);
  await stopStalePostgres(folder);
}

function readEntries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    throw new StartRefusal(`${folder} cannot be read; it belongs to another user.`);
  }
}

/** Creates the cluster in a temporary folder and renames it: Postgres cannot distinguish an incomplete cluster from a complete one. */
async function createCluster(initdb: string, { folder, password, durable }: ClusterOptions): Promise<void> {
  const draft = `${folder}.new`;
  const passwordFile = `${folder}.password`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true, mode: 0o700 });
  allowPostgresToEnter(dirname(folder));
  chownToPostgres(draft);
  writeFileSync(passwordFile, password, { mode: 0o600 });
  chownToPostgres(passwordFile);
  try {
    const ending = await waitForEnd(spawnPostgresProgram(initdb, initdbArguments(draft, passwordFile, durable)));
    if (ending.code !== 0) {
      throw new StartRefusal(`Postgres could not create ${folder}: ${lastErrorLine(ending.output)}.`);
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Uses Postgres' built-in collation by code point, which is the same on every system. */
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

/** The last error line of Postgres' output, without time, severity and full stop. */
export function lastErrorLine(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  const line = lines.findLast((text) => /FATAL|PANIC|error:/.test(text)) ?? lines.at(-1) ?? 'no error message';
  return line.replace(/^.*?(?:FATAL|PANIC|error):\s*/, '').replace(/\.$/, '') + permissionAdvice(line);
}
