// The hot queries, and what each may cost: its plan at volume, with the buffers it touched. The statements are those that the
// code really sends, caught on their way.

import { drizzle } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { findCertificateByCode } from '../src/certificates/store.ts';
import type { Id } from '../src/core/id.ts';
import { makeId } from '../src/core/id.ts';
import { systemClock, toInstant } from '../src/core/instant.ts';
import type { Database, Sql } from '../src/db/client.ts';
import { findBalanceAt, listHistory } from '../src/economy/history-store.ts';
import type { Act } from '../src/economy/ledger.ts';
import { postMovements } from '../src/economy/posting-store.ts';
import { listAudit } from '../src/moderation/store.ts';
import { idOf } from './volume.ts';

export interface HotQuery {
  readonly name: string;
  /** Buffers of 8 KiB that one execution may touch, hit or read. */
  readonly buffersMax: number;
  readonly run: (db: Database) => Promise<unknown>;
}

const wallet = (index: number) => idOf('wal', index) as Id<'wallet'>;
const random = () => crypto.getRandomValues(new Uint8Array(10));

const posting = (playerId: Id<'player'>): Act => ({
  actorId: playerId,
  ownerId: playerId,
  claim: { scope: 'bench', key: crypto.randomUUID(), fingerprint: '' },
  now: systemClock(),
});

export const hotQueries: readonly HotQuery[] = [
  {
    name: 'transfer between two wallets',
    buffersMax: 80,
    run: (db) =>
      postMovements(db.sql, posting(idOf('ply', 7) as Id<'player'>), [
        {
          id: makeId('transfer', systemClock(), random()),
          legIds: [makeId('transaction', systemClock(), random()), makeId('transaction', systemClock(), random())],
          fromWalletId: wallet(7),
          toWalletId: wallet(9),
          amount: 1n,
          reason: 'p2p_transfer',
        },
      ]),
  },
  {
    name: 'first page of the history of a busy wallet',
    buffersMax: 40,
    run: (db) => listHistory(db, wallet(7), {}, { after: null, limit: 20 }),
  },
  {
    name: 'balance of a busy wallet a year ago',
    buffersMax: 10,
    run: (db) => findBalanceAt(db, wallet(7), toInstant('2026-01-01T00:00:00Z')),
  },
  {
    name: 'certificate by its code, with what it replaces and is replaced by',
    buffersMax: 16,
    run: (db) => findCertificateByCode(db, (4711).toString(16).toUpperCase().padStart(16, '0')),
  },
  {
    name: 'first page of the audit of a busy tournament',
    buffersMax: 40,
    run: (db) => listAudit(db, { refType: 'tournament', refId: idOf('trn', 1) }, { after: null, limit: 20 }),
  },
  {
    name: 'a later page of it',
    buffersMax: 60,
    run: (db) =>
      listAudit(db, { refType: 'tournament', refId: idOf('trn', 1) }, { after: idOf('aud', 20_000), limit: 20 }),
  },
];

export interface Plan {
  readonly name: string;
  readonly statement: string;
  readonly buffers: number;
  readonly ms: number;
  /** Tables that were read from end to end. */
  readonly sequentialScans: readonly string[];
  readonly tree: PlanNode;
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

/** In this transaction, also by triggers, which no plan shows; small tables may be read whole. */
const scannedTables = 'SELECT relname FROM pg_stat_xact_user_tables WHERE seq_tup_read > 1000 ORDER BY relname';

/** After five executions Postgres may settle for a plan that fits any parameters, also inside triggers (PREPARE, "Notes"). */
const warmUps = 7;

/** Runs it when it is warm, and takes back what it wrote. */
export async function explain(url: string, query: HotQuery): Promise<Plan> {
  const caught: { statement: string; parameters: unknown[] }[] = [];
  const sql = postgres(url, {
    max: 1,
    fetch_types: false,
    types: { bigint: postgres.BigInt },
    debug: (_, statement, parameters) => void caught.push({ statement, parameters }),
  }) as unknown as Sql;
  try {
    const db: Database = { sql, orm: drizzle(sql), close: async () => {} };
    for (let times = 0; times < warmUps; times += 1) {
      await sql.unsafe('BEGIN');
      await query.run(db);
      await sql.unsafe('ROLLBACK');
    }
    const sent = caught.findLast((one) => !/^(BEGIN|ROLLBACK)/.test(one.statement));
    const { statement, parameters } = sent ?? { statement: '', parameters: [] };
    await sql.unsafe('BEGIN');
    const text = `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${statement}`;
    const rows = await sql.unsafe(text, parameters as never[], { prepare: true });
    const scanned = await sql.unsafe<{ relname: string }[]>(scannedTables);
    await sql.unsafe('ROLLBACK');
    const [plan] = (rows[0] as unknown as { 'QUERY PLAN': { Plan: PlanNode; 'Execution Time': number }[] })[
      'QUERY PLAN'
    ];
    const tree = plan?.Plan as PlanNode;
    return {
      name: query.name,
      statement: statement.trim(),
      buffers: (tree['Shared Hit Blocks'] ?? 0) + (tree['Shared Read Blocks'] ?? 0),
      ms: plan?.['Execution Time'] ?? 0,
      sequentialScans: scanned.map(({ relname }) => relname),
      tree,
    };
  } finally {
    await sql.end();
  }
}

export function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}
