// Queries on invitation codes and allow lists. Callers of acts hold the lock on the tournament.

import { invariant } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { PageRequest } from '../../core/page.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { AllowedPlayer, InvitationCode, ListReference } from './entry-condition.ts';

const columns = (sql: Sql) => sql`
  id, uses_max AS "usesMax", uses, instant_text(expires_at) AS "expiresAt", instant_text(withdrawn_at) AS "withdrawnAt",
  created_by AS "createdBy", instant_text(created_at) AS "createdAt"`;

type NewCode = Pick<InvitationCode, 'id' | 'usesMax' | 'expiresAt' | 'createdBy' | 'createdAt'> & {
  readonly codeHash: string;
};

export async function insertCode(sql: Sql, tournamentId: Id<'tournament'>, code: NewCode): Promise<InvitationCode> {
  const [row] = await sql<InvitationCode[]>`
    INSERT INTO tournament_invitation_code (id, tournament_id, code_hash, uses_max, expires_at, created_by, created_at)
    VALUES (${code.id}, ${tournamentId}, ${code.codeHash}, ${code.usesMax}, ${code.expiresAt}, ${code.createdBy}, ${code.createdAt})
    RETURNING ${columns(sql)}`;
  invariant(row !== undefined, 'a row was inserted');
  return row;
}

export async function countCodes(sql: Sql, tournamentId: Id<'tournament'>): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    SELECT count(*)::integer AS count FROM tournament_invitation_code WHERE tournament_id = ${tournamentId}`;
  return row?.count ?? 0;
}

/** Oldest first. */
export function listCodes(db: Database, tournamentId: Id<'tournament'>, page: PageRequest): Promise<InvitationCode[]> {
  return run(
    () => db.sql<InvitationCode[]>`
    SELECT ${columns(db.sql)} FROM tournament_invitation_code
    WHERE tournament_id = ${tournamentId} AND id > ${page.after ?? ''} ORDER BY id LIMIT ${page.limit + 1}`,
  );
}

/** `null`: the tournament has no such code. false: it was withdrawn before. */
export async function withdrawCode(
  sql: Sql,
  tournamentId: Id<'tournament'>,
  id: Id<'invitation'>,
  now: Instant,
): Promise<boolean | null> {
  const [row] = await sql<{ isChanged: boolean }[]>`
    WITH known AS (SELECT id FROM tournament_invitation_code WHERE id = ${id} AND tournament_id = ${tournamentId}),
      changed AS (UPDATE tournament_invitation_code SET withdrawn_at = ${now}::timestamptz
        WHERE id IN (SELECT id FROM known) AND withdrawn_at IS NULL RETURNING id)
    SELECT EXISTS (SELECT FROM changed) AS "isChanged" FROM known`;
  return row?.isChanged ?? null;
}

export interface ListChange {
  readonly add: readonly ListReference[];
  readonly remove: readonly ListReference[];
}

export interface ListChanged {
  readonly added: number;
  readonly removed: number;
  readonly size: number;
}

export async function changeList(
  sql: Sql,
  tournamentId: Id<'tournament'>,
  { add, remove }: ListChange,
  now: Instant,
): Promise<ListChanged> {
  const [row] = await sql<ListChanged[]>`
    SELECT added, removed, size FROM tournament_change_allow_list(${tournamentId}, string_to_array(${add.join(',')}, ','),
      string_to_array(${remove.join(',')}, ','), ${now}::timestamptz)`;
  invariant(row !== undefined, 'the function returns one row');
  return row;
}

/** In the order of the references. */
export function listAllowed(db: Database, tournamentId: Id<'tournament'>, page: PageRequest): Promise<AllowedPlayer[]> {
  return run(
    () => db.sql<AllowedPlayer[]>`
    SELECT reference, instant_text(added_at) AS "addedAt" FROM tournament_allowed_player
    WHERE tournament_id = ${tournamentId} AND reference > ${page.after ?? ''} ORDER BY reference LIMIT ${page.limit + 1}`,
  );
}
