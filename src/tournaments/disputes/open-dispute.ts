// Use case: an entrant of a match contests its result.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { settleClaim } from '../../idempotency/settle-claim.ts';
import { toEvent } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { finishSilence } from '../matches/silence/confirm-silent.ts';
import { type Dispute, type DisputeReason, openingRefusal } from './dispute.ts';
import { insertDispute } from './dispute-store.ts';

interface Contested {
  readonly matchId: Id<'match'>;
  readonly reason: DisputeReason;
  readonly text: string;
}

/** @throws DomainError not_found, not_a_participant, sanctioned, match_not_open, own_report, state_conflict. */
export async function openDispute(ports: Ports, actor: Actor, contested: Contested): Promise<Dispute> {
  const row = await insertDispute(ports.db, ports.claim, {
    ...contested,
    actorId: actor.playerId,
    disputeId: ports.newId('dispute'),
    eventId: ports.newId('event'),
    now: ports.clock(),
  });
  settleClaim(ports.claim, row);
  const { outcome, event } = row;
  if (outcome === null) throw refuse('not_found', { kind: 'match' });
  const { tournamentId, registrationId, silence, stages, openedAt } = outcome;
  await finishSilence(ports, tournamentId, { events: silence, stages });
  const refusal = openingRefusal(outcome.outcome, outcome);
  if (refusal !== null) throw refusal;
  invariant(registrationId !== null, 'who contests is an entrant');
  if (event !== null) ports.publish([toEvent(event)]);
  return {
    ...contested,
    ...{ id: outcome.disputeId, tournamentId, registrationId, openerId: actor.playerId, openedAt },
    ...{ outcome: null, closedAt: null, closedBy: null },
  };
}
