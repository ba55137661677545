// Queries on check-in. Checking in is one call of a database function.

import { invariant } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { KeyRefusal } from '../../idempotency/settle-claim.ts';
import type { OutboxJson } from '../../outbox/append.ts';
import type { KeyClaim } from '../../outbox/ports.ts';
import type { CheckInItem, CheckInWindow } from './check-in.ts';

export interface CheckIn {
  readonly actorId: Id<'player'>;
  readonly isAdmin: boolean;
  /** null: that of the one registration. */
  readonly tournamentId: Id<'tournament'> | null;
  readonly registrationIds: readonly Id<'registration'>[];
  readonly isUndo: boolean;
  readonly auditId: Id<'audit'>;
  readonly now: Instant;
}

export interface CheckedIn {
  readonly tournament: CheckInWindow;
  readonly items: readonly (CheckInItem & { readonly registrationId: Id<'registration'> })[];
}

export type CheckInRow =
  | { readonly verdict: 'done' | 'repeated'; readonly outcome: CheckedIn; readonly events: OutboxJson[] }
  | { readonly verdict: KeyRefusal | 'not_found' | 'forbidden'; readonly outcome: null; readonly events: OutboxJson[] };

export async function checkIn(db: Database, claim: KeyClaim | null, asked: CheckIn): Promise<CheckInRow> {
  const [row] = await run(
    () => db.sql<CheckInRow[]>`
    SELECT verdict, outcome, events FROM tournament_check_in(${claim?.scope ?? null}, ${claim?.key ?? null}, ${claim?.fingerprint ?? null},
      ${asked.now}::timestamptz, ${asked.actorId}, ${asked.isAdmin}, ${asked.tournamentId},
      string_to_array(${asked.registrationIds.join(',')}, ','), ${asked.isUndo}, ${asked.auditId})`,
  );
  invariant(row !== undefined, 'the function returns one row');
  return row;
}

/** Where check-in is required: no-shows lose their places to those who wait and are there. @returns the events. */
export async function closeCheckIn(sql: Sql, id: Id<'tournament'>, now: Instant): Promise<readonly OutboxJson[]> {
  const [row] = await sql<
    { events: OutboxJson[] }[]
  >`SELECT tournament_close_check_in(${id}, ${now}::timestamptz) AS events`;
  invariant(row !== undefined, 'the function returns one row');
  return row.events;
}
