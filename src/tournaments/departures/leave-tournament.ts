// Use case: an entrant leaves a running tournament: it withdraws, or staff withdraw or disqualify it. Its open matches are forfeited in the
// same statement. The fee is not returned.

import { type Actor, hasRole } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import { settleClaim } from '../../idempotency/settle-claim.ts';
import { toEvents } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { finishSilence } from '../matches/silence/confirm-silent.ts';
import { growStages } from '../stages/grow-stage.ts';
import { type Departure, explainDepartureRefusal } from './departure.ts';
import { leave } from './departure-store.ts';

export interface LeaveInput {
  readonly registrationId: Id<'registration'>;
  readonly to: Departure;
  readonly reason: string | null;
}

/** @throws DomainError not_found, forbidden, conflict_of_interest, state_conflict. */
export async function leaveTournament(ports: Ports, actor: Actor, input: LeaveInput): Promise<void> {
  const row = await leave(ports.db, ports.claim, {
    ...input,
    actorId: actor.playerId,
    isAdmin: hasRole(actor, 'admin'),
    now: ports.clock(),
    eventId: ports.newId('event'),
    auditId: ports.newId('audit'),
  });
  settleClaim(ports.claim, row);
  if (row.verdict !== 'done' && row.verdict !== 'repeated')
    throw explainDepartureRefusal(row.verdict, row.outcome ?? {}, input.to);
  const { tournamentId, stages, silence } = row.outcome;
  await finishSilence(ports, tournamentId, { events: silence, stages });
  if (row.verdict === 'done') ports.publish(toEvents(row.event));
  await growStages(ports, tournamentId, stages);
}
