// Use case: an entrant of a match, or staff for it, checks in before the match.

import { type Actor, hasRole } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { settleClaim } from '../../idempotency/settle-claim.ts';
import { toEvents } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import type { MatchState } from '../matches/result.ts';
import { growStages } from '../stages/grow-stage.ts';
import { matchCheckInRefusal } from './match-check-in.ts';
import { checkInToMatch } from './match-check-in-store.ts';

export interface CheckedInToMatch {
  readonly registrationId: Id<'registration'>;
  readonly state: MatchState;
}

/**
 * Where check-in is due, this request closes it and is refused.
 * @throws DomainError not_found, not_a_participant, conflict_of_interest, sanctioned, match_not_open, check_in_not_open, invalid_request.
 */
export async function checkInMatch(
  ports: Ports,
  actor: Actor,
  asked: { readonly matchId: Id<'match'>; readonly registrationId: Id<'registration'> | null },
): Promise<CheckedInToMatch> {
  const row = await checkInToMatch(ports.db, ports.claim, {
    ...asked,
    actorId: actor.playerId,
    isAdmin: hasRole(actor, 'admin'),
    auditId: ports.newId('audit'),
    now: ports.clock(),
  });
  settleClaim(ports.claim, row);
  const { outcome, events } = row;
  if (outcome === null) throw refuse('not_found', { kind: 'match' });
  if (events.length > 0) ports.publish(events.flatMap(toEvents));
  await growStages(ports, outcome.tournamentId, outcome.stages);
  const refusal = matchCheckInRefusal(outcome.outcome, outcome);
  if (refusal !== null) throw refusal;
  const { registrationId, state } = outcome;
  invariant(registrationId !== null, 'who checked in is an entrant');
  return { registrationId, state };
}
