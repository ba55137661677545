// Collects stop functions and runs each of them once, in reverse order. One that does not end does not hold up the others.

import { setTimeout as sleep } from 'node:timers/promises';

type Stop = () => Promise<void> | void;

export interface StopList {
  /** Aborted when stopping begins, so that no further step starts. */
  readonly signal: AbortSignal;
  /** Runs `stop` immediately when stopping has already begun. */
  add(stop: Stop): Promise<void>;
  stopAll(): Promise<void>;
}

/** Longer than the stop functions themselves wait before they kill. */
const stopMsMax = 8_000;

export function createStopList(msMax = stopMsMax): StopList {
  const stops: Stop[] = [];
  const abort = new AbortController();
  let stopping: Promise<void> | undefined;

  async function runAll(): Promise<void> {
    for (let stop = stops.pop(); stop; stop = stops.pop()) await runQuietly(stop, msMax);
  }

  return {
    signal: abort.signal,
    async add(stop) {
      if (stopping) return runQuietly(stop, msMax);
      stops.push(stop);
    },
    stopAll() {
      abort.abort();
      stopping ??= runAll();
      return stopping;
    },
  };
}

/** A failure must not prevent the other stops. */
async function runQuietly(stop: Stop, msMax: number): Promise<void> {
  const timeout = new AbortController();
  try {
    await Promise.race([stop(), sleep(msMax, undefined, { signal: timeout.signal })]);
  } catch (error) {
    console.error('A stop function failed:', error);
  } finally {
    timeout.abort();
  }
}
