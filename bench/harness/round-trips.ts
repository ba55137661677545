// Counts the database round trips of an act in the delay proxy, while nothing else runs.

import { setTimeout as sleep } from 'node:timers/promises';
import type { DelayProxy } from '../bed/delay-proxy.ts';

/** The first use of a statement on a connection needs one more round trip, to prepare it. */
export const warmUps = 12;
export const acts = 5;
/** Time for work after the response, such as sending events to rooms and recording delivery. */
const idleMs = 60;

/**
 * @returns the counts, ascending, without the two highest: when the machine stalls, work after an act can be counted with the act, and
 * once a second the backend looks for webhooks that are due.
 * `isDone` says whether the work after the previous act has completed.
 */
export async function countRoundTrips(
  wire: DelayProxy,
  act: (index: number) => Promise<unknown>,
  isDone: () => Promise<boolean> = async () => true,
): Promise<number[]> {
  for (let index = 0; index < warmUps; index += 1) await act(index);
  const counts: number[] = [];
  for (let index = warmUps; index < warmUps + acts; index += 1) {
    await waitUntilIdle(wire, isDone);
    const before = wire.roundTrips();
    await act(index);
    counts.push(wire.roundTrips() - before);
  }
  return counts.sort((a, b) => a - b).slice(0, -2);
}

async function waitUntilIdle(wire: DelayProxy, isDone: () => Promise<boolean>): Promise<void> {
  for (let before = -1; before !== wire.roundTrips() || !(await isDone()); ) {
    before = wire.roundTrips();
    await sleep(idleMs);
  }
}
