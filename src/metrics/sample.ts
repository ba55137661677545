// Metric samples and their Prometheus text format (0.0.4). Labels hold ids and names of kinds, no personal data.

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
  readonly kind: 'counter' | 'gauge';
  /** One sentence, for the HELP line. */
  readonly help: string;
}

/** Prometheus has no dots in names, and counters end in `_total`. */
export function prometheusName(name: string, kind: 'counter' | 'gauge'): string {
  return name.replaceAll('.', '_') + (kind === 'counter' ? '_total' : '');
}

/** The identity of a series: name and labels. */
export function seriesOf({ name, labels }: Sample): string {
  return `${name} ${JSON.stringify(labels)}`;
}

/**
 * One block for each family, with HELP and TYPE. `known` counters without a sample are rendered as 0, because `rate` needs an
 * existing series. Samples without a family are omitted.
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
