// `npm run bench:ledger`: compares the code's postings in SQL with a TPC-B transaction on the same client and, where installed, on
// pgbench; then measures postings over HTTP. One durable server and alternating rounds: ratios are stable, absolute figures vary.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { openAppRole } from '../../src/cli/database/app-role.ts';
import { migrateDatabase } from '../../src/cli/database/migrate.ts';
import { startLocalPostgres } from '../../src/cli/postgres/local-postgres.ts';
import { endChildren } from '../../src/cli/process/child-processes.ts';
import { createStopList } from '../../src/cli/process/stop-list.ts';
import { openDatabase } from '../../src/db/client.ts';
import { treasuryWalletId } from '../../src/economy/wallets/wallet.ts';
import { median } from '../acts/requests.ts';
import { ownRoot, startLaurel } from '../bed/laurel.ts';
import { fillTpcB, hasPgbench, runPgbench } from '../bed/pgbench.ts';
import { describeMachine } from '../harness/machine.ts';
import { readOptions } from '../harness/options.ts';
import { resultsFolder } from '../harness/results-folder.ts';
import type { Sample } from '../harness/sample.ts';
import { summarize } from '../harness/summary.ts';
import { measureThroughput } from '../harness/throughput.ts';
import { openHttpLedger } from './ledger-http.ts';
import { plain, preparePlain } from './ledger-plain.ts';
import { postTransfer, transferScript, walletOf } from './ledger-transfer.ts';

readOptions({});

const clients = 16;
const rounds = 5;
const seconds = 4;
const coinsEach = 100_000_000n;
/** Start of the id counters. They begin at the elapsed milliseconds, which grow faster than a script counts, so ids stay unique. */
const startedAt = Date.now();
const random = (below: number) => Math.floor(Math.random() * below);

interface Kind {
  readonly name: string;
  /** The name of its baseline. */
  readonly base: string | null;
  /** One act, or a rate from pgbench. */
  readonly act: (() => Promise<unknown>) | { readonly rate: () => number };
}

const stops = createStopList();
const folder = mkdtempSync(join(tmpdir(), 'laurel-ledger-'));
try {
  const server = await startLocalPostgres({ folder: join(folder, 'postgres'), password: 'bench' });
  await stops.add(server.stop);
  await migrateDatabase(server.url);
  const appUrl = await openAppRole(server.url);
  const owner = postgres(server.url, { max: 1, onnotice: () => {} });
  await preparePlain(owner);
  for (let index = 1; index <= 50; index += 1) {
    await owner`INSERT INTO economy_wallet (id, kind, owner_id, created_at) VALUES (${walletOf(index)}, 'player', ${index}, now())`;
  }
  const pool = openDatabase(appUrl, clients);
  await stops.add(pool.close);
  for (let index = 1; index <= 50; index += 1)
    await postTransfer(pool.sql, treasuryWalletId, walletOf(index), coinsEach);
  const between = (wallets: number) => () => {
    const from = random(wallets);
    const to = (from + 1 + random(wallets - 1)) % wallets;
    return postTransfer(pool.sql, walletOf(from + 1), walletOf(to + 1), 1n);
  };
  await owner.unsafe('CREATE DATABASE laurel');
  const other = (name: string) => server.url.replace(/\/postgres$/, `/${name}`);
  const laurel = await startLaurel({ root: ownRoot, databaseUrl: other('laurel'), home: join(folder, 'laurel') });
  await stops.add(laurel.stop);
  const http = await openHttpLedger(laurel.variables);
  await stops.add(http.close);

  const kinds: Kind[] = [
    { name: 'plain transaction', base: null, act: () => plain(pool.sql) },
    { name: 'transfer, 50 wallets', base: 'plain transaction', act: between(50) },
    { name: 'transfer, 10 wallets', base: 'plain transaction', act: between(10) },
  ];
  if (hasPgbench()) {
    await owner.unsafe('CREATE DATABASE tpcb');
    fillTpcB(other('tpcb'), 10);
    const measure = async (url: string, wallets?: number) => {
      if (wallets === undefined) return { rate: () => runPgbench({ url, clients, seconds }) };
      const scriptFile = join(folder, `transfer-${wallets}.sql`);
      writeFileSync(scriptFile, await transferScript(wallets));
      return {
        rate: () => runPgbench({ url, clients, seconds, scriptFile, variables: { count: Date.now() - startedAt } }),
      };
    };
    kinds.push(
      { name: 'pgbench TPC-B, scale 10', base: null, act: await measure(other('tpcb')) },
      { name: 'pgbench transfer, 50 wallets', base: 'pgbench TPC-B, scale 10', act: await measure(appUrl, 50) },
      { name: 'pgbench transfer, 10 wallets', base: 'pgbench TPC-B, scale 10', act: await measure(appUrl, 10) },
    );
  }
  kinds.push(
    { name: 'HTTP transfer, 50 wallets', base: null, act: () => http.transfer(50) },
    { name: 'HTTP transfer, 10 wallets', base: null, act: () => http.transfer(10) },
  );
  await owner.end();

  const taken = kinds.map(() => ({ rates: [] as number[], samples: [] as Sample[] }));
  for (let round = 0; round <= rounds; round += 1) {
    for (const [which, { act }] of kinds.entries()) {
      const { rates, samples } = taken[which] as (typeof taken)[number];
      const rate = typeof act === 'function' ? await loop(act, round === 0 ? [] : samples) : act.rate();
      // The first round is warm-up.
      if (round > 0) rates.push(rate);
    }
  }
  const results = kinds.map(({ name, base }, which) => {
    const { rates, samples } = taken[which] as (typeof taken)[number];
    const compared = base === null ? null : taken[kinds.findIndex((kind) => kind.name === base)];
    const ratios = compared === null ? [] : rates.map((rate, round) => rate / (compared?.rates[round] ?? Number.NaN));
    const { p50Ms, p95Ms, p99Ms } = summarize(samples);
    const latency = samples.length === 0 ? null : { p50Ms, p95Ms, p99Ms };
    return {
      name,
      base,
      ratePerSecond: median(rates),
      ratio: compared === null ? null : median(ratios),
      rates,
      latency,
    };
  });
  const file = join(resultsFolder, 'ledger.json');
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, `${JSON.stringify({ machine: describeMachine(), clients, seconds, results }, null, 2)}\n`);
  for (const { name, ratePerSecond, ratio, latency } of results) {
    const beside = ratio === null ? '' : `, ${ratio.toFixed(2)} × the baseline`;
    const times = latency === null ? '' : `; p50 ${latency.p50Ms} p95 ${latency.p95Ms} p99 ${latency.p99Ms} ms`;
    console.log(`${name}: ${ratePerSecond.toFixed(0)}/s${beside}${times}`);
  }
} finally {
  await stops.stopAll();
  await endChildren();
  rmSync(folder, { recursive: true, force: true });
}
process.exit();

function loop(act: () => Promise<unknown>, samples: Sample[]): Promise<number> {
  const timed = async () => {
    const dueMs = performance.now();
    await act();
    samples.push({ dueMs, sentMs: dueMs, endMs: performance.now(), outcome: 'ok' });
  };
  return measureThroughput(timed, { connections: clients, seconds });
}
