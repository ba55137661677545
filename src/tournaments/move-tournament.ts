// Use case: the organizer moves a tournament to its next state, where nothing but the state changes.

import type { Actor } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import { toEvent } from '../db/append.ts';
import type { Ports } from '../db/ports.ts';
import { inTransaction } from '../db/transaction.ts';
import { lockTournament } from './lock-tournament.ts';
import { changeState } from './store.ts';
import { predecessorsOf, type TournamentState } from './tournament.ts';

/** `live` and `completed` do more than change the state: start-tournament.ts and complete-tournament.ts. */
export type PlainState = Exclude<TournamentState, 'live' | 'completed' | 'draft'>;

export async function moveTournament(ports: Ports, actor: Actor, id: Id<'tournament'>, to: PlainState): Promise<void> {
  const event = await inTransaction(ports.db, async (sql) => {
    await lockTournament(sql, actor, id, predecessorsOf(to));
    return changeState(sql, stateChange(ports, actor, id, to));
  });
  if (event === null) throw refuse('state_conflict');
  ports.publish([toEvent(event)]);
}

export function stateChange(ports: Ports, actor: Actor, id: Id<'tournament'>, to: TournamentState) {
  const now = ports.clock();
  return {
    id,
    from: predecessorsOf(to),
    to,
    now,
    event: { id: ports.newId('event'), type: 'tournament_state_changed' as const, createdAt: now },
    audit: {
      id: ports.newId('audit'),
      event: 'tournament.state_changed',
      actorId: actor.playerId,
      refType: 'tournament',
      refId: id,
      meta: { to },
      createdAt: now,
    },
  };
}
