// `npm run bench`: a fresh Laurel as it would be deployed, loaded from this process. Prints what was measured; judges nothing.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseStartArguments } from '../src/cli/arguments.ts';
import { endChildren } from '../src/cli/child-processes.ts';
import { findFreePort } from '../src/cli/free-port.ts';
import { launch } from '../src/cli/launch.ts';
import { createStopList } from '../src/cli/stop-list.ts';
import { type Client, createClient } from './client.ts';
import { closedLoop, openLoop, percentile } from './load.ts';
import { scenarios } from './scenarios.ts';

const { values } = parseArgs({
  options: { rate: { type: 'string', default: '20' }, seconds: { type: 'string', default: '25' } },
});
const load = { ratePerSecond: Number(values.rate), seconds: Number(values.seconds) };

const stops = createStopList();
const home = mkdtempSync(join(tmpdir(), 'laurel-bench-'));
try {
  const environment = { ...process.env, LAUREL_HOME: home, PORT: String(await findFreePort()) };
  const { baseUrl } = await launch({
    wanted: parseStartArguments(['--empty']),
    environment,
    print: console.log,
    stops,
  });
  const { jwtSecret } = JSON.parse(readFileSync(join(home, 'secrets.json'), 'utf8'));
  const client = createClient(baseUrl, jwtSecret);
  console.log(`\n${cpus()[0]?.model}, ${cpus().length} cores; server, database and load on one machine`);
  await compareReads(client);
  for (const scenario of scenarios) {
    const count = load.ratePerSecond * load.seconds;
    const send = await scenario.prepare(client, count);
    const samples = await openLoop(send, { ratePerSecond: load.ratePerSecond, count });
    const failed = samples.filter((sample) => !sample.isOk).length;
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => percentile(samples, share).toFixed(1));
    console.log(
      `${scenario.name}: ${count} at ${load.ratePerSecond}/s, p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms, failed ${failed}`,
    );
  }
} finally {
  await stops.stopAll();
  await endChildren();
  rmSync(home, { recursive: true, force: true });
}
process.exit();

/** Alternating rounds in one run: ratios hold where absolute figures wander. */
async function compareReads(client: Client): Promise<void> {
  const owner = await client.person();
  const { id } = await client.post(owner, '/v1/wallets', {});
  const empty = async () => (await client.get(null, '/healthz')).status === 'ok';
  const read = async () => (await client.get(owner, `/v1/wallets/${id}`)).id === id;
  const rates: number[][] = [[], []];
  for (let round = 0; round < 4; round += 1) {
    for (const [which, send] of [empty, read].entries()) {
      const rate = await closedLoop(send, { connections: 16, seconds: round === 0 ? 2 : 4 });
      if (round > 0) rates[which]?.push(rate);
    }
  }
  const [emptyRate, readRate] = rates.map((list) => list.toSorted((a, b) => a - b)[1] ?? 0) as [number, number];
  const share = ((100 * readRate) / emptyRate).toFixed(0);
  console.log(
    `empty route ${emptyRate.toFixed(0)}/s; authenticated read through the backend object ${readRate.toFixed(0)}/s (${share} %)`,
  );
}
