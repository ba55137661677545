// Joins that wait for a room take their seats in one turn, and share what is read for it: each of them waited before the read began.

import type { Id } from '../../core/id.ts';
import type { TournamentEvent } from '../../outbox/event.ts';
import { formatPosition, type Position } from '../../outbox/position.ts';

/** Between two turns the room sends events. */
export const joinsPerTurnMax = 100;

type Missed = readonly TournamentEvent[] | null;

/** `S`: a snapshot. */
export interface SharedReads<S> {
  /** `isFresh`: not what was read before in this turn. */
  readonly snapshot: (match: Id<'match'> | null, options: { readonly isFresh: boolean }) => Promise<S | null>;
  /** Not less than up to `upTo`. */
  readonly missed: (since: Position, upTo: number) => Promise<Missed>;
  /** Every socket began anew: what was read before is no basis any more. */
  readonly forget: () => void;
}

export interface JoinTurnPorts<S> {
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>;
  readonly readSnapshot: (match: Id<'match'> | null) => Promise<S | null>;
  readonly readMissed: (since: Position) => Promise<Missed>;
  /** Called after the joins of a turn. */
  readonly endTurn: () => Promise<void>;
}

type Join<S> = (reads: SharedReads<S>) => Promise<boolean>;

interface Waiting<S> {
  readonly join: Join<S>;
  readonly settle: (outcome: PromiseSettledResult<boolean>) => void;
}

export function createJoinTurns<S>({ exclusively, readSnapshot, readMissed, endTurn }: JoinTurnPorts<S>) {
  let waiting: Waiting<S>[] = [];

  function beginReads(): SharedReads<S> {
    const snapshots = new Map<Id<'match'> | null, Promise<S | null>>();
    const missed = new Map<string, Promise<Missed>>();
    return {
      snapshot: (match, { isFresh }) => shared(snapshots, match, () => readSnapshot(match), isFresh),
      async missed(since, upTo) {
        const read = (isFresh: boolean) => shared(missed, formatPosition(since), () => readMissed(since), isFresh);
        const found = await read(false);
        return found === null || (found.at(-1)?.seq ?? since.seq) >= upTo ? found : read(true);
      },
      forget() {
        snapshots.clear();
        missed.clear();
      },
    };
  }

  async function runTurn(): Promise<void> {
    const together = waiting.slice(0, joinsPerTurnMax);
    waiting = waiting.slice(joinsPerTurnMax);
    if (waiting.length > 0) void exclusively(runTurn);
    const reads = beginReads();
    const outcomes: PromiseSettledResult<boolean>[] = [];
    for (const { join } of together) outcomes.push(...(await Promise.allSettled([join(reads)])));
    await endTurn();
    for (const [index, { settle }] of together.entries()) settle(outcomes[index] as PromiseSettledResult<boolean>);
  }

  return (join: Join<S>): Promise<boolean> =>
    new Promise((resolve, reject) => {
      const settle = (outcome: PromiseSettledResult<boolean>) =>
        outcome.status === 'fulfilled' ? resolve(outcome.value) : reject(outcome.reason);
      waiting.push({ join, settle });
      // Otherwise a turn is asked for already.
      if (waiting.length === 1) void exclusively(runTurn);
    });
}

function shared<K, V>(known: Map<K, Promise<V>>, key: K, read: () => Promise<V>, isFresh = false): Promise<V> {
  const before = isFresh ? undefined : known.get(key);
  if (before !== undefined) return before;
  const made = read();
  known.set(key, made);
  return made;
}
