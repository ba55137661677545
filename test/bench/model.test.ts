// The capacity model: queues match the formula, requests are routed as in the Worker, and all players are placed.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bottleneck, findBottlenecks } from '../../bench/model/bottlenecks.ts';
import { type Demand, demand } from '../../bench/model/demand.ts';
import type { ActCost, GrowthResult } from '../../bench/model/growth.ts';
import { fill, zipfShares } from '../../bench/model/popularity.ts';
import { meanWaitMs, simulateThread } from '../../bench/model/queue.ts';
import { makeWorld, simulateShards } from '../../bench/model/shards.ts';
import { smallVolume } from '../../bench/volume.ts';
import { makeId } from '../../src/core/id.ts';
import { toInstant } from '../../src/core/instant.ts';
import { shardOf } from '../../src/core/shard.ts';
import { seededRandom } from '../support/rules/random.ts';

const names = ['registration', 'result', 'transfer', 'verification', 'bracket'] as const;
const acts = names.map((act): ActCost => ({ act, ratePerSecond: 500, workerMs: 1, databaseMs: 1 }));
const small = { ...demand, players: 20_000, tournaments: 200 };

describe('a simulated thread', () => {
  it.each([0.3, 0.6, 0.8])(
    'has the waiting time of the Pollaczek–Khinchine formula at a utilization of %d',
    (busyShare) => {
      const streams = [
        { ratePerSecond: 100 * busyShare, serviceMs: 8 },
        { ratePerSecond: 100 * busyShare, serviceMs: 2 },
      ];
      const served = simulateThread(streams, 20_000, seededRandom(1));
      const mean = served.waitsMs.reduce((sum, ms) => sum + ms, 0) / served.waitsMs.length;
      expect(served.busyShare).toBeCloseTo(busyShare, 1);
      expect(mean / (meanWaitMs(streams) ?? 0)).toBeGreaterThan(0.93);
      expect(mean / (meanWaitMs(streams) ?? 0)).toBeLessThan(1.07);
    },
  );

  it('that is overloaded has no mean wait', () => {
    expect(meanWaitMs([{ ratePerSecond: 200, serviceMs: 6 }])).toBeNull();
  });
});

describe('bottlenecks', () => {
  const growth: GrowthResult = {
    machine: { cores: 2, model: 'one', memoryGib: 4, kernel: '6.1', node: 'v24' },
    hostLoad: { loadBefore: 0, busyShare: 0.5, stealShare: 0 },
    volume: smallVolume,
    acts,
    brackets: [],
    rooms: [{ spectators: 2_000, deliveredMs: 100, deliveryMs: 0.05 }],
    ledgers: [],
    stores: [{ act: 'put', sizeBytes: 25_000, ratePerSecond: 500 }],
    database: { connectionsMax: 100, ledgerBytesPerRow: 400 },
  };
  const deployed = { shards: 2, connectionsPerObject: 4, databaseCores: 2 };
  const playersAt = (part: string, wanted: Demand, shards = 2) =>
    findBottlenecks(wanted, growth, { ...deployed, shards }).find((bottleneck) => bottleneck.part === part)
      ?.playersMax ?? Number.NaN;

  it('are sorted by the number of players that they support', () => {
    const met = findBottlenecks(demand, growth, deployed).map(({ playersMax }) => playersMax);
    expect(met).toEqual(met.toSorted((a, b) => a - b));
  });

  it('lie where the requirement equals the available capacity', () => {
    const { required, available, playersMax, part } = findBottlenecks(demand, growth, deployed)[1] as Bottleneck;
    expect(required * (playersMax / demand.players)).toBeCloseTo(available, 6);
    expect(playersAt(part, { ...demand, peakFactor: 2 * demand.peakFactor })).toBeLessThanOrEqual(playersMax);
  });

  it('of backend objects scale with the number of objects', () => {
    expect(playersAt('backend objects', demand, 8) / playersAt('backend objects', demand, 2)).toBeCloseTo(4, 6);
  });
});

describe('popularity', () => {
  it('places all players, respects capacities, and never prefers a less popular tournament', () => {
    const people = fc.integer({ min: 1, max: 50_000 });
    fc.assert(
      fc.property(
        people,
        fc.integer({ min: 2, max: 300 }),
        fc.integer({ min: 2, max: 1024 }),
        (count, tournaments, most) => {
          const entrants = fill(count, zipfShares(tournaments, 1), most);
          expect(entrants.reduce((sum, some) => sum + some, 0)).toBeCloseTo(Math.min(count, tournaments * most), 3);
          expect(Math.max(...entrants)).toBeLessThanOrEqual(most + 1e-6);
          expect(entrants.every((some, index) => index === 0 || some <= (entrants[index - 1] ?? 0) + 1e-6)).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('backend objects', () => {
  const world = makeWorld(small, acts, seededRandom(3));
  const load = (shards: number, reads: 'by tournament' | 'by caller') =>
    simulateShards(world, { shards, reads }, seededRandom(3));

  it('receive every request of the demand once', () => {
    expect(16 * load(16, 'by tournament').mean).toBeCloseTo(load(1, 'by tournament').mean, 6);
    expect(16 * load(16, 'by caller').mean).toBeCloseTo(load(1, 'by tournament').mean, 6);
  });

  it('are overloaded by the most popular tournament, unless reads are routed by caller', () => {
    const [together, apart] = [load(32, 'by tournament'), load(32, 'by caller')];
    expect(together.max / together.mean).toBeGreaterThan(1.5);
    expect(apart.max).toBeLessThan(together.max);
  });

  it('share ten thousand tournaments evenly', () => {
    const random = seededRandom(5);
    const counts = Array.from({ length: 64 }, () => 0);
    for (let index = 0; index < 10_000; index += 1) {
      const bytes = Uint8Array.from({ length: 10 }, () => random.below(256));
      const id = makeId('tournament', toInstant(Date.UTC(2026, 0, 1) + index), bytes);
      const shard = shardOf(id, 64, Math.random);
      counts[shard] = (counts[shard] ?? 0) + 1;
    }
    // Chi-squared with 63 degrees of freedom: above 110 once in five thousand seeds, and this seed is fixed.
    const expected = 10_000 / 64;
    expect(counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)).toBeLessThan(110);
  });

  it('are chosen by key; without a key at random', () => {
    const key = 'ply_01kavbhf00zzzzzzzzzzzzzzzz';
    expect(shardOf(key, 64, () => 0.99)).toBe(shardOf(key, 64, () => 0));
    expect([shardOf(null, 64, () => 0), shardOf(null, 64, () => 0.999)]).toEqual([0, 63]);
  });
});
