// `npm run bench:compare -- <git ref>`: compares the working tree with that version. Both run at the same time and are measured in
// alternating rounds, so that other load on the machine affects both. Exits with 1 when a path is worse than allowed.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endChildren } from '../src/cli/process/child-processes.ts';
import { seededRandom } from '../test/support/rules/random.ts';
import { findScenario } from './acts/scenarios.ts';
import { checkOut } from './bed/checkout.ts';
import { type EntryPoint, openTestBed, type TestBed } from './bed/test-bed.ts';
import { type Compared, type CompareRecord, compareFile } from './harness/compare-record.ts';
import { compareRounds, type Round } from './harness/compare-rounds.ts';
import type { Step } from './harness/generator.ts';
import { describeMachine } from './harness/machine.ts';
import { readOptions } from './harness/options.ts';
import { resultsFolder } from './harness/results-folder.ts';
import { showTable } from './harness/show-table.ts';
import { smallVolume } from './volume.ts';

const { values, positionals } = readOptions(
  {
    scenario: { type: 'string', multiple: true },
    rounds: { type: 'string', default: '10' },
    seconds: { type: 'string', default: '4' },
    rate: { type: 'string' },
    out: { type: 'string', default: resultsFolder },
  },
  true,
);
const [ref] = positionals;
if (ref === undefined) {
  console.error('Name the version to compare with, for example: npm run bench:compare -- main');
  process.exit(2);
}
const paths = values.scenario ?? ['registration', 'result', 'transfer', 'verification-uncached'];
const rounds = Number(values.rounds);

const version = checkOut(ref);
const beds: TestBed[] = [];
const compared: Compared[] = [];
let entryPoint: EntryPoint = 'miniflare proxy';
try {
  for (const root of [version.root, undefined]) {
    beds.push(await openTestBed({ volume: smallVolume, ...(root === undefined ? {} : { root }) }));
  }
  const [base, candidate] = beds as [TestBed, TestBed];
  if (base.hasDirectSocket) entryPoint = 'direct socket';
  for (const path of paths) compared.push(await compare(path, base, candidate));
} finally {
  for (const bed of beds) await bed.stop();
  await endChildren();
  version.remove();
}
mkdirSync(values.out, { recursive: true });
const record: CompareRecord = {
  machine: describeMachine(),
  base: version.commit,
  rounds,
  seconds: Number(values.seconds),
  entryPoint,
  compared,
};
writeFileSync(join(values.out, compareFile), `${JSON.stringify(record, null, 2)}\n`);
console.log(`\nThis version divided by ${ref} (${version.commit.slice(0, 9)}), ${rounds} alternating rounds:`);
showTable(
  ['path', 'p50', 'p95', 'p99', 'errors', 'Worker CPU per act', 'verdict'],
  compared.map(({ path, comparison: { ratios, errorRateGrowth, breaches }, workerCpuMsPerAct: [was, is] }) => [
    path,
    ...ratios.map(({ ratio, low, high }) => `${ratio.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`),
    `${(errorRateGrowth * 100).toFixed(2)} points`,
    `${is.toFixed(2)} ms, was ${was.toFixed(2)}`,
    breaches.length === 0 ? 'not worse' : breaches.join(', '),
  ]),
);
process.exit(compared.some(({ comparison }) => comparison.breaches.length > 0) ? 1 : 0);

/** The order alternates between rounds. */
async function compare(path: string, base: TestBed, candidate: TestBed): Promise<Compared> {
  const ratePerSecond = Number(values.rate ?? findScenario(path).ratePerSecond / 2);
  const step: Step = { ratePerSecond, count: Math.ceil(ratePerSecond * Number(values.seconds)), poissonSeed: null };
  const sides = await Promise.all([base, candidate].map((bed) => openSide(path, bed, step)));
  const taken: Round[] = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const [first, second] = round % 2 === 0 ? sides : sides.toReversed();
      const samples = [(await first?.drive()) ?? [], (await second?.drive()) ?? []];
      const [ofBase = [], ofCandidate = []] = round % 2 === 0 ? samples : samples.toReversed();
      taken.push({ base: ofBase, candidate: ofCandidate });
    }
  } finally {
    for (const side of sides) await side.stop();
  }
  const [was = 0, is = 0] = sides.map((side) => side.workerCpuMs() / (step.count * rounds));
  return { path, comparison: compareRounds(taken, seededRandom(1)), workerCpuMsPerAct: [was, is] };
}

async function openSide(path: string, bed: TestBed, step: Step) {
  const generator = await bed.prepare(path, step.count * rounds, entryPoint);
  let used = 0;
  return {
    async drive() {
      const before = bed.workerCpuMs();
      const samples = await generator.drive(step);
      used += bed.workerCpuMs() - before;
      return samples;
    },
    /** During the measurement. */
    workerCpuMs: () => used,
    stop: generator.stop,
  };
}
