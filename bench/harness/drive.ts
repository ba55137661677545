// Sends requests on schedule, whether or not earlier ones have completed (open model), and records each outcome.

import type { Sample } from './sample.ts';

/** @throws when the request failed. */
export type Send = (index: number, signal: AbortSignal) => Promise<unknown>;

export interface DriveOptions {
  /** A request that takes longer counts as an error with this latency. */
  readonly timeoutMs?: number;
  /** Called with the first few failures. */
  readonly report?: (error: unknown) => void;
}

/** Delay between the call and the zero of `dueMs`. */
export const leadMs = 100;
const reportedMax = 3;

/** @param dueMs due time of each request, relative to the start, ascending. */
export async function drive(dueMs: readonly number[], send: Send, options: DriveOptions = {}): Promise<Sample[]> {
  const { timeoutMs = 10_000, report = () => {} } = options;
  const zero = performance.now() + leadMs;
  let failures = 0;
  const one = async (index: number, due: number): Promise<Sample> => {
    const sentMs = performance.now() - zero;
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      await send(index, signal);
      return { dueMs: due, sentMs, endMs: performance.now() - zero, outcome: 'ok' };
    } catch (error) {
      failures += 1;
      if (failures <= reportedMax) report(error);
      return { dueMs: due, sentMs, endMs: performance.now() - zero, outcome: signal.aborted ? 'timeout' : 'failed' };
    }
  };
  const running: Promise<Sample>[] = [];
  for (const [index, due] of dueMs.entries()) {
    await until(zero + due);
    running.push(one(index, due));
  }
  return Promise.all(running);
}

/** Timers have millisecond resolution; the remaining time is spent in event loop turns. */
async function until(atMs: number): Promise<void> {
  const wholeMs = Math.floor(atMs - performance.now()) - 1;
  if (wholeMs > 0) await new Promise((resolve) => setTimeout(resolve, wholeMs));
  while (performance.now() < atMs) await new Promise((resolve) => setImmediate(resolve));
}
