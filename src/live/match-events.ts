// Use case: what happened to a match after a position of its tournament. It looks through the events of the tournament, page by page.

import type { Actor } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Database } from '../db/client.ts';
import { seqMax } from '../outbox/position.ts';
import { tournamentOfMatch } from '../tournaments/find-tournament-of.ts';
import type { Since } from './contract.ts';
import { eventsFor } from './seats/match-stream.ts';
import { type EventsSince, eventPageMax, eventsSince } from './store.ts';

/** In one request. The next one goes on from the position of the answer. */
const pagesMax = 4;

/** `since`: null for where the tournament stands. @throws DomainError not_found. */
export async function matchEventsSince(
  db: Database,
  match: Id<'match'>,
  since: Since | null,
  actor: Actor | null,
): Promise<EventsSince> {
  const tournament = await tournamentOfMatch(db, match);
  let from: Since = since ?? { epoch: null, seq: seqMax };
  for (let page = 1; ; page += 1) {
    const found = await eventsSince(db, tournament, from, actor);
    if (found === null) throw refuse('not_found', { kind: 'match' });
    const events = eventsFor(found.events, match);
    const isEnd = !found.isRecovered || found.events.length < eventPageMax || page === pagesMax;
    // A number that no event has: the answer says where the tournament stands.
    if (events.length > 0 || isEnd) return { ...found, events };
    from = found.position;
  }
}
