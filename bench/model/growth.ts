// `npm run bench:growth`: measures the constants of the capacity model: cost per act for Worker and database, and growth of cost with
// entrants, spectators and ledger rows. One backend object, full volume.

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { endChildren } from '../../src/cli/process/child-processes.ts';
import { createS3Store } from '../../src/objects/stores/s3.ts';
import { type Client, createClient, pooled } from '../acts/client.ts';
import { anObject } from '../acts/object.ts';
import { median } from '../acts/requests.ts';
import { joinRoom } from '../acts/room.ts';
import { scenarios } from '../acts/scenarios.ts';
import { startTournament } from '../acts/tournament.ts';
import { readCpuByRole } from '../bed/cpu.ts';
import { openBenchDatabase } from '../bed/database.ts';
import { type BenchLaurel, startBenchLaurel } from '../bed/sharded-laurel.ts';
import { describeMachine, type HostLoad, type Machine, watchHostLoad } from '../harness/machine.ts';
import { readOptions } from '../harness/options.ts';
import { resultsFolder } from '../harness/results-folder.ts';
import { type LedgerCost, measureLedger } from '../ledger/ledger-growth.ts';
import { fullVolume, smallVolume, type Volume } from '../volume.ts';

readOptions({});

export interface ActCost {
  readonly act: 'registration' | 'result' | 'transfer' | 'verification' | 'bracket';
  /** With eight concurrent acts and one backend object. */
  readonly ratePerSecond: number;
  /** CPU milliseconds per act. The Worker's value includes edge and backend object: an upper bound for the object. */
  readonly workerMs: number;
  readonly databaseMs: number;
}

export interface BracketCost {
  readonly entrants: number;
  /** Medians of sequential acts. */
  readonly reportMs: number;
  readonly databaseMs: number;
}

export interface RoomCost {
  readonly spectators: number;
  /** Median time from the report of a result until the last spectator has the event. */
  readonly deliveredMs: number;
  /** CPU milliseconds of the Worker per message and spectator. */
  readonly deliveryMs: number;
}

export interface StoreCost {
  readonly act: 'put' | 'get';
  readonly sizeBytes: number;
  /** With eight concurrent requests. */
  readonly ratePerSecond: number;
}

export interface GrowthResult {
  readonly machine: Machine;
  readonly hostLoad: HostLoad;
  readonly volume: Volume;
  readonly acts: readonly ActCost[];
  readonly brackets: readonly BracketCost[];
  readonly rooms: readonly RoomCost[];
  readonly ledgers: readonly LedgerCost[];
  readonly stores: readonly StoreCost[];
  readonly database: { readonly connectionsMax: number; readonly ledgerBytesPerRow: number };
}

const never = new AbortController().signal;
const acts = 600;
const warmUps = 60;
const reportsMax = 64;
/** Number of results sent to a room. */
const resultCount = 12;

const home = mkdtempSync(join(tmpdir(), 'laurel-growth-'));
try {
  const endWatch = watchHostLoad();
  const database = await openBenchDatabase({ folder: join(home, 'database'), volume: fullVolume, distanceMs: 0 });
  const laurel = await startBenchLaurel({ folder: join(home, 'laurel'), database, backendShards: 1 });
  const client = createClient(laurel.baseUrl, laurel.jwtSecret);
  const measured = {
    acts: await measureActs(client, laurel),
    brackets: await each([16, 128, 1024], (entrants) => measureBracket(client, entrants)),
    rooms: await each([100, 500, 2000], (spectators) => measureRoom(client, laurel, spectators)),
    stores: await measureStores(laurel),
    database: await describeDatabase(database.directUrl),
  };
  await client.close();
  await laurel.stop();
  await database.stop();
  const volumes: readonly Volume[] = [
    { players: 2_000, ledgerRows: 10_000, auditRows: 5_000, certificates: 1_280 },
    smallVolume,
    fullVolume,
  ];
  const ledgers = await each(volumes, (volume) => measureLedger(join(home, String(volume.ledgerRows)), volume));
  const result: GrowthResult = {
    machine: describeMachine(),
    hostLoad: endWatch(),
    volume: fullVolume,
    ...measured,
    ledgers,
  };
  const folder = resultsFolder;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'growth.json'), `${JSON.stringify(result, null, 2)}\n`);
  console.log(JSON.stringify({ ...measured, ledgers }, null, 1));
} finally {
  await endChildren();
  rmSync(home, { recursive: true, force: true });
}
process.exit();

async function each<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const done: R[] = [];
  for (const item of items) done.push(await work(item));
  return done;
}

async function measureActs(client: Client, laurel: BenchLaurel): Promise<ActCost[]> {
  const { id } = await startTournament(client, 64);
  const prepare = async (name: string) => {
    const send = await scenarios
      .find((scenario) => scenario.name === name)
      ?.prepare({ client, s3: laurel.s3 }, warmUps + acts);
    if (send === undefined) throw new Error(`there is no scenario ${name}`);
    return (index: number) => send(index, never);
  };
  return [
    await measureAct('registration', await prepare('registration')),
    await measureAct('result', await prepare('result')),
    await measureAct('transfer', await prepare('transfer')),
    await measureAct('verification', await prepare('verification-uncached')),
    await measureAct('bracket', () => client.get(null, `/v1/tournaments/${id}/matches`)),
  ];
}

async function measureAct(act: ActCost['act'], send: (index: number) => Promise<unknown>): Promise<ActCost> {
  const indexes = [...Array(acts).keys()].map((index) => index + warmUps);
  await pooled([...Array(warmUps).keys()], send);
  const before = readCpuByRole(process.pid);
  const began = performance.now();
  await pooled(indexes, send);
  const ratePerSecond = (acts * 1000) / (performance.now() - began);
  const after = readCpuByRole(process.pid);
  return {
    act,
    ratePerSecond,
    workerMs: (after.worker - before.worker) / acts,
    databaseMs: (after.database - before.database) / acts,
  };
}

async function measureBracket(client: Client, entrants: number): Promise<BracketCost> {
  const reports = [];
  while (reports.length < reportsMax) reports.push(...(await startTournament(client, entrants)).reports);
  const taken = reports.slice(0, reportsMax);
  const before = readCpuByRole(process.pid);
  const times = await each(taken, ({ as, path }) => timed(() => client.post(as, path, { scores: [2, 1] })));
  const databaseMs = (readCpuByRole(process.pid).database - before.database) / taken.length;
  return { entrants, reportMs: median(times), databaseMs };
}

async function measureRoom(client: Client, laurel: BenchLaurel, spectators: number): Promise<RoomCost> {
  const { id, reports } = await startTournament(client, 64);
  const room = await joinRoom(laurel.baseUrl, id, spectators);
  const before = readCpuByRole(process.pid);
  const times = await each(reports.slice(0, resultCount), ({ as, path }) =>
    timed(async () => {
      await client.post(as, path, { scores: [2, 1] });
      await room.received(path.split('/')[3] ?? '', AbortSignal.timeout(10_000));
    }),
  );
  const deliveryMs = (readCpuByRole(process.pid).worker - before.worker) / (resultCount * spectators);
  room.leave();
  return { spectators, deliveredMs: median(times), deliveryMs };
}

async function measureStores({ s3 }: BenchLaurel): Promise<StoreCost[]> {
  const store = createS3Store(s3);
  const sizeBytes = 25_000;
  const objects = Array.from({ length: 400 }, () => anObject(sizeBytes));
  const rate = async (work: (object: (typeof objects)[number]) => Promise<unknown>) => {
    const ms = await timed(() => pooled(objects, work));
    return (objects.length * 1000) / ms;
  };
  const put = await rate((object) => store.put(object));
  const get = await rate((object) => store.get(object.key).then(({ body }) => new Response(body).arrayBuffer()));
  return [
    { act: 'put', sizeBytes, ratePerSecond: put },
    { act: 'get', sizeBytes, ratePerSecond: get },
  ];
}

async function describeDatabase(url: string): Promise<GrowthResult['database']> {
  const sql = postgres(url, { max: 1 });
  const [row] = await sql<{ connections: string; bytes: number }[]>`
    SELECT current_setting('max_connections') AS connections,
      (pg_total_relation_size('economy_transaction') / (SELECT count(*) FROM economy_transaction))::float AS bytes`;
  await sql.end();
  return { connectionsMax: Number(row?.connections), ledgerBytesPerRow: Number(row?.bytes) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
