// Use case: an entrant, the organizer or a referee says how a match stands while it is played. The last word wins.

import { type Actor, hasRole } from '../../../core/actor.ts';
import { refuse } from '../../../core/errors.ts';
import type { Id } from '../../../core/id.ts';
import { toEvent } from '../../../outbox/append.ts';
import type { Ports } from '../../../outbox/ports.ts';
import { type MatchState, refusalFor } from '../result.ts';
import type { Score } from './score.ts';
import { writeScore } from './score-store.ts';

/** @throws DomainError not_found, not_a_participant, conflict_of_interest, sanctioned, invalid_request, match_not_open. */
export async function updateScore(
  ports: Ports,
  actor: Actor,
  score: Score & { readonly matchId: Id<'match'> },
): Promise<{ readonly state: MatchState }> {
  const { outcome, event } = await writeScore(ports.db, {
    ...score,
    actorId: actor.playerId,
    isAdmin: hasRole(actor, 'admin'),
    eventId: ports.newId('event'),
    now: ports.clock(),
  });
  if (outcome === null) throw refuse('not_found', { kind: 'match' });
  const { outcome: judged } = outcome;
  if (judged === 'not_a_participant') throw refuse('not_a_participant');
  if (judged !== 'updated' && judged !== 'unchanged') {
    const refusal = refusalFor(judged, outcome);
    if (refusal !== null) throw refusal;
  }
  if (event !== null) ports.publish([toEvent(event)]);
  return { state: outcome.state };
}
