// What a run of samples says: percentiles by an HDR histogram (G. Tene), errors, and how well the generator kept its schedule.

import { build } from 'hdr-histogram-js';
import { latencyMs, type Sample } from './sample.ts';

export interface Summary {
  readonly count: number;
  /** Of requests due, per second of schedule. */
  readonly ratePerSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly p999Ms: number;
  readonly maxMs: number;
  readonly errorRate: number;
  readonly timeouts: number;
  /** Requests sent more than 10 ms after they were due: the generator's fault, and part of their latency all the same. */
  readonly missedSchedule: number;
  readonly lagP99Ms: number;
}

const missedMs = 10;

/** Failed ones count too: leaving them out would make an overloaded server look fast. */
export function summarize(samples: readonly Sample[]): Summary {
  const latencies = histogramOf(samples.map(latencyMs));
  const lags = histogramOf(samples.map(({ dueMs, sentMs }) => sentMs - dueMs));
  const spanMs = (samples.at(-1)?.dueMs ?? 0) - (samples[0]?.dueMs ?? 0);
  const failed = samples.filter((sample) => sample.outcome !== 'ok').length;
  return {
    count: samples.length,
    ratePerSecond: spanMs === 0 ? 0 : round(((samples.length - 1) * 1000) / spanMs),
    ...latencies,
    errorRate: samples.length === 0 ? 1 : failed / samples.length,
    timeouts: samples.filter((sample) => sample.outcome === 'timeout').length,
    missedSchedule: samples.filter(({ dueMs, sentMs }) => sentMs - dueMs > missedMs).length,
    lagP99Ms: lags.p99Ms,
  };
}

/** Microseconds inside; three significant digits. */
function histogramOf(valuesMs: readonly number[]) {
  const histogram = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: 3_600_000_000,
    numberOfSignificantValueDigits: 3,
  });
  for (const ms of valuesMs) histogram.recordValue(Math.max(1, Math.round(ms * 1000)));
  const at = (percentile: number) => round(histogram.getValueAtPercentile(percentile) / 1000);
  return { p50Ms: at(50), p95Ms: at(95), p99Ms: at(99), p999Ms: at(99.9), maxMs: round(histogram.maxValue / 1000) };
}

const round = (value: number) => Math.round(value * 1000) / 1000;
