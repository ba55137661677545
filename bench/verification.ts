// `npm run bench:verification`: compares cached and uncached verifications with an empty route, in alternating rounds: ratios are
// stable, absolute figures vary. Then counts their database round trips on a second Laurel behind the delay proxy.

import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { playDemo } from '../src/cli/demo/play-demo.ts';
import { parseStartArguments } from '../src/cli/dev/arguments.ts';
import { findFreePort } from '../src/cli/dev/free-port.ts';
import { launch } from '../src/cli/dev/launch.ts';
import { findVariables } from '../src/cli/operator/operator-connections.ts';
import { endChildren } from '../src/cli/process/child-processes.ts';
import { createStopList } from '../src/cli/process/stop-list.ts';
import { createClient } from './acts/client.ts';
import { createAgent, median } from './acts/requests.ts';
import { openBenchDatabase } from './bed/database.ts';
import { addressOf, startDelayProxy, viaProxy } from './bed/delay-proxy.ts';
import { startBenchLaurel } from './bed/sharded-laurel.ts';
import { readOptions } from './harness/options.ts';
import { countRoundTrips } from './harness/round-trips.ts';
import { measureThroughput } from './harness/throughput.ts';

readOptions({});

const stops = createStopList();
const home = mkdtempSync(join(tmpdir(), 'laurel-bench-'));
const connections = 16;
try {
  const lines: string[] = [];
  const environment = { ...process.env, LAUREL_HOME: home, PORT: String(await findFreePort()) };
  await launch({ startArguments: parseStartArguments([]), environment, print: (line) => lines.push(line), stops });
  const { OWN_SOCKET_URL: baseUrl = '' } = findVariables({ LAUREL_HOME: home });
  const code = /\/c\/([0-9A-Z-]{19})/.exec(lines.join('\n'))?.[1] ?? '';
  const agent = createAgent(connections);
  const ask = (path: string, headers: Record<string, string>) => () =>
    new Promise<void>((resolve, reject) => {
      const sent = request(baseUrl + path, { agent, headers }, (response) => {
        response
          .resume()
          .on('end', () =>
            response.statusCode === 200 ? resolve() : reject(new Error(`answered ${response.statusCode}`)),
          );
      });
      sent.on('error', reject).end();
    });
  const routes = [
    ['empty route', ask('/healthz', {})],
    ['verification as JSON, cached', ask(`/c/${code}`, { accept: 'application/json' })],
    ['verification page, cached', ask(`/c/${code}`, { accept: 'text/html' })],
    ['verification as JSON, uncached', ask(`/c/${code}`, { accept: 'application/json', 'cache-control': 'no-cache' })],
  ] as const;
  const rates = routes.map((): number[] => []);
  for (let round = 0; round < 6; round += 1) {
    for (const [which, [, send]] of routes.entries()) {
      const rate = await measureThroughput(send, { connections, seconds: round === 0 ? 1 : 2 });
      if (round > 0) rates[which]?.push(rate);
    }
  }
  console.log(`${cpus()[0]?.model}, ${cpus().length} cores; server, database and load generator share one machine`);
  const empty = median(rates[0] ?? []);
  for (const [which, [name]] of routes.entries()) {
    const rate = median(rates[which] ?? []);
    console.log(`${name}: ${rate.toFixed(0)}/s, ${((100 * rate) / empty).toFixed(0)} % of the empty route`);
  }
  await printRoundTrips(join(home, 'wire'));
} finally {
  await stops.stopAll();
  await endChildren();
  rmSync(home, { recursive: true, force: true });
}
process.exit();

async function printRoundTrips(folder: string): Promise<void> {
  const { directUrl, stop } = await openBenchDatabase({
    folder: join(folder, 'database'),
    volume: null,
    distanceMs: 0,
  });
  await stops.add(stop);
  const wire = await startDelayProxy(addressOf(directUrl), 0);
  await stops.add(wire.stop);
  const database = { url: viaProxy(directUrl, wire), directUrl };
  const laurel = await startBenchLaurel({ folder: join(folder, 'laurel'), database, backendShards: 1 });
  await stops.add(laurel.stop);
  const client = createClient(laurel.baseUrl, laurel.jwtSecret);
  await stops.add(client.close);
  const path = `/c/${(await playDemo(laurel.baseUrl, laurel.jwtSecret)).winner.code}`;
  for (const [name, isUncached] of [
    ['uncached', true],
    ['cached', false],
  ] as const) {
    const counts = await countRoundTrips(wire, () => client.get(null, path, { isUncached }));
    console.log(`verification as JSON, ${name}: ${median(counts)} round trips to the database (${counts.join(' ')})`);
  }
}
