// Histograms as counters: one for the sum, and one for each bucket with the values that no smaller bucket holds. They are added up over
// all isolates like other counters, and made cumulative when they are rendered.

import type { Sample } from './sample.ts';

/** In seconds: the edges of the service level objectives, and some between them. */
export const boundsSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.167, 0.215, 0.265, 0.4, 1, 2.5, 5, 10] as const;

export interface Observation {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** The counters that one value adds to. Equal buckets of the same labels share theirs. */
export function countersOf({ name, labels, value }: Observation): Sample[] {
  const bound = boundsSeconds.find((limit) => value <= limit);
  return [
    { name: `${name}.bucket`, labels: withBound(labels, bound === undefined ? '+Inf' : String(bound)), value: 1 },
    { name: `${name}.sum`, labels, value },
  ];
}

type Labels = Observation['labels'];

const bucketLabels = new WeakMap<Labels, Map<string, Labels>>();

function withBound(labels: Labels, le: string): Labels {
  const known = bucketLabels.get(labels) ?? new Map<string, Labels>();
  const bucket = known.get(le) ?? { ...labels, le };
  bucketLabels.set(labels, known.set(le, bucket));
  return bucket;
}
