// The baseline of the ledger bench without pgbench: a TPC-B transaction, statement by statement, with the same client.

import type postgres from 'postgres';
import type { Sql } from '../../src/db/client.ts';

const accounts = 1_000_000;
const branches = 10;
const random = (below: number) => 1 + Math.floor(Math.random() * below);

/** Tables, sizes and statements of TPC-B at scale 10. */
export async function preparePlain(sql: postgres.Sql): Promise<void> {
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
  await sql.unsafe('VACUUM ANALYZE plain_account, plain_teller, plain_branch');
}

export function plain(sql: Sql) {
  const [account, teller, branch, delta] = [random(accounts), random(10 * branches), random(branches), random(5000)];
  return sql.begin(async (tx) => {
    await tx`UPDATE plain_account SET balance = balance + ${delta} WHERE id = ${account}`;
    await tx`SELECT balance FROM plain_account WHERE id = ${account}`;
    await tx`UPDATE plain_teller SET balance = balance + ${delta} WHERE id = ${teller}`;
    await tx`UPDATE plain_branch SET balance = balance + ${delta} WHERE id = ${branch}`;
    await tx`INSERT INTO plain_history (teller, branch, account, delta, at) VALUES (${teller}, ${branch}, ${account}, ${delta}, now())`;
  });
}
