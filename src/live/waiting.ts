// Requests that wait at a room for an event of their stream.

import type { Id } from '../core/id.ts';
import type { TournamentEvent } from '../outbox/event.ts';
import type { Position } from '../outbox/position.ts';
import { socketsPerRoomMax } from './frame.ts';
import { eventsFor } from './seats/match-stream.ts';

export interface Waiting {
  /**
   * Resolves when an event after the position is published, or after `ms`. `match`: only events that name it. False at once if too many wait
   * here.
   */
  wait(position: Position, ms: number, match: Id<'match'> | null): Promise<boolean>;
  /** Whether an event after the position was published here. */
  isPast(position: Position): boolean;
  wake(events: readonly TournamentEvent[]): void;
}

interface Entry {
  readonly seq: number;
  readonly match: Id<'match'> | null;
  readonly wake: () => void;
}

export function createWaiting(): Waiting {
  let seen: Position | null = null;
  const entries = new Set<Entry>();
  const isPast = ({ epoch, seq }: Position) => seen !== null && seen.epoch === epoch && seen.seq > seq;
  return {
    wake(events) {
      const newest = events.reduce((a, b) => (b.seq > a.seq ? b : a));
      seen = { epoch: newest.epoch, seq: newest.seq };
      for (const { seq, match, wake } of entries) if (newest.seq > seq && eventsFor(events, match).length > 0) wake();
    },
    isPast,
    async wait(position, ms, match) {
      // An event may be published between what the caller has read and this call.
      if (isPast(position)) return true;
      if (entries.size >= socketsPerRoomMax) return false;
      await new Promise<void>((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          entries.delete(entry);
          resolve();
        };
        const entry = { seq: position.seq, match, wake };
        const timer = setTimeout(wake, ms);
        entries.add(entry);
      });
      return true;
    },
  };
}
