// Queries on personal data. The view and the function name what each domain publishes.

import type { Id } from '../core/id.ts';
import type { Instant } from '../core/instant.ts';
import type { Database } from '../db/client.ts';
import { run } from '../db/transaction.ts';
import { erasedName, type KeptPart } from './kept-part.ts';

export interface KeptPage {
  readonly part: KeptPart;
  /** The last key of the page before; '' for the first. */
  readonly after: string;
  readonly limit: number;
}

/** `item` is JSON. In order of key. */
export function listKept(
  db: Database,
  player: Id<'player'>,
  { part, after, limit }: KeptPage,
): Promise<{ readonly key: string; readonly item: string }[]> {
  return run(
    () => db.sql<{ key: string; item: string }[]>`
    SELECT key, item::text AS item FROM personal_data
    WHERE player_id = ${player} AND part = ${part} AND key > ${after} ORDER BY key LIMIT ${limit}`,
  );
}

export interface Erasure {
  readonly player: Id<'player'>;
  readonly actor: Id<'player'>;
  readonly auditId: Id<'audit'>;
  readonly now: Instant;
}

export async function erasePersonalData(db: Database, { player, actor, auditId, now }: Erasure): Promise<void> {
  await run(
    () => db.sql`SELECT personal_data_erase(${player}, ${actor}, ${erasedName}, ${auditId}, ${now}::timestamptz)`,
  );
}
