// Where the processors' time goes, and the three places that cost most: what to look at next.

import type { CpuPerAct } from '../harness/bed.ts';
import { type Section, table, text } from './document.ts';
import { milliseconds } from './figures.ts';
import type { Results } from './results.ts';
import { type Measured, readRun } from './run.ts';

const places: Readonly<Record<keyof CpuPerAct, string>> = {
  worker: 'the Worker’s process',
  database: 'Postgres',
  stores: 'the S3 server',
  load: 'the generator',
};

/** Of these there are hundreds a second. */
const busyPaths = ['registration', 'result', 'transfer', 'verification-fresh', 'verification-kept'];

export function costliest(results: Results): Section {
  const { scenarios } = readRun(results);
  const ours = scenarios.filter(({ scenario }) => busyPaths.includes(scenario)).flatMap(costsOf);
  const three = ours.toSorted((a, b) => b.ms - a.ms).slice(0, 3);
  return {
    id: 'costliest',
    title: 'The three costliest places left',
    blocks: [
      text(
        'CPU time an act, by process. The Worker’s process holds the edge, the backend objects, the rooms, R2 and the queue, all on one thread: its time an act bounds what this machine carries.',
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
        'The costliest on the busy paths, the generator apart, and the acts a second at which one core would be full:',
      ),
      table(
        ['place', 'CPU time an act', 'one core is full at'],
        three.map(({ place, ms }) => [place, milliseconds(ms), `${Math.floor(1000 / ms)} a second`]),
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
