// `npm run bench:gate`: what the gate of sanctions costs inside busy acts: on two copies of one database, in alternating rounds. In one the
// gate is a constant, as before there was one; in the other it stands, with 100,000 sanctions of which 1,000 are in force. Each act is
// rolled back, so that every one meets the same rows. CPU is that of the database's process (Linux); it bears a busy machine better.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { migrateDatabase } from '../src/cli/database/migrate.ts';
import { startLocalPostgres } from '../src/cli/postgres/local-postgres.ts';
import { endChildren } from '../src/cli/process/child-processes.ts';
import { type Database, openDatabase, type Sql } from '../src/db/client.ts';
import { describeMachine } from './harness/machine.ts';
import { readOptions } from './harness/options.ts';
import { hotQueries } from './plans/plans.ts';
import { fillDatabase, smallVolume, stagesOf } from './volume.ts';

const { values } = readOptions({ rounds: { type: 'string', default: '40' }, acts: { type: 'string', default: '100' } });
const [rounds, acts] = [Number(values.rounds), Number(values.acts)];
const names = ['register a player', 'report a result in a bracket of 1,024', 'transfer between two wallets'];
const [sanctions, inForce] = [100_000, 1_000];
/** Of the median of the ratios: its interval may not lie wholly above this. */
const ratioMax = 1.03;

/** The planner replaces the call by null. */
const noGate = `
  CREATE OR REPLACE FUNCTION sanction_gate(p_player text, p_tournament text, p_act text, p_now timestamp with time zone)
  RETURNS jsonb LANGUAGE sql IMMUTABLE PARALLEL SAFE AS 'SELECT NULL::jsonb'`;

/** Each player of the acts has one that has ended, so that the gate reads a row; the others are of others. */
const fillSanctions = `
  INSERT INTO sanction_record (id, player_id, kind, reason_code, statement, starts_at, ends_at, imposed_by, created_at, needs_confirmation)
  SELECT make_id('san', now()), coalesce(w.owner_id, 'ply_past_' || n.n), (ARRAY['warn', 'mute', 'suspend', 'ban'])[1 + n.n % 4], 'other', 'Said.',
    now() - interval '9 days', now() - interval '1 day', 'ply_moderator', now(), false
  FROM generate_series(1, ${sanctions - inForce}) AS n (n) LEFT JOIN (SELECT owner_id, row_number() OVER () AS at FROM economy_wallet WHERE kind = 'player') w
    ON w.at = n.n;
  INSERT INTO sanction_record (id, player_id, kind, reason_code, statement, starts_at, imposed_by, created_at, needs_confirmation)
  SELECT make_id('san', now()), 'ply_other_' || n, 'ban', 'other', 'Said.', now() - interval '9 days', 'ply_moderator', now(), false
  FROM generate_series(1, ${inForce}) n;
  ANALYZE sanction_record`;

interface Cost {
  readonly cpuMs: number;
  readonly p50Ms: number;
}

const at = (list: readonly number[], share: number) =>
  list.toSorted((x, y) => x - y)[Math.round(share * (list.length - 1))] ?? Number.NaN;

/** Time on a CPU so far; not a number where the system does not tell. */
async function cpuMsOf({ sql }: Database): Promise<number> {
  const [row] = await sql<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
  try {
    return Number(readFileSync(`/proc/${row?.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return Number.NaN;
  }
}

async function measure(db: Database, name: string): Promise<Cost> {
  const query = hotQueries.find((one) => one.name === name);
  if (query === undefined) throw new Error(`no hot query is called ${name}`);
  const times: number[] = [];
  const before = await cpuMsOf(db);
  for (let done = 0; done < acts; done += 1) {
    await db.sql.unsafe('BEGIN');
    const start = performance.now();
    await query.run(db, stagesOf(smallVolume));
    times.push(performance.now() - start);
    await db.sql.unsafe('ROLLBACK');
  }
  return { cpuMs: ((await cpuMsOf(db)) - before) / acts, p50Ms: at(times, 0.5) };
}

/** Without and with the gate, in turns: the ratio of each round, its median, and between which ratios the middle half of rounds lies. */
async function compare(without: Database, gated: Database, name: string) {
  const pairs: (readonly [Cost, Cost])[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const isFirst = round % 2 === 0;
    const [one, other] = [
      await measure(isFirst ? without : gated, name),
      await measure(isFirst ? gated : without, name),
    ];
    // The first round warms both.
    if (round > 0) pairs.push(isFirst ? [one, other] : [other, one]);
  }
  const report = (of: (cost: Cost) => number) => {
    const ratios = pairs.map(([a, b]) => of(b) / of(a));
    const [ratio, from, to] = [0.5, 0.25, 0.75].map((share) => at(ratios, share));
    const ms = [0, 1].map((index) =>
      at(
        pairs.map((pair) => of(pair[index] as Cost)),
        0.5,
      ),
    );
    return { withoutMs: ms[0], withMs: ms[1], ratio, from, to, isWithin: !((from ?? 0) > ratioMax) };
  };
  return { act: name, cpu: report(({ cpuMs }) => cpuMs), p50: report(({ p50Ms }) => p50Ms) };
}

const home = mkdtempSync(join(tmpdir(), 'laurel-gate-'));
try {
  const server = await startLocalPostgres({ folder: join(home, 'postgres'), password: 'bench' });
  const urlOf = (name: string) => server.url.replace(/\/postgres$/, `/${name}`);
  const once = async (name: string, statement: string) => {
    const sql = postgres(urlOf(name), { max: 1, onnotice: () => {} });
    await sql.unsafe(statement);
    await sql.end();
  };
  await once('postgres', 'CREATE DATABASE without');
  await migrateDatabase(urlOf('without'));
  const filler = postgres(urlOf('without'), { max: 1, onnotice: () => {} });
  await fillDatabase(filler as unknown as Sql, smallVolume);
  await filler.end();
  await once('postgres', 'CREATE DATABASE gated TEMPLATE without');
  await once('without', noGate);
  await once('gated', fillSanctions);
  const [without, gated] = [openDatabase(urlOf('without'), 1), openDatabase(urlOf('gated'), 1)];
  for (const name of names) console.log(JSON.stringify(await compare(without, gated, name)));
  console.log(JSON.stringify({ ...describeMachine(), sanctions, inForce, rounds, acts, ratioMax }));
  for (const db of [without, gated]) await db.close();
  await server.stop();
} finally {
  await endChildren();
  rmSync(home, { recursive: true, force: true });
}
process.exit();
