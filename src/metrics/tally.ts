// Buffers the counts of one isolate. The buffer is flushed at most once a second. An isolate that ends loses up to a second of
// counts; rates over minutes hardly change.

import { isWithin } from '../core/instant.ts';
import { type Metrics, type Sample, seriesOf } from './sample.ts';

export interface Tally {
  count(name: string, labels: Readonly<Record<string, string>>): void;
  add(counters: readonly Sample[]): void;
  gauge(sample: Sample): void;
  /** What is in the buffer. */
  read(): Metrics;
  /** Empties the buffer. Null if it is empty, or was emptied less than a second ago. */
  take(nowMs: number): Metrics | null;
  /** Adds metrics again that could not be sent. */
  restore(metrics: Metrics): void;
}

export function createTally(everyMs = 1_000): Tally {
  let counters = new Map<string, Sample>();
  let gauges = new Map<string, Sample>();
  let takenAtMs = Number.NEGATIVE_INFINITY;
  const add = (sample: Sample) => {
    const series = seriesOf(sample);
    const known = counters.get(series);
    counters.set(series, { ...sample, value: (known?.value ?? 0) + sample.value });
  };
  const read = () => ({ counters: [...counters.values()], gauges: [...gauges.values()] });
  return {
    count: (name, labels) => add({ name, labels, value: 1 }),
    add: (counted) => counted.forEach(add),
    gauge: (sample) => void gauges.set(seriesOf(sample), sample),
    read,
    take(nowMs) {
      if (counters.size + gauges.size === 0 || isWithin(takenAtMs, everyMs, nowMs)) return null;
      const taken = read();
      [counters, gauges, takenAtMs] = [new Map(), new Map(), nowMs];
      return taken;
    },
    restore(metrics) {
      for (const sample of metrics.counters) add(sample);
      for (const sample of metrics.gauges) if (!gauges.has(seriesOf(sample))) gauges.set(seriesOf(sample), sample);
    },
  };
}
