// Runs PostgreSQL's pgbench where it is installed: a client in C with its TPC-B workload.

import { execFileSync, spawnSync } from 'node:child_process';

export function hasPgbench(): boolean {
  return spawnSync('pgbench', ['--version'], { stdio: 'ignore' }).status === 0;
}

/** Creates the TPC-B tables. Per scale: 100,000 accounts, ten tellers, one branch. */
export function fillTpcB(url: string, scale: number): void {
  execFileSync('pgbench', ['-i', '-q', '-s', String(scale), url], { stdio: 'ignore' });
}

export interface PgbenchRun {
  readonly url: string;
  readonly clients: number;
  readonly seconds: number;
  /** Default: TPC-B. */
  readonly scriptFile?: string;
  /** Script variables. */
  readonly variables?: Readonly<Record<string, number>>;
}

/** @returns transactions per second with prepared statements. @throws Error when a transaction failed. */
export function runPgbench({ url, clients, seconds, scriptFile, variables = {} }: PgbenchRun): number {
  const given = Object.entries(variables).flatMap(([name, value]) => ['-D', `${name}=${value}`]);
  const script = scriptFile === undefined ? [] : ['-f', scriptFile, ...given];
  const load = ['-n', '-M', 'prepared', '-c', String(clients), '-j', '2', '-T', String(seconds)];
  const output = execFileSync('pgbench', [...load, ...script, url], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const rate = /^tps = ([\d.]+)/m.exec(output)?.[1];
  if (rate === undefined) throw new Error(`pgbench printed:\n${output}`);
  return Number(rate);
}
