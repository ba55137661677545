// What a room does with events it is handed: in order, each once, no gap. Pure; knows no sockets.

import type { TournamentEvent } from '../outbox/event.ts';

export interface Reception {
  /** Next in line, to be sent to everybody. */
  readonly deliver: readonly TournamentEvent[];
  /** The last seq that everybody here has been sent, once `deliver` is. */
  readonly seq: number;
  /** Later ones came, but something before them is missing: ask for everything after `seq`. */
  readonly hasGap: boolean;
}

/** `seq` is the last one sent so far. Repeated events are dropped, unordered ones sorted. */
export function receive(seq: number, events: readonly TournamentEvent[]): Reception {
  const deliver: TournamentEvent[] = [];
  let last = seq;
  for (const event of events.toSorted((a, b) => a.seq - b.seq)) {
    if (event.seq !== last + 1) continue;
    deliver.push(event);
    last = event.seq;
  }
  return { deliver, seq: last, hasGap: events.some((event) => event.seq > last) };
}
