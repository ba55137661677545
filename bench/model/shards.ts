// Simulates the load of all tournaments on a number of backend objects. Requests are routed by tournament or match id, or by caller,
// which spreads them evenly.

import { type idPrefixes, makeId } from '../../src/core/id.ts';
import { toInstant } from '../../src/core/instant.ts';
import { shardOf } from '../../src/core/shard.ts';
import type { Random } from '../../test/support/rules/random.ts';
import type { Demand } from './demand.ts';
import type { ActCost } from './growth.ts';
import { fill, zipfShares } from './popularity.ts';
import { meanWaitMs, quantile, type Stream, simulateThread } from './queue.ts';

export interface ShardLoad extends Setting {
  /** Requests per second. */
  readonly mean: number;
  readonly p99: number;
  readonly max: number;
  readonly busyMean: number;
  readonly busyMax: number;
  /** Over all requests, milliseconds. */
  readonly waitP50Ms: number;
  readonly waitP99Ms: number;
  /** On the busiest object, simulated. */
  readonly hotWaitP99Ms: number;
  /** On the busiest object, by formula; null when it is overloaded. */
  readonly hotMeanWaitMs: number | null;
}

interface Tournament {
  readonly id: string;
  readonly players: number;
  /** Share of all reads. */
  readonly share: number;
  readonly matchIds: readonly string[];
}

export interface World {
  readonly demand: Demand;
  readonly acts: readonly ActCost[];
  readonly tournaments: readonly Tournament[];
}

/** Creates an id for each tournament and each match. A million ids take seconds. */
export function makeWorld(demand: Demand, acts: readonly ActCost[], random: Random): World {
  const popularity = zipfShares(demand.tournaments, demand.zipfExponent);
  const entrants = fill(demand.players, popularity, demand.entrantsMax);
  const tournaments = popularity.map((share, index) => {
    const players = entrants[index] ?? 0;
    const matches = Math.max(0, Math.floor(players) - 1);
    const matchIds = Array.from({ length: matches }, () => newId('match', random));
    return { id: newId('tournament', random), players, share, matchIds };
  });
  return { demand, acts, tournaments };
}

const simulatedSeconds = 20;

export interface Setting {
  readonly shards: number;
  /** How bracket reads are routed to objects: by tournament id or by caller. */
  readonly reads: 'by tournament' | 'by caller';
}

export function simulateShards({ demand, acts, tournaments }: World, setting: Setting, random: Random): ShardLoad {
  const { shards, reads } = setting;
  const rates = Array.from({ length: shards }, () => new Map<ActCost['act'], number>());
  const add = (shard: number, act: ActCost['act'], rate: number) =>
    rates[shard]?.set(act, (rates[shard]?.get(act) ?? 0) + rate * demand.peakFactor);
  const addToAll = (act: ActCost['act'], rate: number) => {
    for (let shard = 0; shard < shards; shard += 1) add(shard, act, rate / shards);
  };
  const find = (id: string) => shardOf(id, shards, random.next);
  const perPlayer = (times: number) => (demand.players * times) / demand.playSeconds;
  for (const { id, players, share, matchIds } of tournaments) {
    add(find(id), 'registration', players / demand.registrationSeconds);
    if (reads === 'by tournament') add(find(id), 'bracket', perPlayer(demand.readsPerPlayer) * share);
    for (const match of matchIds) add(find(match), 'result', demand.reportsPerMatch / demand.playSeconds);
  }
  if (reads === 'by caller') addToAll('bracket', perPlayer(demand.readsPerPlayer));
  // Transfers and verifications have no tournament id, so they are spread over all objects.
  addToAll('transfer', perPlayer(demand.transfersPerPlayer));
  addToAll('verification', demand.players / demand.verificationSeconds);
  return summarize(
    rates.map((ofShard) => toStreams(ofShard, acts)),
    setting,
    random,
  );
}

function toStreams(rates: ReadonlyMap<ActCost['act'], number>, acts: readonly ActCost[]): Stream[] {
  return [...rates].map(([name, ratePerSecond]) => {
    const cost = acts.find(({ act }) => act === name);
    if (cost === undefined) throw new Error(`${name} has not been measured`);
    return { ratePerSecond, serviceMs: cost.workerMs };
  });
}

function summarize(objects: readonly (readonly Stream[])[], setting: Setting, random: Random): ShardLoad {
  const rateOf = (streams: readonly Stream[]) => streams.reduce((sum, { ratePerSecond }) => sum + ratePerSecond, 0);
  const busyOf = (streams: readonly Stream[]) =>
    streams.reduce((sum, { ratePerSecond, serviceMs }) => sum + (ratePerSecond * serviceMs) / 1000, 0);
  const rates = objects.map(rateOf).toSorted((a, b) => a - b);
  const busy = objects.map(busyOf);
  const hot = objects[busy.indexOf(Math.max(...busy))] ?? [];
  const served = objects.map((streams) => simulateThread(streams, simulatedSeconds, random));
  const waits = served.flatMap(({ waitsMs }) => [...waitsMs]).toSorted((a, b) => a - b);
  const hotWaits = [...(served[objects.indexOf(hot)]?.waitsMs ?? [])].toSorted((a, b) => a - b);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  return {
    ...setting,
    mean: mean(rates),
    p99: quantile(rates, 0.99),
    max: rates.at(-1) ?? 0,
    busyMean: mean(busy),
    busyMax: Math.max(...busy),
    waitP50Ms: quantile(waits, 0.5),
    waitP99Ms: quantile(waits, 0.99),
    hotWaitP99Ms: quantile(hotWaits, 0.99),
    hotMeanWaitMs: meanWaitMs(hot),
  };
}

function newId(kind: 'tournament' | 'match', random: Random): string {
  const bytes = Uint8Array.from({ length: 10 }, () => random.below(256));
  return makeId(
    kind,
    toInstant('2026-01-01T00:00:00Z'),
    bytes,
  ) satisfies `${(typeof idPrefixes)[typeof kind]}_${string}`;
}
