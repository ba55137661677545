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

/** What the series of one name count or measure. */
export interface MetricFamily {
  readonly name: string;
  readonly kind: 'counter' | 'gauge';
  /** One sentence, for the HELP line. */
  readonly help: string;
}

/** Prometheus has no dots in names, and counters end in `_total`. */
export function prometheusName(name: string, kind: 'counter' | 'gauge'): string {
  return name.replaceAll('.', '_') + (kind === 'counter' ? '_total' : '');
}

/** Tells one series from another. */
export function seriesOf({ name, labels }: Sample): string {
  return `${name} ${JSON.stringify(labels)}`;
}

/**
 * A family at a time, each with HELP and TYPE. `known` counters that nothing has counted yet stand at zero: a rate over a series
 * that is not there is no rate. What no family describes is left out.
 */
export function renderPrometheus(
  { counters, gauges }: Metrics,
  families: readonly MetricFamily[],
  known: readonly Sample[],
): string {
  const counted = new Set(counters.map(seriesOf));
  const samples = {
    counter: Map.groupBy([...counters, ...known.filter((sample) => !counted.has(seriesOf(sample)))], nameOf),
    gauge: Map.groupBy(gauges, nameOf),
  };
  const lines = families
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((family) => renderFamily(family, samples[family.kind].get(family.name) ?? []));
  return `${lines.join('\n')}\n`;
}

const nameOf = ({ name }: Sample) => name;

function renderFamily({ name, kind, help }: MetricFamily, samples: readonly Sample[]): string[] {
  const series = prometheusName(name, kind);
  return [
    `# HELP ${series} ${help}`,
    `# TYPE ${series} ${kind}`,
    ...samples.map((sample) => `${series}${renderLabels(sample)} ${sample.value}`),
  ];
}

function renderLabels({ labels }: Sample): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value.replace(/["\\\n]/g, '_')}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}
