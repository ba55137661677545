// How often an act waits for the database, counted on the wire while nothing else is going on.

import { setTimeout as sleep } from 'node:timers/promises';
import type { Distance } from './distance.ts';

/** The first use of a statement on a connection also prepares it: one more. */
export const warmUps = 12;
export const acts = 7;
/** What is left to do after an answer, such as telling rooms and writing down that they heard, has begun and ended by then. */
const quietMs = 300;

/**
 * Of each act, the least first. Without the most: on a machine that stalls, an act may be counted together with what follows it,
 * unless whoever counts knows when nothing is left to do.
 */
export async function countRoundTrips(
  wire: Distance,
  act: (index: number) => Promise<unknown>,
  isDone: () => Promise<boolean> = async () => true,
): Promise<number[]> {
  for (let index = 0; index < warmUps; index += 1) await act(index);
  const counts: number[] = [];
  for (let index = warmUps; index < warmUps + acts; index += 1) {
    await becomeQuiet(wire, isDone);
    const before = wire.roundTrips();
    await act(index);
    counts.push(wire.roundTrips() - before);
  }
  return counts.sort((a, b) => a - b).slice(0, -1);
}

async function becomeQuiet(wire: Distance, isDone: () => Promise<boolean>): Promise<void> {
  for (let before = -1; before !== wire.roundTrips() || !(await isDone()); ) {
    before = wire.roundTrips();
    await sleep(quietMs);
  }
}
