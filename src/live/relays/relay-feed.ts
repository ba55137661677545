// How the first room hands events to its relay rooms, and how a relay room gets them. A relay room is an ordinary room: it orders what it
// gets and reads what it misses. A delivery that fails is repeated as a whole, because it is not acknowledged.

import type { TournamentEvent } from '../../outbox/event.ts';
import { createBatches } from '../batches.ts';

export interface RelayFeedPorts {
  /** Survives the end of the object. */
  readonly relays: { readonly list: () => readonly number[]; readonly write: (relays: readonly number[]) => void };
  /** @returns the last seq that the relay room has without a gap; null if nobody listens there. */
  readonly push: (relay: number, events: readonly TournamentEvent[]) => Promise<number | null>;
}

export interface RelayFeed {
  /** From now on the relay room gets all events. */
  add(relay: number): void;
  /** @returns the last seq that all relay rooms have; Infinity without any. @throws the first failure, after each was tried. */
  push(events: readonly TournamentEvent[]): Promise<number>;
}

export function createRelayFeed({ relays, push }: RelayFeedPorts): RelayFeed {
  const batches = new Map<number, (events: readonly TournamentEvent[]) => Promise<number>>();
  /** How often each was added: one that left may have come back before its answer is here. */
  const added = new Map<number, number>();

  async function pushTo(relay: number, events: readonly TournamentEvent[]): Promise<number> {
    const before = added.get(relay);
    const seq = await push(relay, events);
    if (seq !== null) return seq;
    if (added.get(relay) === before) relays.write(relays.list().filter((other) => other !== relay));
    return Number.POSITIVE_INFINITY;
  }

  function batchesOf(relay: number) {
    const known = batches.get(relay);
    if (known !== undefined) return known;
    const made = createBatches<TournamentEvent, number>((events) => pushTo(relay, events));
    batches.set(relay, made);
    return made;
  }

  return {
    add(relay) {
      added.set(relay, (added.get(relay) ?? 0) + 1);
      if (!relays.list().includes(relay)) relays.write([...relays.list(), relay]);
    },
    async push(events) {
      const outcomes = await Promise.allSettled(relays.list().map((relay) => batchesOf(relay)(events)));
      const failed = outcomes.find((outcome) => outcome.status === 'rejected');
      if (failed !== undefined) throw failed.reason;
      return Math.min(...outcomes.map((outcome) => (outcome as PromiseFulfilledResult<number>).value));
    },
  };
}

/** Of the first room. @returns the last seq of `events` that all rooms have without a gap. */
export async function publishToAll(
  publish: (events: readonly TournamentEvent[]) => Promise<number>,
  feed: RelayFeed,
  events: readonly TournamentEvent[],
): Promise<number> {
  const [own, relayed] = await Promise.all([publish(events), feed.push(events)]);
  // What the first room has read beyond them was handed to no relay room.
  return Math.min(own, relayed, Math.max(...events.map(({ seq }) => seq)));
}

export interface RelayMemberPorts {
  /** Survives the end of the object. */
  readonly isFed: { readonly read: () => boolean; readonly write: (isFed: boolean) => void };
  /** Asks the first room for all events from now on. @throws if it does not answer. */
  readonly subscribe: () => Promise<void>;
  readonly hasListeners: () => boolean;
}

export interface RelayMember {
  /** The room gets events before the socket reads where the tournament stands, so that it misses nothing between. */
  whileJoining<T>(join: () => Promise<T>): Promise<T>;
  /** False ends the feed: the next socket begins it again. */
  isListening(): boolean;
}

/** The side of a relay room. */
export function createRelayMember({ isFed, subscribe, hasListeners }: RelayMemberPorts): RelayMember {
  let joining = 0;
  return {
    async whileJoining(join) {
      joining += 1;
      try {
        if (!isFed.read()) {
          await subscribe();
          isFed.write(true);
        }
        return await join();
      } finally {
        joining -= 1;
      }
    },
    isListening() {
      if (joining > 0 || hasListeners()) return true;
      isFed.write(false);
      return false;
    },
  };
}
