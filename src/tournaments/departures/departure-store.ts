// The call of the database function by which an entrant leaves a running tournament: one round trip.

import { type Facts, invariant } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Database } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { KeyRefusal } from '../../idempotency/settle-claim.ts';
import type { OutboxJson } from '../../outbox/append.ts';
import type { KeyClaim } from '../../outbox/ports.ts';
import type { LiveStage } from '../stages/format-registry.ts';
import type { Departure, DepartureRefusal } from './departure.ts';

export interface Leaving {
  readonly registrationId: Id<'registration'>;
  readonly to: Departure;
  readonly actorId: Id<'player'>;
  readonly isAdmin: boolean;
  readonly reason: string | null;
  readonly now: Instant;
  readonly eventId: Id<'event'>;
  readonly auditId: Id<'audit'>;
}

export interface Left {
  readonly id: Id<'registration'>;
  readonly state: Departure;
  readonly tournamentId: Id<'tournament'>;
  /** The stages that are played; their formats may create further matches. */
  readonly stages: readonly LiveStage[];
  /** Events of matches that silence has confirmed before the act. */
  readonly silence: readonly OutboxJson[];
}

export type LeaveRow =
  | { readonly verdict: 'done'; readonly outcome: Left; readonly event: OutboxJson }
  | { readonly verdict: 'repeated'; readonly outcome: Left; readonly event: null }
  | { readonly verdict: KeyRefusal; readonly outcome: null; readonly event: null }
  | { readonly verdict: DepartureRefusal; readonly outcome: Facts | null; readonly event: null };

export async function leave(db: Database, claim: KeyClaim | null, act: Leaving): Promise<LeaveRow> {
  const { scope = null, key = null, fingerprint = null } = claim ?? {};
  const [row] = await run(
    () => db.sql<LeaveRow[]>`
    SELECT verdict, outcome, event FROM tournament_leave(${scope}, ${key}, ${fingerprint}, ${act.now}::timestamptz, ${act.actorId},
      ${act.isAdmin}, ${act.registrationId}, ${act.to}, ${act.reason}, ${act.eventId}, ${act.auditId})`,
  );
  invariant(row !== undefined, 'the function returns one row');
  return row;
}
