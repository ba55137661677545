// The sections on indexes, database latency and capacity follow from their result files.

import { describe, expect, it } from 'vitest';
import type { DistanceResult } from '../../bench/distance.ts';
import type { Sample } from '../../bench/harness/sample.ts';
import { constantArrivals } from '../../bench/harness/schedule.ts';
import type { IndexesResult } from '../../bench/plans/indexes.ts';
import type { MakeSection, Section } from '../../bench/report/document.ts';
import { renderMarkdown } from '../../bench/report/markdown.ts';
import type { Results } from '../../bench/report/results.ts';
import { farAway } from '../../bench/report/sections/far-away.ts';
import { indexes } from '../../bench/report/sections/indexes.ts';
import { migration } from '../../bench/report/sections/migration.ts';
import type { MigrationResult } from '../../bench/rows/migration.ts';

const machine = { cores: 2, model: 'one', memoryGib: 4, kernel: '6.1', node: 'v24' };
const hostLoad = { loadBefore: 0, busyShare: 0.5, stealShare: 0 };
const volume = { players: 100_000, ledgerRows: 1_000_000, auditRows: 500_000, certificates: 100_000 };

/** Samples whose latency is `latencyOf` their due time. */
function resultsOf(file: object, latencyOf: (dueMs: number) => number): Results {
  const samples = constantArrivals(10, 300).map((dueMs): Sample => {
    return { dueMs, sentMs: dueMs, endMs: dueMs + latencyOf(dueMs), outcome: 'ok' };
  });
  return { json: <T>() => file as T, samples: () => samples };
}

const read = (make: MakeSection, results: Results): string => {
  const section: Section = make(results);
  return renderMarkdown({ title: 'T', lead: 'L', sections: [section] });
};

describe('indexes', () => {
  const execution = (ms: number, buffers: number) => ({
    ms,
    buffers,
    tree: { 'Node Type': 'Index Scan', 'Index Name': 'idx' },
  });
  const round = (actMs: number) => ({ actMs, walBytes: actMs * 1024 });
  const file: IndexesResult = {
    machine,
    volume,
    cold: 'a server restart and a dropped page cache',
    indexes: [
      {
        index: 'idx',
        table: 't',
        query: 'a page',
        statement: 'SELECT 1',
        indexBytes: 2 ** 20,
        buildMs: 1500,
        states: [
          { state: 'without it', warm: execution(300, 25_000), cold: execution(400, 25_000) },
          { state: 'with it', warm: execution(0.1, 5), cold: execution(8, 5) },
        ],
        writes: {
          act: 'a transfer',
          connections: 4,
          rounds: [2, 3, 4].map((ms) => ({ with: round(ms), without: round(2) })),
        },
      },
    ],
  };

  it('are compared with the state before, and their cost is a median of ratios with its range', () => {
    const markdown = read(
      indexes,
      resultsOf(file, () => 1),
    );
    expect(markdown).toContain('3,000 times faster warm, 50 times faster cold, with 5,000 times fewer buffers');
    expect(markdown).toContain('1.50 (1.00 … 2.00)');
    expect(markdown).toContain('a dropped page cache');
    expect(markdown).toContain('Index Scan using idx (rows=0');
  });
});

it('an index build under load has figures per phase, by due time', () => {
  const file: MigrationResult = {
    machine,
    hostLoad,
    volume,
    index: 'idx',
    buildFromMs: 10_000,
    buildToMs: 20_000,
    loads: [{ name: 'history', ratePerSecond: 10, samplesFile: 'x.jsonl.gz' }],
  };
  const markdown = read(
    migration,
    resultsOf(file, (dueMs) => (dueMs < 10_000 ? 200 : dueMs < 20_000 ? 400 : 2)),
  );
  expect(markdown).toMatch(/\| history, before \| 100 \| 200 ms \|/);
  expect(markdown).toMatch(/\| history, during \| 100 \| 400 ms \|/);
  expect(markdown).toMatch(/\| history, after \| 100 \| 2\.00 ms \|/);
});

describe('latency to the database', () => {
  const file: DistanceResult = {
    machine,
    volume,
    distanceMs: 40,
    backendShards: 8,
    paths: [
      {
        path: 'transfer',
        roundTrips: 1,
        afterResponse: 0.1,
        nearMs: 5,
        farMs: 45,
        ratePerSecond: 100,
        hostLoad,
        samplesFile: 'x',
      },
    ],
  };

  it('all contracts are met and each act waits for one round trip', () => {
    const markdown = read(
      farAway,
      resultsOf(file, () => 50),
    );
    expect(markdown).toContain('All paths meet the contract.');
    expect(markdown).toMatch(/\| transfer \| 1 \| 0\.100 \| 5\.00 ms \| 45\.0 ms \| 1\.00 \|/);
  });

  it('names the paths that exceed the contract', () => {
    expect(
      read(
        farAway,
        resultsOf(file, () => 300),
      ),
    ).toContain('These paths exceed the contract: transfer.');
  });
});
