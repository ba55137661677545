// What a client or a room has missed, read from the backend page by page.

import type { TournamentEvent } from '../outbox/event.ts';
import type { Position } from '../outbox/position.ts';

/** At most a page, in order of seq. null if it is no position of the tournament. @throws if the backend does not answer. */
export type ReadEvents = (since: Position) => Promise<readonly TournamentEvent[] | null>;

/** A client that missed more reads the tournament anew. */
const missedMax = 2_000;

/** The events after `since`, as far as the backend has them. null if the client must begin anew. */
export async function readMissed(readEvents: ReadEvents, since: Position): Promise<readonly TournamentEvent[] | null> {
  const missed: TournamentEvent[] = [];
  for (let from = since; ; ) {
    const events = await readEvents(from);
    if (events === null || missed.length + events.length > missedMax) return null;
    missed.push(...events);
    const last = events.at(-1);
    if (last === undefined) return missed;
    from = { epoch: last.epoch, seq: last.seq };
  }
}
