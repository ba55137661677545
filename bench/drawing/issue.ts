// `npm run bench:issue`: plays a tournament of a thousand entrants over the public API and issues all certificates in one call.
// Measures the time until the last one is issued and the memory of the Worker's process.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseStartArguments } from '../../src/cli/dev/arguments.ts';
import { findFreePort } from '../../src/cli/dev/free-port.ts';
import { launch } from '../../src/cli/dev/launch.ts';
import { endChildren } from '../../src/cli/process/child-processes.ts';
import { createStopList } from '../../src/cli/process/stop-list.ts';
import { createClient } from '../acts/client.ts';
import { completeTournament } from '../acts/tournament.ts';
import { findLargest, readUsage } from '../bed/process-usage.ts';
import { readOptions } from '../harness/options.ts';

const { values } = readOptions({ entrants: { type: 'string', default: '1000' } });
const entrants = Number(values.entrants);
const stops = createStopList();
const home = mkdtempSync(join(tmpdir(), 'laurel-bench-'));
try {
  const environment = { ...process.env, LAUREL_HOME: home, PORT: String(await findFreePort()) };
  const { baseUrl } = await launch({
    startArguments: parseStartArguments(['--empty']),
    environment,
    print: () => {},
    stops,
  });
  const { jwtSecret } = JSON.parse(readFileSync(join(home, 'secrets.json'), 'utf8'));
  const client = createClient(baseUrl, jwtSecret);
  const { id, organizer } = await completeTournament(client, entrants);
  const pid = findLargest('workerd');
  const before = readUsage(pid);
  const start = performance.now();
  const path = `/v1/tournaments/${id}/certificates`;
  await client.post(organizer, path, {});
  const answeredMs = performance.now() - start;
  for (;;) {
    const progress = await client.get(organizer, `${path}?limit=1`);
    const seconds = (performance.now() - start) / 1000;
    console.log(`${seconds.toFixed(0)} s: ${progress.issued} of ${progress.total}, failed attempts ${progress.failed}`);
    if (progress.pending === 0) {
      const { residentMib, peakMib, cpuMs } = readUsage(pid);
      console.log(
        `${progress.issued} certificates in ${seconds.toFixed(1)} s (the request ${answeredMs.toFixed(0)} ms); workerd used ` +
          `${((cpuMs - before.cpuMs) / 1000).toFixed(1)} s of CPU and went from ${before.residentMib.toFixed(0)} to ${residentMib.toFixed(0)} MiB, ` +
          `${peakMib.toFixed(0)} MiB peak; Worker, backend objects, R2 and queue are one process`,
      );
      break;
    }
    await sleep(5_000);
  }
} finally {
  await stops.stopAll();
  await endChildren();
  rmSync(home, { recursive: true, force: true });
}
process.exit();
