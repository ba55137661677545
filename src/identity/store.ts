// Queries on players, subjects and granted roles.

import { eq } from 'drizzle-orm';
import { type AuditRow, appendAudit } from '../audit/append.ts';
import { invariant } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import { type Instant, toInstant } from '../core/instant.ts';
import type { Database, Sql } from '../db/client.ts';
import { run } from '../db/transaction.ts';
import type { GrantableRole, GrantedRole, Player } from './player.ts';
import { playerTable } from './tables.ts';

export interface SubjectLink {
  readonly issuer: string;
  readonly subject: string;
  /** The id and the name for a player who is made now. */
  readonly playerId: Id<'player'>;
  readonly name: string | null;
  /** Keyed hashes of issuer and subject; empty without a secret. */
  readonly hashes: readonly string[];
  readonly now: Instant;
}

export async function findOrMakePlayer(db: Database, link: SubjectLink): Promise<Id<'player'>> {
  const { issuer, subject, playerId, name, hashes, now } = link;
  const [row] = await run(
    () => db.sql<{ id: Id<'player'> }[]>`
    SELECT identity_player_of(${issuer}, ${subject}, ${playerId}, ${name},
      string_to_array(nullif(${hashes.join(',')}, ''), ','), ${now}::timestamptz) AS id`,
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

type RoleRow = Omit<GrantedRole, 'grantedAt'> & { readonly grantedAt: string };

const toGrantedRole = ({ grantedAt, ...row }: RoleRow): GrantedRole => ({ ...row, grantedAt: toInstant(grantedAt) });

/** Acts that rest on a granted role read it. So it is tagged SQL, which is prepared: one round trip. */
export async function listRoles(db: Database, player: Id<'player'>): Promise<GrantedRole[]> {
  const rows = await run(
    () => db.sql<RoleRow[]>`
    SELECT role, granted_by AS "grantedBy", granted_at AS "grantedAt" FROM identity_role
    WHERE player_id = ${player} ORDER BY granted_at, role`,
  );
  return rows.map(toGrantedRole);
}

interface RoleGrant {
  readonly playerId: Id<'player'>;
  readonly role: GrantableRole;
  readonly grantedBy: Id<'player'> | null;
  readonly now: Instant;
}

/** A role that is granted already stays as it is, and writes no audit row. */
export async function insertRole(sql: Sql, grant: RoleGrant, audit: AuditRow): Promise<GrantedRole> {
  const { playerId, role, grantedBy, now } = grant;
  const [row] = await sql<RoleRow[]>`
    WITH player AS (
      INSERT INTO identity_player (id, created_at) VALUES (${playerId}, ${now}::timestamptz) ON CONFLICT (id) DO NOTHING
    ), granted AS (
      INSERT INTO identity_role AS r (player_id, role, granted_by, granted_at)
      VALUES (${playerId}, ${role}, ${grantedBy}, ${now}::timestamptz)
      ON CONFLICT ON CONSTRAINT role_granted_once DO UPDATE SET role = r.role
      RETURNING r.role, r.granted_by, r.granted_at, r.xmax = 0 AS is_new
    ), audited AS (${appendAudit(sql, audit, sql`(SELECT FROM granted WHERE is_new) AS new_role`)})
    SELECT role, granted_by AS "grantedBy", granted_at AS "grantedAt" FROM granted`;
  invariant(row !== undefined, 'the role has a row');
  return toGrantedRole(row);
}

/** @returns whether there was one. */
export async function deleteRole(
  db: Database,
  { playerId, role }: Pick<RoleGrant, 'playerId' | 'role'>,
  audit: AuditRow,
): Promise<boolean> {
  const rows = await run(
    () => db.sql`
    WITH withdrawn AS (DELETE FROM identity_role WHERE player_id = ${playerId} AND role = ${role} RETURNING role),
      audited AS (${appendAudit(db.sql, audit, db.sql`withdrawn`)}) SELECT role FROM withdrawn`,
  );
  return rows.length > 0;
}
