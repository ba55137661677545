// Metrics in the Prometheus text format (0.0.4).

import { boundsSeconds } from './histogram.ts';
import { type MetricFamily, type Metrics, prometheusName, type Sample, seriesOf } from './sample.ts';

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
    .flatMap((family) =>
      family.kind === 'histogram'
        ? renderHistogram(family, counters)
        : renderFamily(family, family.kind, samples[family.kind].get(family.name) ?? []),
    );
  return `${lines.join('\n')}\n`;
}

const nameOf = ({ name }: Sample) => name;

function renderFamily({ name, help }: MetricFamily, kind: 'counter' | 'gauge', samples: readonly Sample[]): string[] {
  const series = prometheusName(name, kind);
  return [
    `# HELP ${series} ${help}`,
    `# TYPE ${series} ${kind}`,
    ...samples.map((sample) => `${series}${renderLabels(sample.labels)} ${sample.value}`),
  ];
}

function renderLabels(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${value.replace(/["\\\n]/g, '_')}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

/** From the counters of `countersOf`. */
function renderHistogram({ name, help }: MetricFamily, counters: readonly Sample[]): string[] {
  const series = name.replaceAll('.', '_');
  const sums = counters.filter((sample) => sample.name === `${name}.sum`);
  const counted = new Map(
    counters.filter((sample) => sample.name === `${name}.bucket`).map((sample) => [seriesOf(sample), sample.value]),
  );
  const lines = sums.flatMap(({ labels, value }) => {
    let total = 0;
    const buckets = [...boundsSeconds.map(String), '+Inf'].map((le) => {
      total += counted.get(seriesOf({ name: `${name}.bucket`, labels: { ...labels, le }, value: 0 })) ?? 0;
      return `${series}_bucket${renderLabels({ ...labels, le })} ${total}`;
    });
    return [
      ...buckets,
      `${series}_sum${renderLabels(labels)} ${value}`,
      `${series}_count${renderLabels(labels)} ${total}`,
    ];
  });
  return [`# HELP ${series} ${help}`, `# TYPE ${series} histogram`, ...lines];
}
