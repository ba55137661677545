// Where it gets tight first: what is asked of each part at full demand, what one of it carries, and how far that goes.

import type { ActCost, GrowthResult } from '../growth.ts';
import { type Demand, stated } from './demand.ts';
import { zipfShares } from './popularity.ts';

export interface Wall {
  readonly part: string;
  readonly unit: string;
  /** Of the unit, at full demand. */
  readonly asked: number;
  /** What there is as deployed by default, in the same unit. */
  readonly carried: number;
  /** At how many players the part is full. */
  readonly playersAtWall: number;
  /** What moves the wall. */
  readonly remedy: string;
}

/** Acts a second at the worst: the last sign-ups while the first matches are played. */
export function peakRates(demand: Demand): Readonly<Record<ActCost['act'], number>> {
  const { players, peakFactor, playSeconds } = demand;
  const peak = (times: number, seconds: number) => (peakFactor * times) / seconds;
  return {
    registration: peak(players, demand.registrationSeconds),
    result: peak((players - demand.tournaments) * demand.wordsPerMatch, playSeconds),
    transfer: peak(players * demand.transfersPerPlayer, playSeconds),
    bracket: peak(players * demand.readsPerPlayer, playSeconds),
    verification: peak(players, demand.verificationSeconds),
  };
}

/** As deployed by default: BACKEND_SHARDS, connections an object, cores of the machine that was measured. */
export interface Deployed {
  readonly shards: number;
  readonly connectionsPerObject: number;
  readonly databaseCores: number;
}

/** The tightest first. */
export function findWalls(demand: Demand, growth: GrowthResult, deployed: Deployed): Wall[] {
  const rates = peakRates(demand);
  const busy = (of: (cost: ActCost) => number) =>
    growth.acts.reduce((sum, cost) => sum + (rates[cost.act] * of(cost)) / 1000, 0);
  const objectsNeeded = busy(({ workerMs }) => workerMs) / demand.busyShareMax;
  const largestRoom = growth.rooms.at(-1);
  const eventsPerSecond = rates.registration + rates.result;
  const spectators = demand.players * demand.spectatorsPerPlayer;
  const deliveries = (eventsPerSecond / demand.tournaments) * spectators;
  const put = growth.stores.find(({ act }) => act === 'put');
  const walls = [
    {
      part: 'backend objects',
      unit: 'objects',
      asked: objectsNeeded,
      carried: deployed.shards,
      remedy: 'a larger `BACKEND_SHARDS`; objects share nothing, and ids find them by hash',
    },
    {
      part: 'Postgres, processors',
      unit: 'cores',
      asked: busy(({ databaseMs }) => databaseMs) / demand.busyShareMax,
      carried: deployed.databaseCores,
      remedy:
        'a machine with more cores; brackets and histories from read replicas; then Citus, distributed by tournament and by wallet',
    },
    {
      part: 'Postgres, connections',
      unit: 'connections',
      asked: objectsNeeded * deployed.connectionsPerObject,
      carried: Math.min(growth.database.connectionsMax, stated.hyperdriveConnections),
      remedy:
        'transaction pooling in Hyperdrive or PgBouncer, where every act that is one statement needs a connection for its own time only',
    },
    {
      part: 'the most watched room',
      unit: 'spectators',
      asked: spectators * (zipfShares(demand.tournaments, demand.zipfExponent)[0] ?? Number.NaN),
      carried: largestRoom?.spectators ?? Number.NaN,
      remedy:
        'rooms of their own for every so many spectators, told by the first: an object tells others as it tells sockets. More than the largest that was measured is not promised',
    },
    {
      part: 'all rooms together',
      unit: 'busy threads',
      asked: (deliveries * (largestRoom?.deliveryMs ?? Number.NaN)) / 1000 / demand.busyShareMax,
      carried: demand.tournaments,
      remedy: 'nothing to do: each room is an object with a thread of its own',
    },
    {
      part: 'object store, writing',
      unit: 'files a second',
      asked: (demand.players * demand.filesPerCertificate) / demand.issueSeconds,
      carried: put?.ratePerSecond ?? Number.NaN,
      remedy: `the store measured is a stand-in on this machine; S3 states ${stated.s3PutsPerPrefix.toLocaleString('en-US')} a second and prefix, and the queue waits`,
    },
  ];
  return walls
    .map((wall) => ({ ...wall, playersAtWall: (demand.players * wall.carried) / wall.asked }))
    .toSorted((a, b) => a.playersAtWall - b.playersAtWall);
}
