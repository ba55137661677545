// The capacity model: cost per act, growth of cost, and the bottlenecks for a million players.

import type { GrowthResult } from '../../model/growth.ts';
import type { ModelResult } from '../../model/model.ts';
import { type Block, type Section, table, text } from '../document.ts';
import { bytes, figure, milliseconds, percent, whole } from '../figures.ts';
import type { Results } from '../results.ts';

export function capacityModel(results: Results): Section {
  const growth = results.json<GrowthResult>('growth.json');
  const model = results.json<ModelResult>('model.json');
  return {
    id: 'capacity-model',
    title: 'A million players, ten thousand tournaments',
    blocks: [
      ...constants(growth),
      ...costs(growth),
      ...bottlenecks(model),
      ...objects(model),
      ...ledger(growth, model),
    ],
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
    'The cost of one act was measured with a single backend object at full volume and eight concurrent acts, all on one machine. CPU time was read from the kernel. The Worker’s time includes edge and backend object, so one object supports at least the rate shown.';
  return [
    text(lead),
    table(['act', 'measured per second', 'Worker', 'per object and second', 'Postgres', 'per core and second'], rows),
  ];
}

function costs({ brackets, rooms, ledgers, stores }: GrowthResult): Block[] {
  const bracketRows = brackets.map(({ entrants, reportMs, databaseMs }) => [
    `report a result among ${whole(entrants)} entrants`,
    milliseconds(reportMs),
    `${milliseconds(databaseMs)} of Postgres`,
  ]);
  const roomRows = rooms.map(({ spectators, deliveredMs, deliveryMs }) => [
    `deliver an event to ${whole(spectators)} spectators`,
    milliseconds(deliveredMs),
    `${milliseconds(deliveryMs)} of the Worker per message: ${whole(1000 / deliveryMs)} messages per second`,
  ]);
  const ledgerRows = ledgers.flatMap(({ rows, queries }) =>
    queries.map(({ name, ms, buffers }) => [
      `${name}, ${whole(rows)} rows`,
      milliseconds(ms),
      `${whole(buffers)} buffers`,
    ]),
  );
  const storeRows = stores.map(({ act, sizeBytes, ratePerSecond }) => [
    `${act} ${bytes(sizeBytes)}, eight concurrent`,
    milliseconds((8 * 1000) / ratePerSecond),
    `${whole(ratePerSecond)} per second`,
  ]);
  return [
    text('Growth of cost with entrants, spectators and rows: medians of sequential acts.'),
    table(['', 'median', 'cost'], [...bracketRows, ...roomRows, ...ledgerRows, ...storeRows]),
  ];
}

function bottlenecks({ demand, rates, bottlenecks: found }: ModelResult): Block[] {
  const assumptions = `Assumed, not measured (\`bench/model/demand.ts\`): ${whole(demand.players)} players in ${whole(demand.tournaments)} tournaments with popularity 1/n. All register within ${whole(demand.registrationSeconds / 60)} minutes, while the first tournaments play. During ${whole(demand.playSeconds / 3600)} hours of play each match is reported and confirmed, and each player makes ${demand.transfersPerPlayer} transfers and reads a bracket ${demand.readsPerPlayer} times. The peak is ${demand.peakFactor} times the mean: ${whole(rates.registration)} registrations, ${whole(rates.result)} results, ${whole(rates.transfer)} transfers, ${whole(rates.bracket)} brackets and ${whole(rates.verification)} verifications per second. Maximum utilization: ${percent(demand.busyShareMax)}.`;
  const [first, second] = found;
  const verdict = `The first bottleneck is ${first?.part}, at ${whole(first?.playersMax ?? Number.NaN)} players in the default deployment. The second is ${second?.part}, at ${whole(second?.playersMax ?? Number.NaN)}.`;
  const rows = found.map(({ part, unit, required, available, playersMax, remedy }) => [
    part,
    `${figure(required)} ${unit}`,
    figure(available),
    whole(playersMax),
    remedy,
  ]);
  return [
    text(assumptions),
    text(verdict),
    table(['part', 'required', 'available', 'saturated at players', 'remedy'], rows),
  ];
}

function objects({ shards }: ModelResult): Block[] {
  const lead =
    'Simulated: each tournament and each match gets an id, and requests with random arrivals queue for one thread per object. Results are routed by match. In the first line of each pair, bracket reads are routed by tournament, so the most popular tournament overloads its object first. In the second line, reads are routed by caller, as they are now.';
  const rows = shards.map((load) => [
    `${load.shards}, reads ${load.reads}`,
    ...[load.mean, load.p99, load.max].map(whole),
    percent(load.busyMean),
    percent(load.busyMax),
    milliseconds(load.waitP50Ms),
    milliseconds(load.waitP99Ms),
    milliseconds(load.hotWaitP99Ms),
    load.hotMeanWaitMs === null ? 'unbounded' : milliseconds(load.hotMeanWaitMs),
  ]);
  const fits = shards.find(({ reads, busyMax }) => reads === 'by tournament' && busyMax < 1);
  const spread = shards.find(({ reads, busyMax }) => reads === 'by caller' && busyMax < 1);
  const verdict = `With reads by tournament, no object is overloaded from ${fits === undefined ? 'no simulated number' : `${fits.shards} objects`} on; with reads by caller from ${spread === undefined ? 'no simulated number' : `${spread.shards}`}.`;
  const head = [
    'objects',
    'mean',
    'p99',
    'max',
    'busy mean',
    'busy max',
    'wait p50',
    'wait p99',
    'p99 on the busiest',
    'mean there, by formula',
  ];
  return [text(lead), table(head, rows), text(verdict)];
}

function ledger({ database, ledgers }: GrowthResult, { ledger: daily, demand }: ModelResult): Block[] {
  const [small, large] = [ledgers.at(0), ledgers.at(-1)];
  const transfer = (cost: typeof small) => cost?.queries[0];
  const growth = `From ${whole(small?.rows ?? Number.NaN)} to ${whole(large?.rows ?? Number.NaN)} rows, a transfer grows from ${whole(transfer(small)?.buffers ?? Number.NaN)} to ${whole(transfer(large)?.buffers ?? Number.NaN)} buffers, with the height of the index trees.`;
  const summary = `${growth} Disk usage grows by ${bytes(database.ledgerBytesPerRow)} per row including indexes: a day of ${whole(demand.players)} players writes ${whole(daily.rowsPerDay)} rows, ${bytes(daily.bytesPerDay)}. Monthly partitions of \`economy_transaction\` would keep the indexes of the current month in memory and allow older months on slower disks. History and balance queries would read from the newest partition backwards. With Citus, a transfer between wallets on two machines is a two-phase commit, so distribute by wallet only when the cores of one machine are not enough.`;
  return [text(summary)];
}
