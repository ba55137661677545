// `npm run bench:history`: exports a wallet with a million rows as CSV over HTTP and measures the memory of the Worker's process.
// First a tenth, then all rows, then all rows with a reader that pauses. Verifies every row.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { endChildren } from '../../src/cli/process/child-processes.ts';
import { createStopList } from '../../src/cli/process/stop-list.ts';
import { treasuryWalletId } from '../../src/economy/wallets/wallet.ts';
import { createClient, type Person } from '../acts/client.ts';
import { openBenchDatabase } from '../bed/database.ts';
import { ownRoot, startLaurel } from '../bed/laurel.ts';
import { findLargest, readUsage } from '../bed/process-usage.ts';
import { describeMachine } from '../harness/machine.ts';
import { readOptions } from '../harness/options.ts';

const { values } = readOptions({ rows: { type: 'string', default: '1000000' } });
const rows = Number(values.rows);
const secondsApart = 10;
const firstRowAt = Date.UTC(2025, 0, 1);
const pauseMs = 5_000;

const stops = createStopList();
const folder = mkdtempSync(join(tmpdir(), 'laurel-history-'));
let exitCode = 1;
try {
  const database = await openBenchDatabase({ folder: join(folder, 'database'), volume: null, distanceMs: 0 });
  await stops.add(database.stop);
  const laurel = await startLaurel({ root: ownRoot, databaseUrl: database.url, home: join(folder, 'laurel') });
  await stops.add(laurel.stop);
  const { OWN_SOCKET_URL: baseUrl = '', JWT_SECRET: secret = '' } = laurel.variables;
  const client = createClient(baseUrl, secret);
  const owner = await client.person();
  const { id: walletId } = await client.post(owner, '/v1/wallets', {});
  await fill(database.directUrl, walletId);
  const path = `/v1/wallets/${walletId}/transactions`;
  for (let index = 0; index < 50; index += 1) await client.get(owner, path);
  await client.close();

  const { model, cores } = describeMachine();
  const pid = findLargest('workerd');
  console.log(`${model}, ${cores} cores; ${rows} rows; memory is the resident size of the workerd process`);
  console.log(`before: ${readUsage(pid).residentMib.toFixed(0)} MiB`);
  const since = new Date(firstRowAt + rows * 0.9 * secondsApart * 1000 + 1).toISOString();
  const url = `${baseUrl}${path}.csv`;
  await measure('a tenth', `${url}?from=${since}`, { expected: rows / 10, pauseMs: 0 });
  await measure('all', url, { expected: rows, pauseMs: 0 });
  await measure('all, read with a pause', url, { expected: rows, pauseMs });
  exitCode = 0;

  async function measure(name: string, from: string, options: { expected: number; pauseMs: number }) {
    let peakMib = 0;
    const watch = setInterval(() => (peakMib = Math.max(peakMib, readUsage(pid).residentMib)), 50);
    const begun = performance.now();
    const read = await readCsv(owner, from, options.pauseMs);
    const seconds = (performance.now() - begun - options.pauseMs) / 1000;
    clearInterval(watch);
    if (read.rows !== options.expected) throw new Error(`${name}: ${read.rows} rows instead of ${options.expected}`);
    console.log(
      `${name}: ${read.rows} rows, ${(read.bytes / 2 ** 20).toFixed(1)} MiB in ${seconds.toFixed(1)} s; peak ${peakMib.toFixed(0)} MiB`,
    );
  }
} finally {
  await stops.stopAll();
  await endChildren();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(exitCode);

/** Inserts with triggers off; balances are computed as running sums. */
async function fill(databaseUrl: string, walletId: string): Promise<void> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => {} });
  await sql.begin(async (transaction) => {
    await transaction`SET LOCAL session_replication_role = replica`;
    await transaction.unsafe(`INSERT INTO economy_transaction (id, transfer_id, wallet_id, amount, balance_after, reason, actor_id, created_at)
      SELECT 'txn_' || lpad(n::text, 26, '0'), 'trf_' || lpad(n::text, 26, '0'), '${walletId}', amount, sum(amount) OVER (ORDER BY n),
        'p2p_transfer', 'ply_00000000000000000000000000', to_timestamp(${firstRowAt / 1000} + n * ${secondsApart})
      FROM (SELECT n, CASE n % 3 WHEN 0 THEN -n % 50 - 1 ELSE n % 40 + 30 END AS amount FROM generate_series(1, ${rows}) n) leg`);
    // The other legs: a history names the other wallet.
    await transaction.unsafe(`INSERT INTO economy_transaction (id, transfer_id, wallet_id, amount, balance_after, reason, actor_id, created_at)
      SELECT 'txo' || substr(id, 4), transfer_id, '${treasuryWalletId}', -amount, 0, reason, actor_id, created_at
      FROM economy_transaction WHERE wallet_id = '${walletId}' AND id LIKE 'txn_0%'`);
    await transaction`UPDATE economy_wallet SET balance = (SELECT balance_after FROM economy_transaction
      WHERE wallet_id = ${walletId} ORDER BY created_at DESC LIMIT 1) WHERE id = ${walletId}`;
  });
  await sql`VACUUM ANALYZE economy_transaction`;
  await sql.end();
}

/** @throws Error unless there is one byte order mark and each balance is the previous balance plus the row's amount. */
async function readCsv(owner: Person, url: string, pauseMs: number): Promise<{ rows: number; bytes: number }> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${owner.token}` } });
  if (!response.ok || response.body === null) throw new Error(`answered ${response.status}`);
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let [bytes, count, rest, isRested] = [0, -1, '', pauseMs === 0];
  let expected: bigint | null = null;
  for await (const chunk of response.body) {
    bytes += chunk.length;
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\r\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      count += 1;
      if (count === 0 && line !== '\ufeffDate,Type,Amount,Balance After,Reason,ID')
        throw new Error(`begins with ${line}`);
      if (count === 0) continue;
      const [, , amount = '', after = ''] = line.split(',');
      if (expected !== null && BigInt(after) !== expected) throw new Error(`row ${count} does not add up: ${line}`);
      expected = BigInt(after) - BigInt(amount);
    }
    if (!isRested && count > 1000) {
      isRested = true;
      await sleep(pauseMs);
    }
  }
  return { rows: count, bytes };
}
