// An M/G/1 queue, first come first served: simulated and by formula.

import type { Random } from '../../test/support/rules/random.ts';

export interface Stream {
  readonly ratePerSecond: number;
  /** Service time of one request. */
  readonly serviceMs: number;
}

export interface Served {
  /** Utilization of the thread. */
  readonly busyShare: number;
  /** Waiting time of each request in milliseconds, in order of arrival. */
  readonly waitsMs: readonly number[];
}

export function simulateThread(streams: readonly Stream[], seconds: number, random: Random): Served {
  const ratePerSecond = streams.reduce((sum, stream) => sum + stream.ratePerSecond, 0);
  const endMs = seconds * 1000;
  const waitsMs: number[] = [];
  let [now, freeAt, busyMs] = [0, 0, 0];
  while (ratePerSecond > 0) {
    now += (-Math.log(1 - random.next()) * 1000) / ratePerSecond;
    if (now >= endMs) break;
    const { serviceMs } = pick(streams, random.next() * ratePerSecond);
    waitsMs.push(Math.max(0, freeAt - now));
    freeAt = Math.max(freeAt, now) + serviceMs;
    busyMs += serviceMs;
  }
  return { busyShare: busyMs / endMs, waitsMs };
}

function pick(streams: readonly Stream[], at: number): Stream {
  let left = at;
  for (const stream of streams) {
    left -= stream.ratePerSecond;
    if (left < 0) return stream;
  }
  return streams.at(-1) as Stream;
}

/** Mean waiting time by the Pollaczek–Khinchine formula; null when utilization is 1 or more. */
export function meanWaitMs(streams: readonly Stream[]): number | null {
  const perMs = (power: number) =>
    streams.reduce((sum, stream) => sum + (stream.ratePerSecond / 1000) * stream.serviceMs ** power, 0);
  const busyShare = perMs(1);
  return busyShare >= 1 ? null : perMs(2) / (2 * (1 - busyShare));
}

export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
