// Sends requests when they are due, whether or not earlier ones have been answered, and notes what became of each.

import type { Sample } from './sample.ts';

/** @throws to say that the request failed. */
export type Send = (index: number, signal: AbortSignal) => Promise<unknown>;

export interface DriveOptions {
  /** After so long nobody waits any more: counted as an error with this latency. */
  readonly timeoutMs?: number;
  /** Told of the first few failures. */
  readonly report?: (error: unknown) => void;
}

/** Between the call and the instant that `dueMs` counts from. */
export const leadMs = 100;
const reportedMax = 3;

/** @param dueMs of each request from the start, in order. */
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

/** Timers know whole milliseconds only: the rest is spent on letting answers in. */
async function until(atMs: number): Promise<void> {
  const wholeMs = Math.floor(atMs - performance.now()) - 1;
  if (wholeMs > 0) await new Promise((resolve) => setTimeout(resolve, wholeMs));
  while (performance.now() < atMs) await new Promise((resolve) => setImmediate(resolve));
}
