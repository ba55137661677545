// Captures a statement that the code sends, and explains it: plan, buffers and sequentially scanned tables.

import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { Database, Sql } from '../../src/db/client.ts';
import { stagesOf, type Volume } from '../volume.ts';
import type { HotQuery } from './hot-query.ts';

export interface Plan {
  readonly name: string;
  readonly statement: string;
  readonly buffers: number;
  readonly ms: number;
  /** Tables with sequential scans. */
  readonly sequentialScans: readonly string[];
  readonly tree: PlanNode;
  /** The result of the code under measurement. */
  readonly answer: unknown;
}

export interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Name'?: string;
  readonly 'Actual Rows'?: number;
  readonly 'Shared Hit Blocks'?: number;
  readonly 'Shared Read Blocks'?: number;
  readonly Plans?: readonly PlanNode[];
}

/** Counts this transaction, including triggers and functions, which plans do not show. Small tables are ignored. */
const scannedTables = 'SELECT relname FROM pg_stat_xact_user_tables WHERE seq_tup_read > 1000 ORDER BY relname';

/** After five executions Postgres can switch to a generic plan, also inside triggers (PREPARE, "Notes"). */
const warmUps = 7;

/** Other connections' changes of the schema make one execution read the catalog again: the one with the fewest buffers counts. */
const explanations = 3;

export interface Sent {
  readonly statement: string;
  readonly parameters: readonly unknown[];
}

/** One connection that records the statements sent over it. */
export function openCatching(url: string) {
  const sent: Sent[] = [];
  const sql = postgres(url, {
    max: 1,
    fetch_types: false,
    types: { bigint: postgres.BigInt },
    onnotice: () => {},
    debug: (_, statement, parameters) => void sent.push({ statement, parameters }),
  }) as unknown as Sql;
  const db: Database = { sql, orm: drizzle(sql), close: () => sql.end() };
  return { db, last: () => sent.findLast(({ statement }) => !/^(BEGIN|ROLLBACK)/.test(statement)) as Sent };
}

/** Explains the statement when warm, and rolls back. */
export async function explain(url: string, query: HotQuery, volume: Volume): Promise<Plan> {
  const { db, last } = openCatching(url);
  const { sql } = db;
  try {
    let answer: unknown;
    for (let times = 0; times < warmUps; times += 1) {
      await sql.unsafe('BEGIN');
      answer = await query.run(db, stagesOf(volume));
      await sql.unsafe('ROLLBACK');
    }
    const sent = last();
    const explained: { tree: PlanNode; ms: number; scanned: { relname: string }[] }[] = [];
    for (let times = 0; times < explanations; times += 1) {
      await sql.unsafe('BEGIN');
      const plan = await explainSent(sql, sent);
      explained.push({ ...plan, scanned: await sql.unsafe<{ relname: string }[]>(scannedTables) });
      await sql.unsafe('ROLLBACK');
    }
    const { tree, ms, scanned } = explained.reduce((least, one) =>
      buffersOf(one.tree) < buffersOf(least.tree) ? one : least,
    );
    return {
      name: query.name,
      statement: sent.statement.trim(),
      buffers: buffersOf(tree),
      ms,
      sequentialScans: scanned.map(({ relname }) => relname),
      tree,
      answer,
    };
  } finally {
    await sql.end();
  }
}

/** Executes once; writes are not rolled back. */
export async function explainSent(sql: Sql, { statement, parameters }: Sent): Promise<{ tree: PlanNode; ms: number }> {
  const text = `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${statement}`;
  // A recorded `true` is the text 't', which would be sent as false.
  const sent = parameters.map((one) => (one === 't' ? true : one));
  const rows = await sql.unsafe(text, sent as never[], { prepare: true });
  const [plan] = (rows[0] as unknown as { 'QUERY PLAN': { Plan: PlanNode; 'Execution Time': number }[] })['QUERY PLAN'];
  return { tree: plan?.Plan as PlanNode, ms: plan?.['Execution Time'] ?? 0 };
}

export const buffersOf = (tree: PlanNode) => (tree['Shared Hit Blocks'] ?? 0) + (tree['Shared Read Blocks'] ?? 0);

export function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}
