// Summarizes samples: percentiles from an HDR histogram (G. Tene), errors, and the generator's schedule lag.

import { build } from 'hdr-histogram-js';
import { latencyMs, type Sample } from './sample.ts';

export interface Summary {
  readonly count: number;
  /** Scheduled requests per second. */
  readonly ratePerSecond: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly p999Ms: number;
  readonly maxMs: number;
  readonly errorRate: number;
  readonly timeouts: number;
  /** Requests sent more than 10 ms late by the generator. The delay is part of their latency. */
  readonly missedSchedule: number;
  readonly lagP99Ms: number;
}

const missedMs = 10;

/** Includes failed requests: without them an overloaded server would look fast. */
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

/** Recorded in microseconds with three significant digits. */
export function histogramOf(valuesMs: readonly number[]) {
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
