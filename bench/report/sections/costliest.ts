// CPU time by process, and the three most expensive places.

import type { CpuPerAct } from '../../bed/test-bed.ts';
import { type Section, table, text } from '../document.ts';
import { milliseconds } from '../figures.ts';
import type { Results } from '../results.ts';
import { type Measured, readRun } from '../run.ts';

const places: Readonly<Record<keyof CpuPerAct, string>> = {
  worker: 'the Worker’s process',
  database: 'Postgres',
  stores: 'the S3 server',
  load: 'the generator',
};

/** Paths with hundreds of requests per second. */
const busyPaths = ['registration', 'result', 'transfer', 'verification-uncached', 'verification-cached'];

export function costliest(results: Results): Section {
  const { scenarios } = readRun(results);
  const ours = scenarios.filter(({ scenario }) => busyPaths.includes(scenario)).flatMap(costsOf);
  const three = ours.toSorted((a, b) => b.ms - a.ms).slice(0, 3);
  return {
    id: 'costliest',
    title: 'CPU time per act',
    blocks: [
      text(
        'CPU time per act, by process. The Worker’s process runs the edge, the backend objects, the rooms, R2 and the queue on one thread, so its CPU time per act limits the throughput of this machine.',
      ),
      table(
        ['path', ...Object.values(places)],
        [
          ...scenarios.map(({ scenario, cpuMsPerAct }) => [
            scenario,
            ...Object.keys(places).map((place) => milliseconds(cpuMsPerAct[place as keyof CpuPerAct])),
          ]),
        ],
      ),
      text(
        'The three most expensive places on the busy paths, without the generator, and the rate at which they saturate one core:',
      ),
      table(
        ['place', 'CPU time per act', 'one core saturated at'],
        three.map(({ place, ms }) => [place, milliseconds(ms), `${Math.floor(1000 / ms)} per second`]),
      ),
    ],
  };
}

function costsOf({ scenario, cpuMsPerAct }: Measured) {
  return (['worker', 'database', 'stores'] as const).map((place) => ({
    place: `${scenario} in ${places[place]}`,
    ms: cpuMsPerAct[place],
  }));
}
