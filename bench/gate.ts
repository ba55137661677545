// `npm run bench:gate`: what the gate of sanctions costs inside busy acts: on two copies of one database, in alternating rounds, one
// without sanctions and one with 100,000 of which 1,000 are in force. Each act is rolled back, so that every one meets the same rows.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import postgres from 'postgres';
import { migrateDatabase } from '../src/cli/database/migrate.ts';
import { startLocalPostgres } from '../src/cli/postgres/local-postgres.ts';
import { endChildren } from '../src/cli/process/child-processes.ts';
import { type Database, openDatabase, type Sql } from '../src/db/client.ts';
import { describeMachine } from './harness/machine.ts';
import { hotQueries } from './plans.ts';
import { fillDatabase, smallVolume, stagesOf } from './volume.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '15' }, acts: { type: 'string', default: '300' } },
});
const [rounds, acts] = [Number(values.rounds), Number(values.acts)];
const names = ['register a player', 'report a result in a bracket of 1,024', 'transfer between two wallets'];
const [sanctions, inForce] = [100_000, 1_000];

/** The players of the acts have ended ones, so that the gate reads rows. */
const fillSanctions = `
  INSERT INTO sanction_record (id, player_id, kind, reason_code, statement, starts_at, ends_at, imposed_by, created_at, needs_confirmation)
  SELECT make_id('san', now()), w.owner_id, CASE n.n % 4 WHEN 0 THEN 'warn' WHEN 1 THEN 'mute' WHEN 2 THEN 'suspend' ELSE 'ban' END, 'other', 'Said.',
    now() - interval '9 days', now() - interval '1 day', 'ply_moderator', now(), false
  FROM generate_series(1, ${sanctions - inForce}) n JOIN (SELECT owner_id, row_number() OVER () AS at FROM economy_wallet WHERE kind = 'player') w
    ON w.at = 1 + n.n % ${smallVolume.players};
  INSERT INTO sanction_record (id, player_id, kind, reason_code, statement, starts_at, imposed_by, created_at, needs_confirmation)
  SELECT make_id('san', now()), 'ply_other_' || n, 'ban', 'other', 'Said.', now() - interval '9 days', 'ply_moderator', now(), false
  FROM generate_series(1, ${inForce}) n;
  ANALYZE sanction_record`;

const median = (sorted: readonly number[]) => sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;

async function measure(db: Database, name: string): Promise<number> {
  const query = hotQueries.find((one) => one.name === name);
  if (query === undefined) throw new Error(`no hot query is called ${name}`);
  const start = performance.now();
  for (let done = 0; done < acts; done += 1) {
    await db.sql.unsafe('BEGIN');
    await query.run(db, stagesOf(smallVolume));
    await db.sql.unsafe('ROLLBACK');
  }
  return (performance.now() - start) / acts;
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
  await once('postgres', 'CREATE DATABASE with_sanctions TEMPLATE without');
  await once('with_sanctions', fillSanctions);
  const sides = [openDatabase(urlOf('without'), 1), openDatabase(urlOf('with_sanctions'), 1)] as const;
  for (const name of names) {
    const [plain, sanctioned, ratios]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round <= rounds; round += 1) {
      const [a, b] = [await measure(sides[0], name), await measure(sides[1], name)];
      // The first round warms both.
      if (round > 0)
        for (const [list, value] of [
          [plain, a],
          [sanctioned, b],
          [ratios, b / a],
        ] as const)
          list.push(value);
    }
    const sorted = ratios.toSorted((x, y) => x - y);
    const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))];
    const ms = [plain, sanctioned].map((list) => median(list.toSorted((x, y) => x - y)));
    console.log(
      JSON.stringify({
        act: name,
        withoutMs: ms[0],
        withMs: ms[1],
        ratio: median(sorted),
        from: at(0.05),
        to: at(0.95),
      }),
    );
  }
  console.log(JSON.stringify({ ...describeMachine(), sanctions, inForce, rounds, acts }));
  for (const db of sides) await db.close();
  await server.stop();
} finally {
  await endChildren();
  rmSync(home, { recursive: true, force: true });
}
process.exit();
