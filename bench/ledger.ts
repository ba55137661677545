// `npm run bench:ledger`: postings at SQL level, as the code sends them, beside a plain transaction of four statements (what
// pgbench calls TPC-B) on the same durable server, in alternating rounds of one run. Ratios hold where absolute figures wander.

import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { openAppRole } from '../src/cli/app-role.ts';
import { endChildren } from '../src/cli/child-processes.ts';
import { startLocalPostgres } from '../src/cli/local-postgres.ts';
import { migrateDatabase } from '../src/cli/migrate.ts';
import { type Id, makeId } from '../src/core/id.ts';
import { systemClock } from '../src/core/instant.ts';
import { openDatabase, type Sql } from '../src/db/client.ts';
import { postMovements } from '../src/economy/posting-store.ts';
import { treasuryWalletId } from '../src/economy/wallet.ts';
import { closedLoop } from './harness/closed-loop.ts';
import { median } from './requests.ts';

const clients = 16;
const rounds = 5;
const seconds = 4;
const accounts = 100_000;
const branches = 10;
const random = (below: number) => Math.floor(Math.random() * below);
const newId = <K extends 'transfer' | 'transaction'>(kind: K) =>
  makeId(kind, systemClock(), crypto.getRandomValues(new Uint8Array(10)));
const walletOf = (index: number) => `wal_${index.toString(16).padStart(26, '0')}` as Id<'wallet'>;

const folder = mkdtempSync(join(tmpdir(), 'laurel-ledger-'));
try {
  const server = await startLocalPostgres({ folder: join(folder, 'postgres'), password: 'bench' });
  await migrateDatabase(server.url);
  const owner = postgres(server.url, { max: 1, onnotice: () => {} });
  await preparePlain(owner);
  await owner`INSERT INTO economy_wallet (id, kind, owner_id, created_at) SELECT 'wal_' || lpad(to_hex(n), 26, '0'), 'player', n, now()
    FROM generate_series(1, 50) n`;
  await owner.end();
  const pool = openDatabase(await openAppRole(server.url), clients);
  for (let index = 1; index <= 50; index += 1) await transfer(pool.sql, treasuryWalletId, walletOf(index), 10_000_000n);
  const between = (wallets: number) => () => {
    const from = 1 + random(wallets);
    return transfer(pool.sql, walletOf(from), walletOf(1 + ((from + random(wallets - 1)) % wallets)), 1n);
  };
  const kinds = [
    ['plain transaction of four statements', () => plain(pool.sql)],
    ['transfers between 50 wallets', between(50)],
    ['transfers between 10 wallets', between(10)],
  ] as const;
  const rates = kinds.map((): number[] => []);
  const samples = kinds.map((): { dueMs: number; endMs: number }[] => []);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [which, [, act]] of kinds.entries()) {
      const timed = async () => {
        const dueMs = performance.now();
        await act();
        if (round > 0) samples[which]?.push({ dueMs, endMs: performance.now() });
      };
      const rate = await closedLoop(timed, { connections: clients, seconds: round === 0 ? 1 : seconds });
      if (round > 0) rates[which]?.push(rate);
    }
  }
  console.log(
    `${cpus()[0]?.model}, ${cpus().length} cores; ${clients} clients, durable commits, server and clients on one machine`,
  );
  const base = median(rates[0] ?? []);
  for (const [which, [name]] of kinds.entries()) {
    const rate = median(rates[which] ?? []);
    const { p50, p95, p99 } = percentiles(samples[which] ?? []);
    console.log(
      `${name}: ${rate.toFixed(0)}/s, ${(rate / base).toFixed(2)} × plain; p50 ${p50} p95 ${p95} p99 ${p99} ms`,
    );
  }
  await pool.close();
  await server.stop();
} finally {
  await endChildren();
  rmSync(folder, { recursive: true, force: true });
}
process.exit();

function percentiles(taken: readonly { dueMs: number; endMs: number }[]) {
  const sorted = taken.map(({ dueMs, endMs }) => endMs - dueMs).sort((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN).toFixed(1);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

function transfer(sql: Sql, from: Id<'wallet'>, to: Id<'wallet'>, amount: bigint) {
  const actorId = 'ply_00000000000000000000000000' as const;
  const claim = { scope: 'bench', key: crypto.randomUUID(), fingerprint: 'f' };
  const posting = { actorId, ownerId: null, claim, now: systemClock() };
  const legIds = [newId('transaction'), newId('transaction')] as const;
  const movement = {
    id: newId('transfer'),
    legIds,
    fromWalletId: from,
    toWalletId: to,
    amount,
    reason: 'p2p_transfer' as const,
  };
  return postMovements(sql, posting, [movement]);
}

/** Three balances, one history: tables, sizes and statements as TPC-B has them, scale 10. */
async function preparePlain(sql: postgres.Sql): Promise<void> {
  for (const [table, rows] of [
    ['account', accounts],
    ['teller', 10 * branches],
    ['branch', branches],
  ] as const) {
    await sql.unsafe(
      `CREATE TABLE plain_${table} (id integer PRIMARY KEY, balance bigint NOT NULL, filler char(84) DEFAULT '')`,
    );
    await sql.unsafe(`INSERT INTO plain_${table} SELECT n, 0 FROM generate_series(1, ${rows}) n`);
  }
  await sql.unsafe(
    `CREATE TABLE plain_history (teller integer, branch integer, account integer, delta bigint, at timestamptz, filler char(22))`,
  );
  await sql.unsafe(
    'GRANT SELECT, INSERT, UPDATE ON plain_account, plain_teller, plain_branch, plain_history TO laurel_app',
  );
  await sql.unsafe('VACUUM ANALYZE');
}

function plain(sql: Sql) {
  const [account, teller, branch, delta] = [
    1 + random(accounts),
    1 + random(10 * branches),
    1 + random(branches),
    random(5000),
  ];
  return sql.begin(async (tx) => {
    await tx`UPDATE plain_account SET balance = balance + ${delta} WHERE id = ${account}`;
    await tx`SELECT balance FROM plain_account WHERE id = ${account}`;
    await tx`UPDATE plain_teller SET balance = balance + ${delta} WHERE id = ${teller}`;
    await tx`UPDATE plain_branch SET balance = balance + ${delta} WHERE id = ${branch}`;
    await tx`INSERT INTO plain_history (teller, branch, account, delta, at) VALUES (${teller}, ${branch}, ${account}, ${delta}, now())`;
  });
}
