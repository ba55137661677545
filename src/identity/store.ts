// Queries on players, subjects and granted roles.

import { asc, eq } from 'drizzle-orm';
import { invariant } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import { type Instant, toInstant } from '../core/instant.ts';
import type { Database } from '../db/client.ts';
import { run } from '../db/transaction.ts';
import type { GrantedRole, Player } from './player.ts';
import { playerTable, roleTable } from './tables.ts';

export interface SubjectLink {
  readonly issuer: string;
  readonly subject: string;
  /** The id and the name for a player who is made now. */
  readonly playerId: Id<'player'>;
  readonly name: string | null;
  readonly now: Instant;
}

export async function findOrMakePlayer(db: Database, link: SubjectLink): Promise<Id<'player'>> {
  const { issuer, subject, playerId, name, now } = link;
  const [row] = await run(
    () => db.sql<{ id: Id<'player'> }[]>`
    SELECT identity_player_of(${issuer}, ${subject}, ${playerId}, ${name}, ${now}::timestamptz) AS id`,
  );
  return row?.id ?? playerId;
}

export async function findPlayer(db: Database, id: Id<'player'>): Promise<Player | null> {
  const rows = await run(() => db.orm.select().from(playerTable).where(eq(playerTable.id, id)));
  return rows[0] ?? null;
}

type PlayerRow = Omit<Player, 'createdAt' | 'erasedAt'> & {
  readonly createdAt: string;
  readonly erasedAt: string | null;
};

interface Profile {
  readonly id: Id<'player'>;
  readonly name: string | null;
  readonly now: Instant;
}

/** Makes the row of a `ply_…` subject; an existing one stays as it is. */
export async function insertPlayer(db: Database, { id, name, now }: Profile): Promise<void> {
  await run(
    () => db.sql`
    INSERT INTO identity_player (id, display_name, created_at) VALUES (${id}, ${name}, ${now}::timestamptz)
    ON CONFLICT (id) DO NOTHING`,
  );
}

export async function renamePlayer(db: Database, { id, name, now }: Profile): Promise<Player> {
  const [row] = await run(
    () => db.sql<PlayerRow[]>`
    INSERT INTO identity_player (id, display_name, created_at) VALUES (${id}, ${name}, ${now}::timestamptz)
    ON CONFLICT (id) DO UPDATE SET display_name = excluded.display_name
    RETURNING id, display_name AS "displayName", created_at AS "createdAt", erased_at AS "erasedAt"`,
  );
  invariant(row !== undefined, 'the player has a row');
  const { createdAt, erasedAt } = row;
  return { ...row, createdAt: toInstant(createdAt), erasedAt: erasedAt === null ? null : toInstant(erasedAt) };
}

export function listRoles(db: Database, player: Id<'player'>): Promise<GrantedRole[]> {
  const { role, grantedBy, grantedAt } = roleTable;
  return run(() =>
    db.orm
      .select({ role, grantedBy, grantedAt })
      .from(roleTable)
      .where(eq(roleTable.playerId, player))
      .orderBy(asc(grantedAt), asc(role)),
  );
}
