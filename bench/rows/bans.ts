// `npm run bench:bans`: the time from the sending of a ban until the close frame with 4003 is at each open socket of the banned player, over
// a real server on loopback, in an open model. Sockets and the generator are one process, so that one clock measures. The raw times are
// stored. Nothing comes after a close frame; workerd ends the TCP connection up to 10 s later, which is not measured.

import type { EventEmitter } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { endChildren } from '../../src/cli/process/child-processes.ts';
import { createStopList } from '../../src/cli/process/stop-list.ts';
import { type Client, createClient, type Person, pooled } from '../acts/client.ts';
import { openTournament, people } from '../acts/tournament.ts';
import { openBenchDatabase } from '../bed/database.ts';
import { ownRoot, startLaurel } from '../bed/laurel.ts';
import { drive } from '../harness/drive.ts';
import { describeMachine, watchHostLoad } from '../harness/machine.ts';
import { readOptions } from '../harness/options.ts';
import { resultsFolder } from '../harness/results-folder.ts';
import { constantArrivals } from '../harness/schedule.ts';
import { histogramOf } from '../harness/summary.ts';

const { values } = readOptions({
  bans: { type: 'string', default: '200' },
  /** Of each player, at most 3. */
  sockets: { type: 'string', default: '2' },
  rate: { type: 'string', default: '10' },
  out: { type: 'string', default: resultsFolder },
});
const [bans, socketsEach] = [Number(values.bans), Number(values.sockets)];
/** Not measured: code gets warm. */
const warmUpCount = 10;
const closeTimeoutMs = 60_000;
const promisedMs = 1_000;
const sanctionedCode = 4003;

interface Watching {
  readonly player: Person;
  /** When each socket was closed with 4003; another code is an error. */
  readonly closedAtMs: number[];
}

/** A socket with its first frame: the player has a seat in the room. */
function watch(url: string, { token }: Person, onClose: (code: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false, headers: { authorization: `Bearer ${token}` } });
    socket.once('message', () => {
      // Its event `close` is that of the TCP connection.
      const { _receiver: receiver } = socket as unknown as { readonly _receiver: EventEmitter };
      receiver.once('conclude', onClose);
      resolve();
    });
    socket.on('error', reject);
  });
}

async function seat(client: Client, url: string, player: Person): Promise<Watching> {
  // Moderators sanction players of whom something is kept.
  await client.get(player, '/v1/me');
  const closedAtMs: number[] = [];
  for (let opened = 0; opened < socketsEach; opened += 1)
    await watch(url, player, (code) => closedAtMs.push(code === sanctionedCode ? performance.now() : Number.NaN));
  return { player, closedAtMs };
}

async function measure(client: Client) {
  const [{ id }, moderator] = [await openTournament(client, 2), await client.person(['moderator'])];
  const url = `${client.baseUrl.replace('http', 'ws')}/live/tournaments/${id}`;
  const watching = await pooled(await people(client, warmUpCount + bans), (player) => seat(client, url, player));
  const sentAtMs: number[] = [];
  const answeredMs: number[] = [];
  const ban = async (index: number) => {
    const { player } = watching[index] as Watching;
    sentAtMs[index] = performance.now();
    const terms = { kind: 'ban', reasonCode: 'cheating', statement: 'Seen.', endsAt: '2035-01-01T00:00:00Z' };
    await client.post(moderator, '/v1/sanctions', { playerId: player.id, ...terms });
    answeredMs[index] = performance.now() - (sentAtMs[index] ?? 0);
  };
  await drive(constantArrivals(Number(values.rate), warmUpCount), ban);
  const endWatch = watchHostLoad();
  await drive(constantArrivals(Number(values.rate), bans), (index) => ban(warmUpCount + index));
  const isOpen = ({ closedAtMs }: Watching) => closedAtMs.length < socketsEach;
  for (const end = performance.now() + closeTimeoutMs; watching.some(isOpen) && performance.now() < end; )
    await sleep(20);
  const measured = watching.map((one, index) => ({ ...one, index })).slice(warmUpCount);
  /** One list for each ban, in milliseconds since it was sent. */
  const closedMs = measured.map(({ closedAtMs, index }) => closedAtMs.map((at) => at - (sentAtMs[index] ?? 0)));
  return { hostLoad: endWatch(), answeredMs: answeredMs.slice(warmUpCount), closedMs };
}

const stops = createStopList();
const folder = mkdtempSync(join(tmpdir(), 'laurel-bench-'));
let isKept = false;
try {
  const database = await openBenchDatabase({ folder: join(folder, 'database'), volume: null, distanceMs: 0 });
  await stops.add(database.stop);
  const laurel = await startLaurel({ root: ownRoot, databaseUrl: database.url, home: join(folder, 'laurel') });
  await stops.add(laurel.stop);
  const client = createClient(laurel.variables.OWN_SOCKET_URL ?? '', laurel.variables.JWT_SECRET ?? '');
  await stops.add(client.close);
  const { hostLoad, answeredMs, closedMs } = await measure(client);
  const [all, answered] = [closedMs.flat(), histogramOf(answeredMs)];
  const right = all.filter((ms) => !Number.isNaN(ms));
  const closed = histogramOf(right);
  const late = right.filter((ms) => ms > promisedMs).length;
  const missing = bans * socketsEach - right.length;
  isKept = late === 0 && missing === 0;
  mkdirSync(values.out, { recursive: true });
  const record = {
    machine: describeMachine(),
    hostLoad,
    bans,
    socketsEach,
    promisedMs,
    closed,
    answered,
    late,
    missing,
  };
  writeFileSync(join(values.out, 'bans.json'), `${JSON.stringify({ ...record, closedMs, answeredMs })}\n`);
  console.log(JSON.stringify(record, null, 2));
} finally {
  await stops.stopAll();
  await endChildren();
  rmSync(folder, { recursive: true, force: true });
}
process.exit(isKept ? 0 : 1);
