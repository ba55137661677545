// The two indexes under measurement: for each the query, the states without and with it, and a write that maintains it.

import { listAudit } from '../../src/audit/store.ts';
import { type IdKind, makeId } from '../../src/core/id.ts';
import { systemClock } from '../../src/core/instant.ts';
import type { Database } from '../../src/db/client.ts';
import { postMovements } from '../../src/economy/ledger/posting-store.ts';
import { listHistory } from '../../src/economy/wallets/history-store.ts';
import { insertAudit } from '../../src/tournaments/store.ts';
import { fullVolume, idOf } from '../volume.ts';
import type { HotQuery } from './hot-query.ts';
import { hotQueries } from './plans.ts';

export interface IndexCase {
  readonly index: string;
  readonly table: string;
  /** A file in drizzle/ whose first statement builds the index. */
  readonly migration: string;
  readonly query: HotQuery;
  /** Earlier indexes, oldest first; empty for none. */
  readonly earlier: readonly { readonly state: string; readonly statements: readonly string[] }[];
  readonly act: string;
  /** An act of the code that writes to the table. */
  readonly write: (db: Database) => Promise<unknown>;
}

const newId = <K extends IdKind>(kind: K) => makeId(kind, systemClock(), crypto.getRandomValues(new Uint8Array(10)));
const anyOf = (count: number) => 1 + Math.floor(Math.random() * count);
const queryOf = (wanted: unknown) => hotQueries.find(({ query }) => query === wanted) as HotQuery;

/** Transfers one coin from one of the first `among` wallets to the next. */
export function transferBetween(db: Database, among: number) {
  const [now, from] = [systemClock(), anyOf(among - 1)];
  const actorId = idOf('ply', from) as `ply_${string}`;
  const claim = { scope: 'bench', key: crypto.randomUUID(), fingerprint: '' };
  return postMovements(db.sql, { actorId, ownerId: actorId, claim, now }, [
    {
      id: newId('transfer'),
      legIds: [newId('transaction'), newId('transaction')],
      fromWalletId: idOf('wal', from) as `wal_${string}`,
      toWalletId: idOf('wal', from + 1) as `wal_${string}`,
      amount: 1n,
      reason: 'p2p_transfer',
    },
  ]);
}

function audit(db: Database) {
  return insertAudit(db.sql, {
    id: newId('audit'),
    event: 'tournament.seeded',
    actorId: idOf('ply', anyOf(100)) as `ply_${string}`,
    refId: idOf('trn', anyOf(fullVolume.auditRows / 10)),
    meta: { method: 'random', seed: 'bench' },
    createdAt: systemClock(),
  });
}

export const indexCases: readonly IndexCase[] = [
  {
    index: 'idx_tx_wallet_created_desc',
    table: 'economy_transaction',
    migration: '0012_economy_history.sql',
    query: queryOf(listHistory),
    earlier: [{ state: 'without it', statements: [] }],
    act: 'a transfer',
    write: (db) => transferBetween(db, fullVolume.players),
  },
  {
    index: 'idx_moderation_ref_created_desc',
    table: 'moderation_audit',
    migration: '0005_audit_by_reference.sql',
    query: queryOf(listAudit),
    earlier: [
      { state: 'without any', statements: [] },
      {
        state: 'with the one before it',
        statements: ['CREATE INDEX idx_moderation_ref ON moderation_audit (ref_type, ref_id)'],
      },
    ],
    act: 'an audit row',
    write: audit,
  },
];
