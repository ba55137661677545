// The plan of a statement as the code really sends it, caught on its way, with the buffers it touched and the tables it read
// from end to end.

import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import type { Database, Sql } from '../src/db/client.ts';
import type { HotQuery } from './plans.ts';
import { stagesOf, type Volume } from './volume.ts';

export interface Plan {
  readonly name: string;
  readonly statement: string;
  readonly buffers: number;
  readonly ms: number;
  /** Tables that were read from end to end. */
  readonly sequentialScans: readonly string[];
  readonly tree: PlanNode;
  /** What the code made of it. */
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

/** In this transaction, also by triggers and functions, which no plan shows; small tables may be read whole. */
const scannedTables = 'SELECT relname FROM pg_stat_xact_user_tables WHERE seq_tup_read > 1000 ORDER BY relname';

/** After five executions Postgres may settle for a plan that fits any parameters, also inside triggers (PREPARE, "Notes"). */
const warmUps = 7;

export interface Sent {
  readonly statement: string;
  readonly parameters: readonly unknown[];
}

/** One connection that keeps what the code sends over it. */
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

/** Runs it when it is warm, and takes back what it wrote. */
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
    const { statement, parameters } = last();
    await sql.unsafe('BEGIN');
    const { tree, ms } = await explainSent(sql, { statement, parameters });
    const scanned = await sql.unsafe<{ relname: string }[]>(scannedTables);
    await sql.unsafe('ROLLBACK');
    const sequentialScans = scanned.map(({ relname }) => relname);
    return {
      name: query.name,
      statement: statement.trim(),
      buffers: buffersOf(tree),
      ms,
      sequentialScans,
      tree,
      answer,
    };
  } finally {
    await sql.end();
  }
}

/** Once, for what it is: a writing statement writes. */
export async function explainSent(sql: Sql, { statement, parameters }: Sent): Promise<{ tree: PlanNode; ms: number }> {
  const text = `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${statement}`;
  const rows = await sql.unsafe(text, [...parameters] as never[], { prepare: true });
  const [plan] = (rows[0] as unknown as { 'QUERY PLAN': { Plan: PlanNode; 'Execution Time': number }[] })['QUERY PLAN'];
  return { tree: plan?.Plan as PlanNode, ms: plan?.['Execution Time'] ?? 0 };
}

export const buffersOf = (tree: PlanNode) => (tree['Shared Hit Blocks'] ?? 0) + (tree['Shared Read Blocks'] ?? 0);

export function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}
