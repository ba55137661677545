// Latency before, during and after a concurrent index build.

import type { Sample } from '../../harness/sample.ts';
import { summarize } from '../../harness/summary.ts';
import type { MigrationResult } from '../../rows/migration.ts';
import { drawLines } from '../chart.ts';
import { type Block, type Section, table, text } from '../document.ts';
import { milliseconds, percent, whole } from '../figures.ts';
import type { Results } from '../results.ts';
import { seriesOverTime } from './series-over-time.ts';

const intervalMs = 1000;

export function migration(results: Results): Section {
  const result = results.json<MigrationResult>('migration.json');
  const { index, buildFromMs, buildToMs, volume, loads } = result;
  const measured = loads.map((load) => ({ ...load, samples: results.samples(load.samplesFile) }));
  const lead = `\`npm run db:migrate\` built \`${index}\` over ${whole(volume.ledgerRows)} rows in ${milliseconds(buildToMs - buildFromMs)}, including the start of the command, during transfers and history requests. No request was blocked. Before the index exists, each page of history reads the whole ledger.`;
  const rows = measured.flatMap(({ name, samples }) =>
    phasesOf(result).map(([phase, from, to]) => {
      const { count, p50Ms, p95Ms, maxMs, errorRate } = summarize(samples.filter(isDue(from, to)));
      const times = [p50Ms, p95Ms, maxMs].map(milliseconds);
      return [`${name}, ${phase}`, whole(count), ...times, percent(errorRate)];
    }),
  );
  return {
    id: 'migration',
    title: 'Index build under load',
    blocks: [
      text(lead),
      table(['', 'requests', 'median', 'p95', 'max', 'errors'], rows),
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
    title: `${name}, ${ratePerSecond} per second`,
    x: { label: 'seconds since the start' },
    y: { label: 'milliseconds', isLog: true },
    lines: seriesOverTime(samples, intervalMs),
    marks: [
      { x: buildFromMs / 1000, label: 'build starts' },
      { x: buildToMs / 1000, label: 'build ends' },
    ],
  });
  const caption = `Latency of ${name} during the index build, in intervals of one second, logarithmic scale.`;
  return { kind: 'chart', name: `migration-${name}`, caption, svg };
}
