// Every scenario with its percentiles, and how well the generator did its own work.

import { type Section, table, text } from './document.ts';
import { figure, milliseconds, percent, whole } from './figures.ts';
import type { Results } from './results.ts';
import { readRun } from './run.ts';

export function scenarioTable(results: Results): Section {
  const { scenarios, volume } = readRun(results);
  const filled = Object.entries(volume ?? {}).map(
    ([name, count]) => `${whole(count)} ${name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}`,
  );
  return {
    id: 'scenarios',
    title: 'Scenarios',
    blocks: [
      text(
        filled.length === 0
          ? 'The database was empty when the run began.'
          : `The database held ${filled.join(', ')} when the run began.`,
      ),
      text('Latencies in milliseconds, failed requests included. Percentiles by an HDR histogram of three digits.'),
      table(
        ['path', 'operations', 'due per second', 'p50', 'p95', 'p99', 'p99.9', 'slowest', 'failed', 'timed out'],
        scenarios.map(({ scenario, ratePerSecond, poissonSeed, summary: s }) => [
          scenario,
          whole(s.count),
          `${figure(ratePerSecond)}${poissonSeed === null ? '' : ' (Poisson)'}`,
          ...[s.p50Ms, s.p95Ms, s.p99Ms, s.p999Ms, s.maxMs].map(figure),
          percent(s.errorRate),
          whole(s.timeouts),
        ]),
      ),
      text(
        'The generator is a process of its own. A request sent more than ten milliseconds after it was due missed its schedule: the generator’s fault, and counted in the latency all the same. The cores’ time is that of the whole machine while the scenario was measured; stolen is what other guests of the host took.',
      ),
      table(
        ['path', 'missed schedule', 'lag p99', 'load before', 'cores busy', 'stolen'],
        scenarios.map(({ scenario, summary, weather }) => [
          scenario,
          whole(summary.missedSchedule),
          milliseconds(summary.lagP99Ms),
          figure(weather.loadBefore),
          percent(weather.busyShare),
          percent(weather.stealShare),
        ]),
      ),
    ],
  };
}
