// Puts events in order: each once, without a gap. Pure; knows no sockets.

import type { TournamentEvent } from '../outbox/event.ts';

export interface OrderedEvents {
  /** The next events to broadcast. */
  readonly deliver: readonly TournamentEvent[];
  /** The last seq after `deliver` has been sent. */
  readonly seq: number;
  /** Later events arrived, but one before them is missing: read everything after `seq`. */
  readonly hasGap: boolean;
}

/** `seq` is the last one sent so far. Drops repeated events and sorts the others. */
export function orderEvents(seq: number, events: readonly TournamentEvent[]): OrderedEvents {
  const deliver: TournamentEvent[] = [];
  let last = seq;
  for (const event of events.toSorted((a, b) => a.seq - b.seq)) {
    if (event.seq !== last + 1) continue;
    deliver.push(event);
    last = event.seq;
  }
  return { deliver, seq: last, hasGap: events.some((event) => event.seq > last) };
}
