// All scenarios with percentiles, and the generator's schedule lag.

import { type Section, table, text } from '../document.ts';
import { figure, milliseconds, percent, whole } from '../figures.ts';
import type { Results } from '../results.ts';
import { readRun } from '../run.ts';

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
          ? 'The database was empty at the start.'
          : `The database contained ${filled.join(', ')} at the start.`,
      ),
      text(
        'Latencies in milliseconds, including failed requests. Percentiles are from an HDR histogram with three significant digits.',
      ),
      table(
        ['path', 'operations', 'due per second', 'p50', 'p95', 'p99', 'p99.9', 'max', 'failed', 'timeouts'],
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
        'The generator is a separate process. A request sent more than ten milliseconds after its due time missed the schedule; this delay of the generator is part of the latency. Busy cores are those of the whole machine during the scenario. Steal is CPU time that other guests of the host used.',
      ),
      table(
        ['path', 'missed schedule', 'lag p99', 'load before', 'cores busy', 'steal'],
        scenarios.map(({ scenario, summary, hostLoad }) => [
          scenario,
          whole(summary.missedSchedule),
          milliseconds(summary.lagP99Ms),
          figure(hostLoad.loadBefore),
          percent(hostLoad.busyShare),
          percent(hostLoad.stealShare),
        ]),
      ),
    ],
  };
}
