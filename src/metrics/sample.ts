// Metric samples. Labels hold ids and names of kinds, no personal data.

export interface Sample {
  /** As in logs and rules, for example `cert.s3.write.fail`. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Metrics {
  /** Monotonic. */
  readonly counters: readonly Sample[];
  readonly gauges: readonly Sample[];
}

/** Describes all series of one name. */
export interface MetricFamily {
  readonly name: string;
  readonly kind: 'counter' | 'gauge' | 'histogram';
  /** One sentence, for the HELP line. */
  readonly help: string;
}

/** Prometheus has no dots in names, and counters end in `_total`. */
export function prometheusName(name: string, kind: MetricFamily['kind']): string {
  return name.replaceAll('.', '_') + (kind === 'counter' ? '_total' : '');
}

/** The identity of a series: name and labels. Labels that are used again, as those of requests, are written once. */
export function seriesOf({ name, labels }: Sample): string {
  let text = texts.get(labels);
  if (text === undefined) {
    text = JSON.stringify(labels);
    texts.set(labels, text);
  }
  return `${name} ${text}`;
}

const texts = new WeakMap<Sample['labels'], string>();
