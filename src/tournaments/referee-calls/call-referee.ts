// Use case: a player of a match calls a referee.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { brokenConstraint } from '../../db/constraint.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { findMatch } from '../matches/match-store.ts';
import { closedFacts } from '../matches/result.ts';
import { insertEvent, lockRow } from '../store.ts';
import { type CallReason, callableStates, type RefereeCall } from './referee-call.ts';
import { findSideOf, insertCall } from './referee-call-store.ts';

/** @throws DomainError not_found, not_a_participant, match_not_open, state_conflict. */
export async function callReferee(
  ports: Ports,
  actor: Actor,
  { matchId, reason }: { readonly matchId: Id<'match'>; readonly reason: CallReason },
): Promise<RefereeCall> {
  const known = await findMatch(ports.db, matchId);
  if (known === null) throw refuse('not_found', { kind: 'match' });
  const { tournamentId } = known;
  const act = runAct(ports, async (sql) => {
    const tournament = await lockRow(sql, tournamentId);
    const match = await findMatch({ sql }, matchId);
    invariant(tournament !== null && match !== null, 'matches and their tournaments are never deleted');
    const registrationId = await findSideOf(sql, matchId, actor.playerId);
    if (registrationId === null) throw refuse('not_a_participant');
    if (tournament.state !== 'live' || !callableStates.includes(match.state))
      throw refuse('match_not_open', closedFacts(tournament.state, match.state));
    const calledAt = ports.clock();
    const call: RefereeCall = {
      ...{
        id: ports.newId('refereeCall'),
        tournamentId,
        matchId,
        registrationId,
        callerId: actor.playerId,
        reason,
        calledAt,
      },
      ...{ resolvedAt: null, resolvedBy: null },
    };
    await insertCall(sql, call);
    const row = { id: ports.newId('event'), type: 'referee_called' as const, createdAt: calledAt };
    const event = await insertEvent(sql, tournamentId, row, { callId: call.id, matchId, registrationId });
    return { outcome: call, events: [event] };
  });
  return act.catch((error: unknown) => {
    if (brokenConstraint(error) !== 'referee_call_open_once') throw error;
    throw refuse('state_conflict', { reason: 'a call for a referee is open for this match' });
  });
}
