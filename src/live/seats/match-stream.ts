// Which events of a tournament belong to the stream of a match: those that name it. Their numbers are those of the tournament.

import type { Id } from '../../core/id.ts';
import type { TournamentEvent } from '../../outbox/event.ts';

/** Ids have no character that JSON escapes. */
export function namesMatch({ payload }: Pick<TournamentEvent, 'payload'>, match: Id<'match'>): boolean {
  return JSON.stringify(payload).includes(`"${match}"`);
}

/** null: the whole tournament. */
export function eventsFor<E extends Pick<TournamentEvent, 'payload'>>(
  events: readonly E[],
  match: Id<'match'> | null,
): readonly E[] {
  return match === null ? events : events.filter((event) => namesMatch(event, match));
}
