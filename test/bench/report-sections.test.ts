// What the sections on indexes, distance and capacity say follows from the files they read.

import { describe, expect, it } from 'vitest';
import type { DistanceResult } from '../../bench/distance.ts';
import type { Sample } from '../../bench/harness/sample.ts';
import { constantArrivals } from '../../bench/harness/schedule.ts';
import type { IndexesResult } from '../../bench/indexes.ts';
import type { MigrationResult } from '../../bench/migration.ts';
import type { MakeSection, Section } from '../../bench/report/document.ts';
import { farAway } from '../../bench/report/far-away.ts';
import { indexes } from '../../bench/report/indexes.ts';
import { renderMarkdown } from '../../bench/report/markdown.ts';
import { migration } from '../../bench/report/migration.ts';
import type { Results } from '../../bench/report/results.ts';

const machine = { cores: 2, model: 'one', memoryGib: 4, kernel: '6.1', node: 'v24' };
const weather = { loadBefore: 0, busyShare: 0.5, stealShare: 0 };
const volume = { players: 100_000, ledgerRows: 1_000_000, auditRows: 500_000, certificates: 100_000 };

/** Every request took as long as `latencyOf` says of when it was due. */
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
    cold: "the server restarted and the system's page cache dropped",
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

  it('are compared with what was there before, and their cost is a median of ratios with its range', () => {
    const words = read(
      indexes,
      resultsOf(file, () => 1),
    );
    expect(words).toContain('3,000 times faster warm and 50 times cold, on 5,000 times fewer buffers');
    expect(words).toContain('1.50 (1.00 … 2.00)');
    expect(words).toContain("the system's page cache dropped");
    expect(words).toContain('Index Scan using idx (rows=0');
  });
});

it('an index built under load: each phase has its own figures, by when requests were due', () => {
  const file: MigrationResult = {
    machine,
    weather,
    volume,
    index: 'idx',
    buildFromMs: 10_000,
    buildToMs: 20_000,
    loads: [{ name: 'history', ratePerSecond: 10, samplesFile: 'x.jsonl.gz' }],
  };
  const words = read(
    migration,
    resultsOf(file, (dueMs) => (dueMs < 10_000 ? 200 : dueMs < 20_000 ? 400 : 2)),
  );
  expect(words).toMatch(/\| history, before \| 100 \| 200 ms \|/);
  expect(words).toMatch(/\| history, during \| 100 \| 400 ms \|/);
  expect(words).toMatch(/\| history, after \| 100 \| 2\.00 ms \|/);
});

describe('far away', () => {
  const file: DistanceResult = {
    machine,
    volume,
    distanceMs: 40,
    backendShards: 8,
    paths: [
      {
        path: 'transfer',
        roundTrips: 1,
        behind: 0.1,
        nearMs: 5,
        farMs: 45,
        ratePerSecond: 100,
        weather,
        samplesFile: 'x',
      },
    ],
  };

  it('the contract holds, and an act waits for one round trip', () => {
    const words = read(
      farAway,
      resultsOf(file, () => 50),
    );
    expect(words).toContain('The contract holds.');
    expect(words).toMatch(/\| transfer \| 1 \| 0\.100 \| 5\.00 ms \| 45\.0 ms \| 1\.00 \|/);
  });

  it('or it is said by what it is broken', () => {
    expect(
      read(
        farAway,
        resultsOf(file, () => 300),
      ),
    ).toContain('The contract is broken by transfer.');
  });
});
