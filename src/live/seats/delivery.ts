// The frames that bring events to the sockets of a room, encoded once for all sockets that get the same.

import type { Id } from '../../core/id.ts';
import type { TournamentEvent } from '../../outbox/event.ts';
import { eventFrame, eventsFrame, type Frame } from '../frame.ts';
import { eventsFor } from './match-stream.ts';
import { mergeScores } from './score-merge.ts';
import type { Seat } from './seat.ts';

/** Events that come together share a frame. */
export const eventsPerFrameMax = 100;

/** `after`: the last event that the receiver has. */
export function framesOf(events: readonly TournamentEvent[], after: number): Frame[] {
  const frames: Frame[] = [];
  let last = after;
  for (let from = 0; from < events.length; from += eventsPerFrameMax) {
    const together = events.slice(from, from + eventsPerFrameMax);
    const [first] = together;
    if (first === undefined) break;
    frames.push(together.length === 1 ? eventFrame(first, last) : eventsFrame(together, last));
    last = together.at(-1)?.seq ?? last;
  }
  return frames;
}

/** What a seat gets of events that come together. `match`: null for the tournament. */
export function streamOf(events: readonly TournamentEvent[], match: Id<'match'> | null): readonly TournamentEvent[] {
  return mergeScores(eventsFor(events, match));
}

export interface Delivery {
  readonly frames: readonly Frame[];
  /** The last event that the seat has then. */
  readonly seq: number;
}

/** `events` are in order. The returned function tells what a seat gets of them; null: nothing. */
export function deliveryOf(events: readonly TournamentEvent[]): (seat: Seat) => Delivery | null {
  const known = new Map<string, Delivery | null>();
  const before = (events[0]?.seq ?? 1) - 1;
  return ({ seq, match }) => {
    // All seats of the tournament have what came before, and some joined later.
    const after = match === null ? Math.max(seq, before) : seq;
    const key = match === null ? String(after) : `${after} ${match}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const wanted = streamOf(
      events.filter((event) => event.seq > after),
      match,
    );
    const last = wanted.at(-1);
    const made = last === undefined ? null : { frames: framesOf(wanted, after), seq: last.seq };
    known.set(key, made);
    return made;
  };
}
