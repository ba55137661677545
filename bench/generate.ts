// The load generator: a process of its own, so that making load and serving it do not wait for each other. Told what to do in
// one line of JSON; writes the samples to a file.

import type { S3Config } from '../src/objects/s3.ts';
import { seededRandom } from '../test/support/random.ts';
import { createClient } from './client.ts';
import { drive } from './harness/drive.ts';
import { type Sample, writeSamples } from './harness/sample.ts';
import { constantArrivals, poissonArrivals } from './harness/schedule.ts';
import { type Scenario, scenarios } from './scenarios.ts';

export interface Order {
  readonly scenario: string;
  readonly baseUrl: string;
  readonly jwtSecret: string;
  readonly s3: S3Config;
  readonly ratePerSecond: number;
  readonly count: number;
  /** Bursts by this seed; null: one after the other. */
  readonly poissonSeed: number | null;
  readonly samplesFile: string;
}

/** Acts that warm up what is warm in production; never measured. */
const warmUps = 50;

async function generate(order: Order): Promise<readonly Sample[]> {
  const { scenario: name, baseUrl, jwtSecret, s3, ratePerSecond, count, poissonSeed } = order;
  const scenario = scenarios.find((candidate) => candidate.name === name) as Scenario;
  const client = createClient(baseUrl, jwtSecret);
  const report = (error: unknown) => console.error(`${name}: ${error instanceof Error ? error.message : error}`);
  try {
    const warmUp = Math.min(warmUps, Math.ceil(count / 5));
    const send = await scenario.prepare({ client, s3 }, count + warmUp);
    await drive(constantArrivals(Math.min(ratePerSecond, 50), warmUp), send, { report });
    const due =
      poissonSeed === null
        ? constantArrivals(ratePerSecond, count)
        : poissonArrivals(ratePerSecond, count, seededRandom(poissonSeed));
    return await drive(due, (index, signal) => send(index + warmUp, signal), { report });
  } finally {
    await client.close();
  }
}

const order = JSON.parse(process.argv[2] ?? '{}') as Order;
writeSamples(order.samplesFile, await generate(order));
process.exit();
