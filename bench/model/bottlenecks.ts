// Finds the bottlenecks: for each part, the requirement at full demand, the available capacity, and the number of players it supports.

import { type Demand, stated } from './demand.ts';
import type { ActCost, GrowthResult } from './growth.ts';
import { zipfShares } from './popularity.ts';

export interface Bottleneck {
  readonly part: string;
  readonly unit: string;
  /** At full demand, in `unit`. */
  readonly required: number;
  /** In the default deployment, in `unit`. */
  readonly available: number;
  /** The number of players at which the part is saturated. */
  readonly playersMax: number;
  /** How to raise the limit. */
  readonly remedy: string;
}

/** Acts per second at peak: late registrations overlap with the first matches. */
export function peakRates(demand: Demand): Readonly<Record<ActCost['act'], number>> {
  const { players, peakFactor, playSeconds } = demand;
  const peak = (times: number, seconds: number) => (peakFactor * times) / seconds;
  return {
    registration: peak(players, demand.registrationSeconds),
    result: peak((players - demand.tournaments) * demand.reportsPerMatch, playSeconds),
    transfer: peak(players * demand.transfersPerPlayer, playSeconds),
    bracket: peak(players * demand.readsPerPlayer, playSeconds),
    verification: peak(players, demand.verificationSeconds),
  };
}

/** The default deployment: BACKEND_SHARDS, connections per object, and the cores of the measured machine. */
export interface Deployed {
  readonly shards: number;
  readonly connectionsPerObject: number;
  readonly databaseCores: number;
}

/** The lowest limit first. */
export function findBottlenecks(demand: Demand, growth: GrowthResult, deployed: Deployed): Bottleneck[] {
  const rates = peakRates(demand);
  const busy = (of: (cost: ActCost) => number) =>
    growth.acts.reduce((sum, cost) => sum + (rates[cost.act] * of(cost)) / 1000, 0);
  const objectsNeeded = busy(({ workerMs }) => workerMs) / demand.busyShareMax;
  const largestRoom = growth.rooms.at(-1);
  const eventsPerSecond = rates.registration + rates.result;
  const spectators = demand.players * demand.spectatorsPerPlayer;
  const deliveries = (eventsPerSecond / demand.tournaments) * spectators;
  const put = growth.stores.find(({ act }) => act === 'put');
  const bottlenecks = [
    {
      part: 'backend objects',
      unit: 'objects',
      required: objectsNeeded,
      available: deployed.shards,
      remedy: 'a larger `BACKEND_SHARDS`; objects share nothing and are found by a hash',
    },
    {
      part: 'Postgres, processors',
      unit: 'cores',
      required: busy(({ databaseMs }) => databaseMs) / demand.busyShareMax,
      available: deployed.databaseCores,
      remedy:
        'more cores; read replicas for brackets and histories; then Citus, distributed by tournament and by wallet',
    },
    {
      part: 'Postgres, connections',
      unit: 'connections',
      required: objectsNeeded * deployed.connectionsPerObject,
      available: Math.min(growth.database.connectionsMax, stated.hyperdriveConnections),
      remedy:
        'transaction pooling in Hyperdrive or PgBouncer; acts of one statement then hold a connection only while it runs',
    },
    {
      part: 'the most watched room',
      unit: 'spectators',
      required: spectators * (zipfShares(demand.tournaments, demand.zipfExponent)[0] ?? Number.NaN),
      available: largestRoom?.spectators ?? Number.NaN,
      remedy:
        'several rooms per tournament, to which the first room forwards events. Only the largest measured audience is claimed',
    },
    {
      part: 'all rooms together',
      unit: 'busy threads',
      required: (deliveries * (largestRoom?.deliveryMs ?? Number.NaN)) / 1000 / demand.busyShareMax,
      available: demand.tournaments,
      remedy: 'none needed: each room is an object with its own thread',
    },
    {
      part: 'object store, writing',
      unit: 'files per second',
      required: (demand.players * demand.filesPerCertificate) / demand.issueSeconds,
      available: put?.ratePerSecond ?? Number.NaN,
      remedy: `the measured store is a local server; S3 documents ${stated.s3PutsPerPrefix.toLocaleString('en-US')} per second and prefix. The queue buffers the rest`,
    },
  ];
  return bottlenecks
    .map((bottleneck) => ({ ...bottleneck, playersMax: (demand.players * bottleneck.available) / bottleneck.required }))
    .toSorted((a, b) => a.playersMax - b.playersMax);
}
