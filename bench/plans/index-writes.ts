// Measures the write cost of an index: the same acts on two copies of one database, with and without it, in alternating rounds.

import type postgres from 'postgres';
import { type Database, openDatabase } from '../../src/db/client.ts';
import { measureThroughput } from '../harness/throughput.ts';
import type { IndexCase } from './index-cases.ts';

export interface Round {
  /** Milliseconds per act and connection. */
  readonly actMs: number;
  /** WAL bytes per act. */
  readonly walBytes: number;
}

export interface WriteCost {
  readonly act: string;
  readonly connections: number;
  /** Pairs of consecutive rounds. */
  readonly rounds: readonly { readonly with: Round; readonly without: Round }[];
}

const connections = 4;
const copyName = 'without_index';

export interface WriteRounds {
  readonly count: number;
  readonly seconds: number;
}

/** @param url a database with the index. Its copy is dropped afterwards. */
export async function measureWrites(
  administrator: postgres.Sql,
  { url, subject, rounds }: { url: string; subject: IndexCase; rounds: WriteRounds },
): Promise<WriteCost> {
  await administrator.unsafe(`CREATE DATABASE ${copyName} TEMPLATE laurel STRATEGY FILE_COPY`);
  const copyUrl = new URL(url);
  copyUrl.pathname = `/${copyName}`;
  const copy = openDatabase(copyUrl.href, connections);
  await copy.sql.unsafe(`DROP INDEX ${subject.index}`);
  const whole = openDatabase(url, connections);
  const measure = (db: Database, seconds: number) => measureRound(administrator, () => subject.write(db), seconds);
  try {
    // Warm-up: connections, prepared statements and full page images after the checkpoint.
    await measure(whole, rounds.seconds);
    await measure(copy, rounds.seconds);
    const measured = [];
    for (let round = 0; round < rounds.count; round += 1) {
      const isFirst = round % 2 === 0;
      const one = await measure(isFirst ? whole : copy, rounds.seconds);
      const other = await measure(isFirst ? copy : whole, rounds.seconds);
      measured.push(isFirst ? { with: one, without: other } : { with: other, without: one });
    }
    return { act: subject.act, connections, rounds: measured };
  } finally {
    await Promise.all([copy.close(), whole.close()]);
    await administrator.unsafe(`DROP DATABASE ${copyName} WITH (FORCE)`);
  }
}

async function measureRound(administrator: postgres.Sql, act: () => Promise<unknown>, seconds: number): Promise<Round> {
  const before = await readWal(administrator);
  const rate = await measureThroughput(act, { connections, seconds });
  return {
    actMs: (connections * 1000) / rate,
    walBytes: ((await readWal(administrator)) - before) / (rate * seconds),
  };
}

async function readWal(administrator: postgres.Sql): Promise<number> {
  const [row] = await administrator<{ bytes: string }[]>`SELECT pg_current_wal_insert_lsn() - '0/0' AS bytes`;
  return Number(row?.bytes);
}
