// Holds score updates back for a moment before they reach the rooms of a tournament, so that several of one match can be merged
// (seats/score-merge.ts). What is held is not acknowledged: if it gets lost, it is delivered again.

import type { TournamentEvent } from '../../outbox/event.ts';
import { isScore } from '../seats/score-merge.ts';

export const scoreWindowMs = 100;

/** @returns the last seq without a gap before it. */
type Send = (events: readonly TournamentEvent[]) => Promise<number>;

/** Every other event sends what is held first, with itself. */
export function createScoreWindow(send: Send): Send {
  let held: TournamentEvent[] = [];
  let sent: PromiseWithResolvers<number> | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function flush(): Promise<number> {
    const [events, waiting] = [held, sent];
    clearTimeout(timer);
    held = [];
    sent = null;
    const sending = send(events);
    if (waiting !== null) sending.then(waiting.resolve, waiting.reject);
    return sending;
  }

  return (events) => {
    held.push(...events);
    if (!events.every(isScore)) return flush();
    if (sent === null) {
      sent = Promise.withResolvers<number>();
      timer = setTimeout(flush, scoreWindowMs);
    }
    return sent.promise;
  };
}
