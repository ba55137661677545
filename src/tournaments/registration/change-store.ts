// The calls of the database functions that change a registration: one round trip each.

import { type Facts, invariant } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Database } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { KeyRefusal } from '../../idempotency/settle-claim.ts';
import type { OutboxJson } from '../../outbox/append.ts';
import type { KeyClaim } from '../../outbox/ports.ts';
import type { RegistrationState } from './registration.ts';
import type { ChangeRefusal, Decision } from './registration-change.ts';

export interface Change {
  readonly registrationId: Id<'registration'>;
  readonly actorId: Id<'player'>;
  readonly isAdmin: boolean;
  readonly reason: string | null;
  readonly now: Instant;
  readonly eventId: Id<'event'>;
  readonly auditId: Id<'audit'>;
  /** For the fee, if coins move. */
  readonly transferId: Id<'transfer'>;
  readonly legIds: readonly [from: Id<'transaction'>, to: Id<'transaction'>];
}

export interface Changed {
  readonly id: Id<'registration'>;
  readonly state: RegistrationState;
}

export type ChangeRow =
  | { readonly verdict: 'done' | 'repeated'; readonly outcome: Changed; readonly events: OutboxJson[] }
  | { readonly verdict: KeyRefusal; readonly outcome: null; readonly events: OutboxJson[] }
  | { readonly verdict: ChangeRefusal; readonly outcome: Facts | null; readonly events: OutboxJson[] };

/** @throws the constraint `fee_owed:` and a cause if the fee cannot be returned now. */
export function cancel(db: Database, claim: KeyClaim | null, change: Change): Promise<ChangeRow> {
  const { scope, key, fingerprint } = claim ?? noClaim;
  return one(
    () => db.sql<ChangeRow[]>`
    SELECT verdict, outcome, events FROM tournament_cancel_registration(${scope}, ${key}, ${fingerprint}, ${change.now}::timestamptz,
      ${change.actorId}, ${change.isAdmin}, ${change.registrationId}, ${change.reason}, ${change.eventId}, ${change.auditId},
      ${change.transferId}, ${change.legIds[0]}, ${change.legIds[1]})`,
  );
}

export function decide(
  db: Database,
  claim: KeyClaim | null,
  change: Change & { readonly state: Decision },
): Promise<ChangeRow> {
  const { scope, key, fingerprint } = claim ?? noClaim;
  return one(
    () => db.sql<ChangeRow[]>`
    SELECT verdict, outcome, events FROM tournament_decide_registration(${scope}, ${key}, ${fingerprint}, ${change.now}::timestamptz,
      ${change.actorId}, ${change.isAdmin}, ${change.registrationId}, ${change.state}, ${change.reason}, ${change.eventId}, ${change.auditId},
      ${change.transferId}, ${change.legIds[0]}, ${change.legIds[1]})`,
  );
}

const noClaim = { scope: null, key: null, fingerprint: null };

async function one(call: () => Promise<readonly ChangeRow[]>): Promise<ChangeRow> {
  const [row] = await run(call);
  invariant(row !== undefined, 'the function returns one row');
  return row;
}
