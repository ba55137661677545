// When a room has to judge again who may watch: the tournament may be hidden now, somebody is staff no more, or the tournament is gone.

import type { Id } from '../../core/id.ts';
import type { TournamentEvent } from '../../outbox/event.ts';
import type { Socket } from '../socket.ts';
import type { Attendance } from './attendance.ts';

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

interface GonePorts {
  /** null: it does not exist. */
  readonly readSnapshot: (match: null) => Promise<object | null>;
}

/** A tournament that was removed has no event that says so. @throws if the backend does not answer. */
export async function expelIfGone<S extends Socket>(ports: GonePorts, attendance: Attendance<S>): Promise<void> {
  if ((await ports.readSnapshot(null)) === null) attendance.expelAll('no such tournament');
}
