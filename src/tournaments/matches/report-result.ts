// Use case: record a match result. A side reports, the other side confirms or disputes, the organizer decides.

import { type Actor, hasRole } from '../../core/actor.ts';
import { type DomainError, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { toEvent } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { mayRunTournament } from '../permission.ts';
import { findTournament } from '../store.ts';
import type { Tournament } from '../tournament.ts';
import { settleMatch } from './match-store.ts';
import { isDraw, type MatchState, type ResultKind, type ResultOutcome, refusalFor, type Score } from './result.ts';

export interface ResultInput extends Score {
  readonly matchId: Id<'match'>;
  readonly kind: ResultKind;
}

export interface ResultVerdict {
  readonly outcome: ResultOutcome;
  readonly state: MatchState;
}

export async function reportResult(ports: Ports, actor: Actor, input: ResultInput): Promise<ResultVerdict> {
  if (isDraw(input)) throw refuse('draw_not_allowed');
  const now = ports.clock();
  const row = await settleMatch(ports.db, {
    ...input,
    id: ports.newId('result'),
    actorId: actor.playerId,
    isAdmin: hasRole(actor, 'admin'),
    eventId: ports.newId('event'),
    audit: {
      id: ports.newId('audit'),
      event: 'match.result_decided',
      actorId: actor.playerId,
      refId: input.matchId,
      meta: { scoreA: input.scoreA, scoreB: input.scoreB },
      createdAt: now,
    },
    now,
  });
  if (row === null) throw refuse('not_found', { kind: 'match' });
  if (row.outcome === 'not_a_participant')
    throw refuseOutsider(actor, await findTournament(ports.db, row.tournament_id));
  const refusal = refusalFor(row.outcome, { state: row.state });
  if (refusal !== null) throw refusal;
  if (row.event !== null) ports.publish([toEvent(row.event)]);
  return { outcome: row.outcome, state: row.state };
}

/** Points an organizer who reports like a side to the decisions. */
export function refuseOutsider(actor: Actor, tournament: Tournament | null): DomainError {
  const runs = tournament !== null && mayRunTournament(actor, tournament);
  return refuse('not_a_participant', runs ? { needs: 'POST /v1/matches/:id/decisions' } : {});
}
