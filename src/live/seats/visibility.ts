// After which events a room has to judge again who may watch: the tournament may be hidden now, or somebody is staff no more.

import type { Id } from '../../core/id.ts';
import type { TournamentEvent } from '../../outbox/event.ts';

export interface Judged {
  /** Whether the tournament may still be watched by everybody is asked. */
  readonly isAsked: boolean;
  /** These may have lost their right. Who loses it otherwise is found by the checks of the player's object. */
  readonly players: readonly Id<'player'>[];
}

export function judgedAfter(events: readonly Pick<TournamentEvent, 'type' | 'payload'>[]): Judged {
  const isAsked = events.some(
    ({ type, payload }) =>
      type === 'tournament_state_changed' ||
      (type === 'tournament_changed' && (payload.fields as readonly string[]).includes('visibility')),
  );
  const players = events
    .filter(({ type, payload }) => type === 'staff_changed' && payload.state === 'ended')
    .map(({ payload }) => payload.playerId as Id<'player'>);
  return { isAsked, players };
}
