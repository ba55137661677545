// What one isolate has counted and not yet handed over. Handed over at most once a second; an isolate that ends in between
// takes that second with it, which rates over minutes do not feel.

import { type Metrics, type Sample, seriesOf } from './sample.ts';

export interface Tally {
  count(name: string, labels: Readonly<Record<string, string>>): void;
  gauge(sample: Sample): void;
  /** Null while there is nothing, or it is too early. */
  take(nowMs: number): Metrics | null;
  /** They did not arrive: counted again. */
  giveBack(metrics: Metrics): void;
}

export function createTally(everyMs = 1_000): Tally {
  let counters = new Map<string, Sample>();
  let gauges = new Map<string, Sample>();
  let takenAtMs = Number.NEGATIVE_INFINITY;
  const add = (sample: Sample) => {
    const known = counters.get(seriesOf(sample));
    counters.set(seriesOf(sample), { ...sample, value: (known?.value ?? 0) + sample.value });
  };
  return {
    count: (name, labels) => add({ name, labels, value: 1 }),
    gauge: (sample) => void gauges.set(seriesOf(sample), sample),
    take(nowMs) {
      if (counters.size + gauges.size === 0 || nowMs - takenAtMs < everyMs) return null;
      const taken = { counters: [...counters.values()], gauges: [...gauges.values()] };
      [counters, gauges, takenAtMs] = [new Map(), new Map(), nowMs];
      return taken;
    },
    giveBack(metrics) {
      for (const sample of metrics.counters) add(sample);
      for (const sample of metrics.gauges) if (!gauges.has(seriesOf(sample))) gauges.set(seriesOf(sample), sample);
    },
  };
}
