// Queries on registrations. Registering is one call of a database function.

import { and, asc, eq, gt } from 'drizzle-orm';
import { type Facts, invariant } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { PageRequest } from '../../core/page.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { KeyRefusal } from '../../idempotency/settle-claim.ts';
import type { OutboxJson } from '../../outbox/append.ts';
import type { KeyClaim } from '../../outbox/ports.ts';
import { registrationColumns, registrationTable } from '../tables.ts';
import type { Registration, RegistrationJson } from './registration.ts';
import type { RegistrationRefusal } from './registration-verdict.ts';

/** Ids for the fee: a transfer, or a hold if approval is required. */
export interface FeeIds {
  readonly holdId: Id<'hold'>;
  readonly transferId: Id<'transfer'>;
  readonly legIds: readonly [from: Id<'transaction'>, to: Id<'transaction'>];
}

/** A requested registration. The tournament decides whether it is confirmed or pending. */
export interface Entry
  extends Pick<
    Registration,
    'id' | 'tournamentId' | 'playerId' | 'teamId' | 'printedName' | 'language' | 'club' | 'country' | 'createdAt'
  > {
  /** null: all members of the team. */
  readonly roster: readonly Id<'player'>[] | null;
  /** From the request; null: the team's name, else the name in the player's profile, else `ownName`. */
  readonly displayName: string | null;
  /** From the token. */
  readonly ownName: string | null;
  /** Of the invitation code in the request; null: none. */
  readonly invitationHash: string | null;
  readonly eventId: Id<'event'>;
  readonly fee: FeeIds;
}

export type RegisterRow =
  | { readonly verdict: 'done' | 'repeated'; readonly outcome: RegistrationJson; readonly events: OutboxJson[] }
  | { readonly verdict: KeyRefusal; readonly outcome: null; readonly events: OutboxJson[] }
  | { readonly verdict: RegistrationRefusal; readonly outcome: Facts | null; readonly events: OutboxJson[] };

/** One round trip: registers and charges the fee, or says why not. @throws constraints of the fee, see spend-coins.ts. */
export async function register(db: Database, claim: KeyClaim | null, entry: Entry): Promise<RegisterRow> {
  const { id, fee } = entry;
  const rows = await run(
    () => db.sql<RegisterRow[]>`
    SELECT verdict, outcome, events FROM tournament_register(${claim?.scope ?? null}, ${claim?.key ?? null}, ${claim?.fingerprint ?? null},
      ${entry.createdAt}::timestamptz, ${entry.playerId}, ${entry.tournamentId}, ${id}, ${entry.teamId},
      string_to_array(${entry.roster?.join(',') ?? null}, ','), ${entry.displayName}, ${entry.ownName}, ${entry.printedName},
      ${entry.language}, ${entry.club}, ${entry.country}, ${entry.eventId}, ${fee.holdId}, ${fee.transferId}, ${fee.legIds[0]}, ${fee.legIds[1]}, ${entry.invitationHash})`,
  );
  const [row] = rows;
  invariant(row !== undefined, 'the function returns one row');
  return row;
}

export async function findRegistration(db: Database, id: Id<'registration'>): Promise<Registration | null> {
  const rows = await run(() =>
    db.orm.select(registrationColumns).from(registrationTable).where(eq(registrationTable.id, id)),
  );
  return rows[0] ?? null;
}

/** In order of registration. */
export function listRegistrations(db: Database, id: Id<'tournament'>, page: PageRequest): Promise<Registration[]> {
  const isAfter = page.after === null ? undefined : gt(registrationTable.id, page.after as Id<'registration'>);
  return run(() =>
    db.orm
      .select(registrationColumns)
      .from(registrationTable)
      .where(and(eq(registrationTable.tournamentId, id), isAfter))
      .orderBy(asc(registrationTable.id))
      .limit(page.limit + 1),
  );
}

/** By seed; unseeded entrants follow in order of registration. */
export async function confirmedEntrants(sql: Sql, id: Id<'tournament'>): Promise<Id<'registration'>[]> {
  const rows = await sql<{ id: Id<'registration'> }[]>`
    SELECT id FROM tournament_registration WHERE tournament_id = ${id} AND state = 'confirmed'
    ORDER BY seed NULLS LAST, created_at, id`;
  return rows.map((row) => row.id);
}

/** Writes seeds 1, 2, 3 … in the given order and clears all others. */
export async function writeSeeds(sql: Sql, id: Id<'tournament'>, order: readonly Id<'registration'>[]): Promise<void> {
  await sql`UPDATE tournament_registration SET seed = NULL WHERE tournament_id = ${id} AND seed IS NOT NULL`;
  await sql`
    UPDATE tournament_registration r SET seed = o.seed::integer
    FROM unnest(string_to_array(${order.join(',')}, ',')) WITH ORDINALITY AS o (id, seed)
    WHERE r.id = o.id AND r.tournament_id = ${id}`;
}
