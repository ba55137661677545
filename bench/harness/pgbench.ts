// PostgreSQL's own pgbench, where a machine has it: a client in C, and TPC-B as everybody else measures it.

import { execFileSync, spawnSync } from 'node:child_process';

export function hasPgbench(): boolean {
  return spawnSync('pgbench', ['--version'], { stdio: 'ignore' }).status === 0;
}

/** Tables and rows of TPC-B; a scale is 100,000 accounts, ten tellers and one branch. */
export function fillTpcB(url: string, scale: number): void {
  execFileSync('pgbench', ['-i', '-q', '-s', String(scale), url], { stdio: 'ignore' });
}

export interface PgbenchRun {
  readonly url: string;
  readonly clients: number;
  readonly seconds: number;
  /** TPC-B if absent. */
  readonly scriptFile?: string;
  /** Variables of the script. */
  readonly variables?: Readonly<Record<string, number>>;
}

/** Transactions per second, statements prepared. @throws Error where one failed. */
export function runPgbench({ url, clients, seconds, scriptFile, variables = {} }: PgbenchRun): number {
  const given = Object.entries(variables).flatMap(([name, value]) => ['-D', `${name}=${value}`]);
  const script = scriptFile === undefined ? [] : ['-f', scriptFile, ...given];
  const load = ['-n', '-M', 'prepared', '-c', String(clients), '-j', '2', '-T', String(seconds)];
  const output = execFileSync('pgbench', [...load, ...script, url], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const rate = /^tps = ([\d.]+)/m.exec(output)?.[1];
  if (rate === undefined) throw new Error(`pgbench answered:\n${output}`);
  return Number(rate);
}
