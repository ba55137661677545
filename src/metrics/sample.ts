// Numbers about the whole of Laurel, and how Prometheus reads them (text format 0.0.4). Labels are ids and names of kinds, never
// of people.

export interface Sample {
  /** As in logs and rules, for example `cert.s3.write.fail`. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Metrics {
  /** Only ever grow. */
  readonly counters: readonly Sample[];
  readonly gauges: readonly Sample[];
}

/** Prometheus has no dots in names, and counters end in `_total`. */
export function prometheusName(name: string, kind: 'counter' | 'gauge'): string {
  return name.replaceAll('.', '_') + (kind === 'counter' ? '_total' : '');
}

/** Tells one series from another. */
export function seriesOf({ name, labels }: Sample): string {
  return `${name} ${JSON.stringify(labels)}`;
}

/** `known` counters that nothing has counted yet stand at zero: a rate over a series that is not there is no rate. */
export function renderPrometheus({ counters, gauges }: Metrics, known: readonly Sample[]): string {
  const counted = new Set(counters.map(seriesOf));
  const all = [...counters, ...known.filter((sample) => !counted.has(seriesOf(sample)))];
  return `${[...renderFamilies(all, 'counter'), ...renderFamilies(gauges, 'gauge')].join('\n')}\n`;
}

function renderFamilies(samples: readonly Sample[], kind: 'counter' | 'gauge'): string[] {
  const families = Map.groupBy(samples, ({ name }) => name);
  return [...families].toSorted(byName).flatMap(([name, family]) => {
    const series = prometheusName(name, kind);
    return [`# TYPE ${series} ${kind}`, ...family.map((sample) => `${series}${renderLabels(sample)} ${sample.value}`)];
  });
}

const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);

function renderLabels({ labels }: Sample): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value.replace(/["\\\n]/g, '_')}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
