// `npm run bench:hot`: frequently updated rows, on two copies of one database, in alternating rounds: one with the table settings of
// drizzle/, one with defaults. Measures HOT updates, WAL, and whether a few hot wallets are still found by index after ANALYZE and
// with an old snapshot.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { startLocalPostgres } from '../../src/cli/postgres/local-postgres.ts';
import { endChildren } from '../../src/cli/process/child-processes.ts';
import { type Database, openDatabase } from '../../src/db/client.ts';
import { copyCluster } from '../bed/database.ts';
import { describeMachine, type Machine } from '../harness/machine.ts';
import { readOptions } from '../harness/options.ts';
import { resultsFolder } from '../harness/results-folder.ts';
import { measureThroughput } from '../harness/throughput.ts';
import { transferBetween } from '../plans/index-cases.ts';
import { fullVolume, type Volume } from '../volume.ts';

export interface HotRound {
  readonly ratePerSecond: number;
  /** Share of HOT updates of wallets, which need no index entry. */
  readonly hotShare: number;
  readonly walBytes: number;
  readonly pages: number;
  /** Rows read by sequential scans of the wallets per transfer. */
  readonly scannedRows: number;
}

export interface HotCase {
  readonly name: string;
  readonly rounds: readonly { readonly set: HotRound; readonly plain: HotRound }[];
}

export interface HotResult {
  readonly machine: Machine;
  readonly volume: Volume;
  readonly settings: string;
  readonly cases: readonly HotCase[];
}

const { values } = readOptions({ rounds: { type: 'string', default: '3' }, seconds: { type: 'string', default: '2' } });
const seconds = Number(values.seconds);
const connections = 8;
const hotWallets = 10;
const names = { set: 'laurel', plain: 'plain' } as const;
type Side = keyof typeof names;

const home = mkdtempSync(join(tmpdir(), 'laurel-hot-'));
try {
  const server = await startLocalPostgres(await copyCluster(home, fullVolume));
  const urlOf = (name: string) => server.url.replace(/\/postgres$/, `/${name}`);
  const once = async (name: string, statements: readonly string[]) => {
    const sql = postgres(urlOf(name), { max: 1, onnotice: () => {} });
    for (const statement of statements) await sql.unsafe(statement);
    await sql.end();
  };
  await once('template1', [
    'ALTER DATABASE postgres RENAME TO laurel',
    'CREATE DATABASE plain TEMPLATE laurel STRATEGY FILE_COPY',
  ]);
  const administrator = postgres(urlOf('laurel'), { max: 1, onnotice: () => {} });
  const [table] = await administrator<{ settings: string }[]>`
    SELECT array_to_string(reloptions, ', ') AS settings FROM pg_class WHERE oid = 'economy_wallet'::regclass`;
  // Rewrites each table with its settings.
  await once('plain', [
    'ALTER TABLE economy_wallet RESET (fillfactor, autovacuum_vacuum_scale_factor, autovacuum_vacuum_threshold, autovacuum_analyze_scale_factor, autovacuum_analyze_threshold)',
    'VACUUM (FULL, ANALYZE) economy_wallet',
  ]);
  await once('laurel', ['VACUUM (FULL, ANALYZE) economy_wallet']);

  const cases: HotCase[] = [];
  const spread = { among: fullVolume.players, withSnapshot: false };
  cases.push(await measure('transfers among all wallets', urlOf, spread));
  cases.push(await measure(`among ${hotWallets} wallets`, urlOf, { among: hotWallets, withSnapshot: false }));
  cases.push(
    await measure(`among ${hotWallets} wallets, beside an old snapshot`, urlOf, {
      among: hotWallets,
      withSnapshot: true,
    }),
  );
  await administrator.end();
  await server.stop();
  const result: HotResult = {
    machine: describeMachine(),
    volume: fullVolume,
    settings: table?.settings ?? 'none',
    cases,
  };
  const folder = resultsFolder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'hot-rows.json'), `${JSON.stringify(result, null, 2)}\n`);
  console.log(JSON.stringify(result, null, 1));
} finally {
  await endChildren();
  rmSync(home, { recursive: true, force: true });
}
process.exit();

interface Load {
  /** Number of wallets used. */
  readonly among: number;
  /** An open snapshot, as during a long export or backup: newer row versions cannot be removed. */
  readonly withSnapshot: boolean;
}

async function measure(name: string, urlOf: (name: string) => string, load: Load): Promise<HotCase> {
  const open = async (side: Side) => {
    const [pool, watcher] = [openDatabase(urlOf(names[side]), connections), postgres(urlOf(names[side]), { max: 2 })];
    const snapshot = load.withSnapshot ? await watcher.reserve() : null;
    if (snapshot !== null) {
      await snapshot`BEGIN ISOLATION LEVEL REPEATABLE READ`;
      await snapshot`SELECT count(*) FROM economy_wallet`;
    }
    const close = async () => {
      await snapshot?.unsafe('COMMIT');
      snapshot?.release();
      await Promise.all([pool.close(), watcher.end()]);
    };
    return { close, round: () => measureRound(pool, watcher, load.among) };
  };
  const [set, plain] = [await open('set'), await open('plain')];
  await set.round();
  await plain.round();
  const rounds = [];
  for (let round = 0; round < Number(values.rounds); round += 1) {
    const isFirst = round % 2 === 0;
    const one = await (isFirst ? set : plain).round();
    const other = await (isFirst ? plain : set).round();
    rounds.push(isFirst ? { set: one, plain: other } : { set: other, plain: one });
  }
  await Promise.all([set.close(), plain.close()]);
  return { name, rounds };
}

/** Connections keep their plans between rounds; the table is ANALYZEd after each round. */
async function measureRound(pool: Database, watcher: postgres.Sql, among: number): Promise<HotRound> {
  const read = async () => {
    // Connections report statistics at most once a second.
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const [row] = await watcher<{ updates: number; hot: number; scanned: number; pages: number; wal: string }[]>`
      SELECT n_tup_upd::int AS updates, n_tup_hot_upd::int AS hot, seq_tup_read::int AS scanned,
        (pg_relation_size('economy_wallet') / 8192)::int AS pages, pg_current_wal_insert_lsn() - '0/0' AS wal
      FROM pg_stat_user_tables WHERE relname = 'economy_wallet'`;
    if (row === undefined) throw new Error('there are no wallets');
    return { ...row, wal: Number(row.wal) };
  };
  const before = await read();
  const ratePerSecond = await measureThroughput(() => transferBetween(pool, among), { connections, seconds });
  const after = await read();
  await watcher`ANALYZE economy_wallet`;
  const acts = ratePerSecond * seconds;
  return {
    ratePerSecond,
    hotShare: (after.hot - before.hot) / (after.updates - before.updates),
    walBytes: (after.wal - before.wal) / acts,
    pages: after.pages,
    scannedRows: (after.scanned - before.scanned) / acts,
  };
}
