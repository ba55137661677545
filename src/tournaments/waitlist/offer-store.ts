// Queries on offers of places. Answering one is one call of a database function.

import { type Facts, invariant } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Coins } from '../../core/money.ts';
import type { Database } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { KeyRefusal } from '../../idempotency/settle-claim.ts';
import type { OutboxJson } from '../../outbox/append.ts';
import type { KeyClaim } from '../../outbox/ports.ts';
import type { RegistrationState } from '../registration/registration.ts';

export interface OfferAnswer {
  readonly registrationId: Id<'registration'>;
  readonly actorId: Id<'player'>;
  readonly accepts: boolean;
  readonly now: Instant;
  readonly eventId: Id<'event'>;
  /** For the fee, if there is one. */
  readonly holdId: Id<'hold'>;
  readonly transferId: Id<'transfer'>;
  readonly legIds: readonly [from: Id<'transaction'>, to: Id<'transaction'>];
}

type Refusal = 'registration_not_found' | 'forbidden' | 'offer_not_open' | 'sanctioned' | 'tournament_full';

export type OfferAnswerRow =
  | {
      readonly verdict: 'done' | 'repeated';
      readonly outcome: { readonly id: Id<'registration'>; readonly state: RegistrationState };
      readonly events: OutboxJson[];
    }
  | { readonly verdict: KeyRefusal; readonly outcome: null; readonly events: OutboxJson[] }
  | { readonly verdict: Refusal; readonly outcome: Facts | null; readonly events: OutboxJson[] };

/** @throws the constraints of ledger_charge_fee. */
export async function answerOffer(db: Database, claim: KeyClaim | null, asked: OfferAnswer): Promise<OfferAnswerRow> {
  const [row] = await run(
    () => db.sql<OfferAnswerRow[]>`
    SELECT verdict, outcome, events FROM tournament_answer_offer(${claim?.scope ?? null}, ${claim?.key ?? null}, ${claim?.fingerprint ?? null},
      ${asked.now}::timestamptz, ${asked.actorId}, ${asked.registrationId}, ${asked.accepts}, ${asked.eventId}, ${asked.holdId},
      ${asked.transferId}, ${asked.legIds[0]}, ${asked.legIds[1]})`,
  );
  invariant(row !== undefined, 'the function returns one row');
  return row;
}

/** The fee of the tournament of a registration, for the facts of a refusal. */
export async function findFeeOf(db: Database, id: Id<'registration'>): Promise<Coins> {
  const [row] = await run(
    () => db.sql<{ fee: Coins }[]>`
    SELECT t.entry_fee AS fee FROM tournament_registration r JOIN tournament_tournament t ON t.id = r.tournament_id WHERE r.id = ${id}`,
  );
  return row?.fee ?? 0n;
}
