// `npm run bench:overhead`: what the log of requests and the limits cost, in CPU time of the Worker per act. All forms run in one isolate and
// share its compiled code and one database; a few acts go to each in turn. Exits with 1 when the cost of both may exceed the bound.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endChildren } from '../src/cli/process/child-processes.ts';
import { createStopList } from '../src/cli/process/stop-list.ts';
import { mapConcurrently } from '../src/core/map-concurrently.ts';
import { seededRandom } from '../test/support/rules/random.ts';
import { createClient } from './acts/client.ts';
import { findScenario } from './acts/scenarios.ts';
import { findWorkerPid } from './bed/cpu.ts';
import { openBenchDatabase } from './bed/database.ts';
import { readThreadsCpuMs } from './bed/process-usage.ts';
import { startBenchLaurel } from './bed/sharded-laurel.ts';
import type { Send } from './harness/drive.ts';
import { describeMachine, watchHostLoad } from './harness/machine.ts';
import { readOptions } from './harness/options.ts';
import { judgeRatio, median, pairedRatio } from './harness/paired-ratio.ts';

const { values } = readOptions({
  act: { type: 'string', multiple: true, default: ['registration', 'result', 'transfer'] },
  rounds: { type: 'string', default: '120' },
  acts: { type: 'string', default: '32' },
  /** Beside both together also each alone. */
  each: { type: 'boolean', default: false },
});
const [rounds, acts] = [Number(values.rounds), Number(values.acts)];
/** These warm all up and are not counted. */
const warmUpRounds = 12;
const atOnce = 8;
/** Log and limits together may cost this much. */
const bound = 1.05;

/** Entry points of overhead-worker.ts. The others are compared with the first. */
const forms = values.each ? ['Neither', 'Log', 'Limits', 'Both'] : ['Neither', 'Both'];
const limitNames = ['user', 'registration', 'match', 'payout'];
const overrides = {
  CHECK_ANSWERS: 'false',
  // Nobody reaches these limits.
  RATE_LIMITS: limitNames.map((name) => `${name}=1000000000/60`).join(' '),
};
const variants = {
  main: join(import.meta.dirname, 'overhead-worker.ts'),
  entryPoints: forms,
  durableObjects: Object.fromEntries(forms.map((form) => [`${form.toUpperCase()}_BACKEND`, `${form}Backend`])),
};

const stops = createStopList();
const folder = mkdtempSync(join(tmpdir(), 'laurel-overhead-'));
const verdicts: string[] = [];
try {
  const database = await openBenchDatabase({ folder: join(folder, 'database'), volume: null, distanceMs: 0 });
  await stops.add(database.stop);
  const home = join(folder, 'laurel');
  const laurel = await startBenchLaurel({ folder: home, database, backendShards: 2, overrides, variants });
  await stops.add(laurel.stop);
  const pid = findWorkerPid(process.pid);
  if (pid === undefined) throw new Error('there is no Worker process');
  const clients = forms.map((form) => createClient(laurel.variantUrls[form] ?? '', laurel.jwtSecret));
  const watch = watchHostLoad();
  for (const act of values.act) {
    const count = (warmUpRounds + rounds) * acts;
    // Only files need the store.
    const world = (client: (typeof clients)[number]) => ({ client, s3: undefined as never });
    const sends: Send[] = [];
    for (const client of clients) sends.push(await findScenario(act).prepare(world(client), count));
    const cpuMsPerAct = await measure(sends, pid);
    const [base = []] = cpuMsPerAct;
    for (const [which, form] of forms.entries()) {
      const own = cpuMsPerAct[which] ?? [];
      const compared = which === 0 ? null : pairedRatio(own, base, seededRandom(1));
      const verdict = compared === null ? null : judgeRatio(compared, bound);
      if (form === 'Both' && verdict !== null) verdicts.push(verdict);
      const ratio = compared === null ? {} : { ...mapNumbers(compared), [`verdict on ${bound}`]: verdict };
      console.log(JSON.stringify({ act, with: form.toLowerCase(), cpuMsPerAct: round3(median(own)), ...ratio }));
    }
  }
  console.log(JSON.stringify({ ...describeMachine(), ...watch(), rounds, acts }));
  for (const client of clients) await client.close();
} finally {
  await stops.stopAll();
  await endChildren();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(verdicts.every((verdict) => verdict === 'within') ? 0 : 1);

/** @returns CPU milliseconds per act, by form and round. Each form is first in some rounds. */
async function measure(sends: readonly Send[], pid: number): Promise<number[][]> {
  const cpuMsPerAct: number[][] = sends.map(() => []);
  for (let round = 0; round < warmUpRounds + rounds; round += 1) {
    for (let turn = 0; turn < sends.length; turn += 1) {
      const which = (turn + round) % sends.length;
      const indexes = Array.from({ length: acts }, (_, index) => round * acts + index);
      const before = readThreadsCpuMs(pid);
      await mapConcurrently(indexes, atOnce, (index) => (sends[which] as Send)(index, new AbortController().signal));
      if (round >= warmUpRounds) cpuMsPerAct[which]?.push((readThreadsCpuMs(pid) - before) / acts);
    }
  }
  return cpuMsPerAct;
}

function round3(value: number): number {
  return Number(value.toFixed(3));
}

function mapNumbers(ratio: Readonly<Record<'ratio' | 'low' | 'high', number>>) {
  return { ratio: round3(ratio.ratio), low: round3(ratio.low), high: round3(ratio.high) };
}
