// An index built while people play: latency before, during and after, as lines over time.

import type { Sample } from '../harness/sample.ts';
import { summarize } from '../harness/summary.ts';
import type { MigrationResult } from '../migration.ts';
import { drawLines } from './chart.ts';
import { type Block, type Section, table, text } from './document.ts';
import { milliseconds, percent, whole } from './figures.ts';
import type { Results } from './results.ts';
import { seriesOverTime } from './series-over-time.ts';

const stretchMs = 1000;

export function migration(results: Results): Section {
  const result = results.json<MigrationResult>('migration.json');
  const { index, buildFromMs, buildToMs, volume, loads } = result;
  const measured = loads.map((load) => ({ ...load, samples: results.samples(load.samplesFile) }));
  const lead = `\`npm run db:migrate\` built \`${index}\` over ${whole(volume.ledgerRows)} rows in ${milliseconds(buildToMs - buildFromMs)}, the start of the command included, while transfers and pages of history went on. Nobody was locked out; until the index is there, each page of history reads the whole ledger.`;
  const rows = measured.flatMap(({ name, samples }) =>
    phasesOf(result).map(([phase, from, to]) => {
      const { count, p50Ms, p95Ms, maxMs, errorRate } = summarize(samples.filter(isDue(from, to)));
      const times = [p50Ms, p95Ms, maxMs].map(milliseconds);
      return [`${name}, ${phase}`, whole(count), ...times, percent(errorRate)];
    }),
  );
  return {
    id: 'migration',
    title: 'An index built under load',
    blocks: [
      text(lead),
      table(['', 'requests', 'median', 'p95', 'slowest', 'errors'], rows),
      ...measured.map((load): Block => chartOf(load, result)),
    ],
  };
}

const isDue = (from: number, to: number) => (sample: Sample) => sample.dueMs >= from && sample.dueMs < to;

const phasesOf = ({ buildFromMs, buildToMs }: MigrationResult) =>
  [
    ['before', 0, buildFromMs],
    ['during', buildFromMs, buildToMs],
    ['after', buildToMs, Number.POSITIVE_INFINITY],
  ] as const;

function chartOf(
  load: MigrationResult['loads'][number] & { samples: readonly Sample[] },
  { buildFromMs, buildToMs }: MigrationResult,
): Block {
  const { name, ratePerSecond, samples } = load;
  const svg = drawLines({
    title: `${name}, ${ratePerSecond} a second`,
    x: { label: 'seconds since the start' },
    y: { label: 'milliseconds', isLog: true },
    lines: seriesOverTime(samples, stretchMs),
    marks: [
      { x: buildFromMs / 1000, label: 'the build begins' },
      { x: buildToMs / 1000, label: 'it is done' },
    ],
  });
  const caption = `Latency of ${name} while the index is built; logarithmic, by the second.`;
  return { kind: 'chart', name: `migration-${name}`, caption, svg };
}
