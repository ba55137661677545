// The report follows from the samples and from nothing else.

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import budgets from '../../bench/budgets.json' with { type: 'json' };
import type { RunRecord } from '../../bench/harness/run-record.ts';
import type { Sample } from '../../bench/harness/sample.ts';
import { constantArrivals } from '../../bench/harness/schedule.ts';
import { drawLines, standAlone } from '../../bench/report/chart.ts';
import { makeReport } from '../../bench/report/files.ts';
import { machine } from '../../bench/report/machine.ts';
import { renderMarkdown } from '../../bench/report/markdown.ts';
import { openResults, type Results } from '../../bench/report/results.ts';
import { latency } from '../../bench/report/sections/latency.ts';
import { objectives } from '../../bench/report/sections/objectives.ts';
import { linearScale, logScale } from '../../bench/report/sections/scale.ts';
import { scenarioTable } from '../../bench/report/sections/scenario-table.ts';

const record: RunRecord = {
  machine: { cores: 2, model: 'A <fast> one', memoryGib: 4, kernel: '6.1', node: 'v24' },
  distanceMs: 0,
  volume: { players: 100_000 },
  scenarios: Object.keys(budgets).map((scenario) => ({
    scenario,
    ratePerSecond: 50,
    poissonSeed: null,
    hostLoad: { loadBefore: 0.1, busyShare: 0.5, stealShare: 0.01 },
    cpuMsPerAct: { worker: 2, database: 1, stores: 0, load: 0.5 },
  })),
};

/** Samples with `latencyMs`, except those in `slow`. */
function resultsWith(latencyMs: number, slow: { readonly scenario: string; readonly latencyMs: number }): Results {
  return {
    json: <T>() => record as T,
    samples: (name) =>
      constantArrivals(50, 500).map((dueMs): Sample => {
        const endMs = dueMs + (name.startsWith(slow.scenario) ? slow.latencyMs : latencyMs);
        return { dueMs, sentMs: dueMs + 0.25, endMs, outcome: 'ok' };
      }),
  };
}

const report = (results: Results) => ({
  title: 'A & B',
  lead: 'Lead.',
  sections: [objectives, scenarioTable, latency, machine].map((make) => make(results)),
});

describe('the verdict', () => {
  it('says that all objectives were met only if they were', () => {
    const met = renderMarkdown(report(resultsWith(0.5, { scenario: 'transfer', latencyMs: 0.5 })));
    expect(met).toContain('All objectives were met');
    const slow = renderMarkdown(report(resultsWith(0.5, { scenario: 'transfer', latencyMs: 300 })));
    expect(slow).toContain('Not met: contract p95 of transfer (300.0 ms); target p95 of transfer (300.0 ms).');
    expect(slow).toMatch(/\| transfer \| 300 ms \| 25\.0 ms \| 265 ms \| 300 ms \| 0\.0 % \| contract p95 missed/);
  });

  it('names every scenario with a budget that was not part of the run', () => {
    const [, ...others] = record.scenarios;
    const partial = {
      ...resultsWith(1, { scenario: '-', latencyMs: 0 }),
      json: () => ({ ...record, scenarios: others }),
    };
    const { blocks } = objectives(partial as Results);
    expect(JSON.stringify(blocks)).toContain('Not part of this run, and not judged: registration.');
    expect(JSON.stringify(objectives(resultsWith(1, { scenario: '-', latencyMs: 0 })))).not.toContain('Not part');
  });
});

it('a missing result is an error', () => {
  expect(() => openResults('/nowhere').json('run.json')).toThrow('run.json does not exist');
  expect(() => openResults('/nowhere').samples('transfer.jsonl.gz')).toThrow('does not exist');
});

describe('a chart', () => {
  const heights = (svg: string) => [...svg.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));
  const draw = (values: readonly number[], isLog: boolean) => {
    const points = values.map((y, x) => ({ x, y }));
    const svg = drawLines({ title: 't', x: { label: 'x' }, y: { label: 'y', isLog }, lines: [{ name: 'n', points }] });
    return heights(/class="line" [^>]*d="(M[\d.]+ [^"h]+)"/.exec(svg)?.[1] ?? '');
  };

  it('places larger values higher, and equal ratios at equal distances on a logarithmic axis', () => {
    const [low = 0, middle = 0, high = 0] = draw([1, 10, 100], true);
    expect(low).toBeGreaterThan(middle);
    expect(low - middle).toBeCloseTo(middle - high, 0);
    const [one = 0, two = 0, four = 0] = draw([1, 2, 4], false);
    expect(two - four).toBeCloseTo(2 * (one - two), 0);
  });

  it('is a complete file with its own style, and shows a limit beyond its lines', () => {
    const limits = [{ y: 500, label: 'target' }];
    const lines = [{ name: 'n', points: [{ x: 0, y: 1 }] }];
    const svg = standAlone(drawLines({ title: 'a < b', x: { label: 'x' }, y: { label: 'y' }, lines, limits }));
    expect(svg).toMatch(/^<svg [^>]+>\n<style>/);
    expect(svg).toContain('a &lt; b');
    expect(svg).toContain('>500<');
  });
});

it('an axis has round ticks that enclose all values', () => {
  for (const values of [[0.02, 3], [7], [1, 2, 1900], [950, 1050], [0.5, 40_000]]) {
    for (const scale of [linearScale(values), logScale(values)]) {
      expect(scale.ticks.length).toBeGreaterThan(1);
      expect(scale.ticks.length).toBeLessThan(16);
      expect(scale.ticks.every((tick) => Number(tick.toPrecision(2)) === tick)).toBe(true);
      expect(scale.ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(...values) * 0.999);
      const places = scale.ticks.map(scale.place);
      expect(places).toEqual(places.toSorted((a, b) => a - b));
      expect([places[0], places.at(-1)].map((at) => Math.round((at ?? 0) * 1000))).toEqual([0, 1000]);
    }
  }
});

describe('the committed report', () => {
  const bench = join(import.meta.dirname, '../../bench');
  const results = openResults(join(bench, 'results'));

  it('is byte for byte what the committed samples generate', () => {
    const files = makeReport(results);
    for (const [name, contents] of files) {
      expect(
        readFileSync(join(bench, name), 'utf8') === contents,
        `bench/${name} is not what npm run bench:report writes`,
      ).toBe(true);
    }
    const charts = readdirSync(join(bench, 'charts')).map((name) => `charts/${name}`);
    expect(charts.filter((name) => !files.has(name))).toEqual([]);
  });

  it('changes when one sample changes', () => {
    const slower: Results = {
      ...results,
      samples: (name) =>
        results
          .samples(name)
          .map((sample, index) => (index === 7 ? { ...sample, endMs: sample.endMs + 9_000 } : sample)),
    };
    expect(makeReport(slower).get('REPORT.md')).not.toBe(makeReport(results).get('REPORT.md'));
  });

  it('has results that are small enough for a repository', () => {
    const sizes = readdirSync(join(bench, 'results')).map((name) => statSync(join(bench, 'results', name)).size);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3_000_000);
  });
});
