// `npm run bench:overhead`: what the log of requests and the limits cost, in CPU time of the Worker per act. The same acts go in alternating
// rounds to Laurels that differ in these settings and share one database. CPU time depends on other load less than latency does.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endChildren } from '../src/cli/process/child-processes.ts';
import { createStopList } from '../src/cli/process/stop-list.ts';
import { mapConcurrently } from '../src/core/map-concurrently.ts';
import { createClient } from './client.ts';
import { openBenchDatabase } from './harness/database.ts';
import type { Send } from './harness/drive.ts';
import { ownRoot, startLaurel } from './harness/laurel.ts';
import { describeMachine, watchHostLoad } from './harness/machine.ts';
import { readOptions } from './harness/options.ts';
import { scenarios } from './scenarios.ts';

const { values } = readOptions({ rounds: { type: 'string', default: '15' }, acts: { type: 'string', default: '400' } });
const [rounds, acts] = [Number(values.rounds), Number(values.acts)];
const names = ['registration', 'result', 'transfer'];
const atOnce = 8;

/** Without either first: the others are compared with it. `{}` is as in production. */
const settings = [
  ['neither', { LOG_REQUESTS: 'false', RATE_LIMITS: 'off' }],
  ['log of requests', { RATE_LIMITS: 'off' }],
  ['limits', { LOG_REQUESTS: 'false' }],
  ['both', {}],
] as const;

interface Side {
  readonly send: Send;
  readonly cpuMs: () => number;
  readonly perAct: number[];
}

async function measure({ send, cpuMs, perAct }: Side, round: number): Promise<void> {
  const before = cpuMs();
  const indexes = Array.from({ length: acts }, (_, index) => round * acts + index);
  await mapConcurrently(indexes, atOnce, (index) => send(index, new AbortController().signal));
  // The first round warms all.
  if (round > 0) perAct.push((cpuMs() - before) / acts);
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/** Of all rounds together, since the kernel counts in steps of 10 ms, and between which 90 % of the single rounds lie. */
function ratioOf(side: readonly number[], base: readonly number[]) {
  const ratios = side.map((value, round) => value / (base[round] ?? Number.NaN)).toSorted((a, b) => a - b);
  const at = (share: number) => Number(ratios[Math.floor(share * (ratios.length - 1))]?.toFixed(3));
  return { ratio: Number((sum(side) / sum(base)).toFixed(3)), from: at(0.05), to: at(0.95) };
}

const stops = createStopList();
const folder = mkdtempSync(join(tmpdir(), 'laurel-overhead-'));
try {
  const database = await openBenchDatabase({ folder: join(folder, 'database'), volume: null, distanceMs: 0 });
  await stops.add(database.stop);
  const laurels = [];
  for (const [name, overrides] of settings) {
    const home = join(folder, name.replaceAll(' ', '-'));
    const laurel = await startLaurel({ root: ownRoot, databaseUrl: database.url, home, overrides });
    await stops.add(laurel.stop);
    const { OWN_SOCKET_URL: baseUrl = '', JWT_SECRET: secret = '' } = laurel.variables;
    laurels.push({ client: createClient(baseUrl, secret), cpuMs: laurel.workerCpuMs });
  }
  const watch = watchHostLoad();
  for (const name of names) {
    const scenario = scenarios.find((one) => one.name === name);
    if (scenario === undefined) throw new Error(`no scenario is called ${name}`);
    const sides: Side[] = [];
    for (const { client, cpuMs } of laurels) {
      // Only files need the store.
      const world = { client, s3: undefined as never };
      sides.push({ send: await scenario.prepare(world, (rounds + 1) * acts), cpuMs, perAct: [] });
    }
    for (let round = 0; round <= rounds; round += 1)
      for (let turn = 0; turn < sides.length; turn += 1)
        // Each side is first in some rounds.
        await measure(sides[(turn + round) % sides.length] as Side, round);
    for (const [which, { perAct }] of sides.entries()) {
      const cpuMsPerAct = Number((sum(perAct) / perAct.length).toFixed(3));
      const compared = which === 0 ? {} : ratioOf(perAct, sides[0]?.perAct ?? []);
      console.log(JSON.stringify({ act: name, with: settings[which]?.[0], cpuMsPerAct, ...compared }));
    }
  }
  console.log(JSON.stringify({ ...describeMachine(), ...watch(), rounds, acts }));
  for (const { client } of laurels) await client.close();
} finally {
  await stops.stopAll();
  await endChildren();
  rmSync(folder, { recursive: true, force: true });
}
process.exit();
