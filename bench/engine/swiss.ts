// `npm run bench:swiss`: CPU milliseconds to pair each round of a Dutch Swiss of 64 to 1,024 entrants, in Node and in workerd. Results are drawn
// by chance from a fixed seed; the better seed wins more often. Each round is paired once, cold, as in a real tournament.

import { dutch } from '../../src/tournaments/stages/formats/swiss/dutch.ts';
import type {
  RoundRecord,
  SwissEntrant,
  SwissSettings,
} from '../../src/tournaments/stages/formats/swiss/swiss-entrant.ts';
import { startBuiltWorker } from '../bed/built-worker.ts';
import { findLargest, readUsage } from '../bed/process-usage.ts';
import { readOptions } from '../harness/options.ts';

readOptions({});

const settings: SwissSettings = { roundCount: 9, pointsForWin: 2, hasSides: true, firstSide: 'white' };

let state = 12345;
function draw(): number {
  state = (state * 1103515245 + 12345) % 2 ** 31;
  return state / 2 ** 31;
}

/** Points of white: 2, 1 or 0. */
function play(white: number, black: number, entrantCount: number): number {
  const chance = draw();
  const win = 0.7 / (1 + 10 ** ((2 * (white - black)) / entrantCount));
  if (chance < win) return 2;
  return chance < win + 0.3 ? 1 : 0;
}

function* rounds(
  entrantCount: number,
): Generator<{ entrants: SwissEntrant[]; settings: SwissSettings; nodeMs: number }> {
  const records = Array.from({ length: entrantCount }, (): RoundRecord[] => []);
  for (let round = 0; round < settings.roundCount; round += 1) {
    const entrants = records.map((past, index) => ({ number: index + 1, rounds: [...past], takesPart: true }));
    const start = process.cpuUsage();
    const found = dutch(entrants, settings);
    const { user, system } = process.cpuUsage(start);
    yield { entrants, settings, nodeMs: (user + system) / 1000 };
    if (found.kind === 'blocked') throw new Error(`blocked by ${found.rules}`);
    for (const { white, black } of found.pairs) {
      const points = play(white, black, entrantCount);
      records[white - 1]?.push({ kind: 'game', opponent: black, side: 'white', points });
      records[black - 1]?.push({ kind: 'game', opponent: white, side: 'black', points: 2 - points });
    }
    if (found.bye) records[found.bye - 1]?.push({ kind: 'pairing_bye', opponent: null, side: null, points: 2 });
  }
}

const { url, stop } = await startBuiltWorker('engine/swiss');

async function send(path: string, body: string): Promise<number> {
  const pid = findLargest('workerd');
  const before = readUsage(pid);
  const response = await fetch(url + path, { method: 'POST', body });
  await response.arrayBuffer();
  return readUsage(pid).cpuMs - before.cpuMs;
}

const text = (times: readonly number[]) => times.map((ms) => ms.toFixed(0)).join(' ');

await send('read', JSON.stringify({ entrants: [], settings }));
for (const entrantCount of [64, 128, 256, 257, 512, 1024]) {
  const [inNode, inWorkerd]: [number[], number[]] = [[], []];
  for (const { nodeMs, ...round } of rounds(entrantCount)) {
    const body = JSON.stringify(round);
    const overheadMs = await send('read', body);
    inNode.push(nodeMs);
    inWorkerd.push((await send('pair', body)) - overheadMs);
  }
  console.log(`${entrantCount} entrants, CPU ms by round: Node ${text(inNode)}; workerd ${text(inWorkerd)}`);
}
await stop();
