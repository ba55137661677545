// Milliseconds to build the matches of each format at its largest size: `npm run bench:formats`. Medians of five runs in Node.

import { formatOfStage } from '../../src/tournaments/stages/format-registry.ts';
import { roundRobinDefaults } from '../../src/tournaments/stages/formats/round-robin.ts';
import { swissDefaults } from '../../src/tournaments/stages/formats/swiss.ts';
import type { Stage } from '../../src/tournaments/stages/stage.ts';
import { readOptions } from '../harness/options.ts';

readOptions({});

type Case = readonly [name: string, entrants: number, stage: Pick<Stage, 'format' | 'settings' | 'groups'>];

const lobbies = { lobbySize: 20, rounds: 1, advancing: null, points: null, countedGames: null };
const elimination = { thirdPlaceMatch: true, consolation: false };

const cases: readonly Case[] = [
  ['single elimination', 4096, { format: 'single_elimination', groups: 1, settings: elimination }],
  [
    'with consolation',
    4096,
    { format: 'single_elimination', groups: 1, settings: { ...elimination, consolation: true } },
  ],
  ['double elimination', 4096, { format: 'double_elimination', groups: 1, settings: { grandFinal: 'reset' } }],
  ['gauntlet', 4096, { format: 'gauntlet', groups: 1, settings: {} }],
  ['round robin, four legs', 64, { format: 'round_robin', groups: 1, settings: { ...roundRobinDefaults, legs: 4 } }],
  ['round robin in 64 groups', 4096, { format: 'round_robin', groups: 64, settings: roundRobinDefaults }],
  ['free-for-all', 4096, { format: 'free_for_all', groups: 1, settings: lobbies }],
  ['Swiss, round 1', 1024, { format: 'swiss', groups: 1, settings: { ...swissDefaults, rounds: 10 } }],
];

function medianMs(run: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const startedAt = performance.now();
    run();
    return performance.now() - startedAt;
  });
  return times.toSorted((left, right) => left - right)[2] ?? 0;
}

for (const [name, entrants, stage] of cases) {
  const format = formatOfStage(stage);
  const matches = format.build(entrants, stage.settings).length;
  const ms = medianMs(() => format.build(entrants, stage.settings)).toFixed(1);
  console.log(
    `${name.padEnd(26)} ${String(entrants).padStart(5)} entrants ${String(matches).padStart(7)} matches ${ms.padStart(8)} ms`,
  );
}
