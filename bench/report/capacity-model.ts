// Beyond one machine: what each part carries, how cost grows, where a million players hit the first wall, and what moves it.

import type { GrowthResult } from '../growth.ts';
import type { ModelResult } from '../model.ts';
import { type Block, type Section, table, text } from './document.ts';
import { bytes, figure, milliseconds, percent, whole } from './figures.ts';
import type { Results } from './results.ts';

export function capacityModel(results: Results): Section {
  const growth = results.json<GrowthResult>('growth.json');
  const model = results.json<ModelResult>('model.json');
  return {
    id: 'capacity-model',
    title: 'A million players, ten thousand tournaments',
    blocks: [...constants(growth), ...costs(growth), ...walls(model), ...objects(model), ...ledger(growth, model)],
  };
}

function constants({ acts }: GrowthResult): Block[] {
  const rows = acts.map(({ act, ratePerSecond, workerMs, databaseMs }) => [
    act,
    whole(ratePerSecond),
    milliseconds(workerMs),
    whole(1000 / workerMs),
    milliseconds(databaseMs),
    whole(1000 / databaseMs),
  ]);
  const lead =
    'What one act costs was measured through a single backend object at full volume, eight at a time, everything on one machine; the processors were read from the system. The Worker’s time is that of edge and object together, so an object carries at least this much. One core of Postgres carries what stands to its right.';
  return [
    text(lead),
    table(['act', 'a second, measured', 'Worker', 'an object, a second', 'Postgres', 'a core, a second'], rows),
  ];
}

function costs({ brackets, rooms, ledgers, stores }: GrowthResult): Block[] {
  const bracketRows = brackets.map(({ entrants, reportMs, databaseMs }) => [
    `report a result among ${whole(entrants)} entrants`,
    milliseconds(reportMs),
    `${milliseconds(databaseMs)} of Postgres`,
  ]);
  const roomRows = rooms.map(({ spectators, heardMs, deliveryMs }) => [
    `until ${whole(spectators)} spectators have heard`,
    milliseconds(heardMs),
    `${milliseconds(deliveryMs)} of the Worker for each of them: ${whole(1000 / deliveryMs)} messages a second`,
  ]);
  const ledgerRows = ledgers.flatMap(({ rows, queries }) =>
    queries.map(({ name, ms, buffers }) => [
      `${name}, ${whole(rows)} rows`,
      milliseconds(ms),
      `${whole(buffers)} buffers`,
    ]),
  );
  const storeRows = stores.map(({ act, sizeBytes, ratePerSecond }) => [
    `${act} ${bytes(sizeBytes)}, eight at a time`,
    milliseconds((8 * 1000) / ratePerSecond),
    `${whole(ratePerSecond)} a second`,
  ]);
  return [
    text('How cost grows with entrants, spectators and rows: medians of acts one after the other.'),
    table(['', 'median', 'cost'], [...bracketRows, ...roomRows, ...ledgerRows, ...storeRows]),
  ];
}

function walls({ demand, rates, walls: found }: ModelResult): Block[] {
  const asked = `Assumed, not measured (\`bench/model/demand.ts\`): ${whole(demand.players)} players in ${whole(demand.tournaments)} tournaments whose popularity falls as 1/n, all signing up within ${whole(demand.registrationSeconds / 60)} minutes while the first play; over ${whole(demand.playSeconds / 3600)} hours each match is reported and confirmed, each player moves coins ${demand.transfersPerPlayer} times and reads a bracket ${demand.readsPerPlayer} times. In the busiest minutes, ${demand.peakFactor} times the mean, that is ${whole(rates.registration)} registrations, ${whole(rates.result)} results, ${whole(rates.transfer)} transfers, ${whole(rates.bracket)} brackets and ${whole(rates.verification)} verifications a second. Nothing may be busier than ${percent(demand.busyShareMax)}.`;
  const [first, second] = found;
  const verdict = `The first wall is ${first?.part}, at ${whole(first?.playersAtWall ?? Number.NaN)} players as Laurel is deployed by default; then ${second?.part}, at ${whole(second?.playersAtWall ?? Number.NaN)}.`;
  const rows = found.map(({ part, unit, asked: wanted, carried, playersAtWall, remedy }) => [
    part,
    `${figure(wanted)} ${unit}`,
    figure(carried),
    whole(playersAtWall),
    remedy,
  ]);
  return [
    text(asked),
    text(verdict),
    table(['part', 'asked for', 'there is', 'full at players', 'what moves it'], rows),
  ];
}

function objects({ shards }: ModelResult): Block[] {
  const lead =
    'Simulated: each tournament and each match gets an id, requests come at random and wait their turn on one thread. In the upper line of each pair results go to the object of their match and reads of a bracket to that of their tournament, so that the most popular one makes its object hot. In the lower line reads are spread over all objects, as they are now: a request goes to the object of its caller.';
  const rows = shards.map((load) => [
    `${load.shards}, reads ${load.reads}`,
    ...[load.mean, load.p99, load.max].map(whole),
    percent(load.busyMean),
    percent(load.busyMax),
    milliseconds(load.waitP50Ms),
    milliseconds(load.waitP99Ms),
    milliseconds(load.hotWaitP99Ms),
    load.hotMeanWaitMs === null ? 'grows without end' : milliseconds(load.hotMeanWaitMs),
  ]);
  const fits = shards.find(({ reads, busyMax }) => reads === 'by tournament' && busyMax < 1);
  const spread = shards.find(({ reads, busyMax }) => reads === 'anywhere' && busyMax < 1);
  const verdict = `With reads by tournament no object is overloaded from ${fits === undefined ? 'no number simulated' : `${fits.shards} objects`} on, with reads anywhere from ${spread === undefined ? 'no number simulated' : `${spread.shards}`}.`;
  const head = [
    'objects',
    'mean',
    'p99',
    'most',
    'busy',
    'busiest',
    'wait p50',
    'wait p99',
    'p99 there',
    'mean there, by formula',
  ];
  return [text(lead), table(head, rows), text(verdict)];
}

function ledger({ database, ledgers }: GrowthResult, { ledger: daily, demand }: ModelResult): Block[] {
  const [small, large] = [ledgers.at(0), ledgers.at(-1)];
  const transfer = (cost: typeof small) => cost?.queries[0];
  const growth = `From ${whole(small?.rows ?? Number.NaN)} to ${whole(large?.rows ?? Number.NaN)} rows a transfer goes from ${whole(transfer(small)?.buffers ?? Number.NaN)} to ${whole(transfer(large)?.buffers ?? Number.NaN)} buffers: the trees get higher, not wider.`;
  const words = `${growth} What grows is the disk: ${bytes(database.ledgerBytesPerRow)} a row with its indexes, so a day of ${whole(demand.players)} players writes ${whole(daily.rowsPerDay)} rows, ${bytes(daily.bytesPerDay)}. That wall is a matter of days, not of speed. Partitions of \`economy_transaction\` by month keep the indexes that are written to in memory and let old months move to slower disks; history and balances walk from the newest partition back. Spread over machines by Citus, a transfer between wallets of two of them is a transaction of two phases: distribute by wallet only when one machine’s cores no longer do.`;
  return [text(words)];
}
