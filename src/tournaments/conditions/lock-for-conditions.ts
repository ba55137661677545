// The first step of acts on entry conditions: who may enter people changes them, until the start.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import { lockTournament } from '../lock-tournament.ts';
import type { TournamentState } from '../tournament.ts';

const openStates: readonly TournamentState[] = ['draft', 'published', 'registration_open', 'registration_closed'];

/** @throws DomainError not_found, forbidden, state_conflict. */
export async function lockForConditions(sql: Sql, actor: Actor, id: Id<'tournament'>): Promise<void> {
  const { state } = await lockTournament(sql, actor, id, { act: 'enter' });
  if (!openStates.includes(state)) throw refuse('state_conflict', { state, needs: openStates });
}
