// The load generator's process: prepares, warms up and drives on instruction. Exits when the parent disconnects.

import { seededRandom } from '../test/support/rules/random.ts';
import { createClient } from './acts/client.ts';
import { findScenario } from './acts/scenarios.ts';
import { drive, type Send } from './harness/drive.ts';
import type { Instruction, LoadPlan, Step } from './harness/generator.ts';
import { writeSamples } from './harness/sample.ts';
import { constantArrivals, poissonArrivals } from './harness/schedule.ts';

/** Warm-up acts; not measured. */
const warmUpsMax = 50;
const warmUpRatePerSecond = 50;

let send: Send | null = null;
let done = 0;
let report: (error: unknown) => void = () => {};

async function prepare({ scenario: name, baseUrl, jwtSecret, s3, count }: LoadPlan): Promise<void> {
  const scenario = findScenario(name);
  report = (error) => console.error(`${name}: ${error instanceof Error ? error.message : error}`);
  const warmUps = Math.min(warmUpsMax, Math.ceil(count / 5));
  send = await scenario.prepare({ client: createClient(baseUrl, jwtSecret), s3 }, count + warmUps);
  await measure(constantArrivals(Math.min(scenario.ratePerSecond, warmUpRatePerSecond), warmUps));
}

const arrivals = ({ ratePerSecond, count, poissonSeed }: Step) =>
  poissonSeed === null
    ? constantArrivals(ratePerSecond, count)
    : poissonArrivals(ratePerSecond, count, seededRandom(poissonSeed));

/** Each act has a unique number. */
function measure(due: readonly number[]) {
  const first = done;
  done += due.length;
  return drive(due, (index, signal) => (send as Send)(first + index, signal), { report });
}

process.on('message', async (instruction: Instruction) => {
  const before = process.cpuUsage();
  if (instruction.kind === 'prepare') await prepare(instruction.plan);
  else writeSamples(instruction.samplesFile, await measure(arrivals(instruction)));
  const { user, system } = process.cpuUsage(before);
  process.send?.({ cpuMs: (user + system) / 1000 });
});
process.on('disconnect', () => process.exit());
process.on('unhandledRejection', (error) => {
  report(error);
  process.exit(1);
});
