// How profiler samples are grouped by folder and package.

import { expect, it } from 'vitest';
import { type CallFrame, placeOfSource, samplesByPlace } from '../../bench/harness/cpu-profile.ts';
import { renderMarkdown } from '../../bench/report/markdown.ts';
import { profile } from '../../bench/report/sections/profile.ts';

const frame = (functionName: string): CallFrame => ({ functionName, url: 'x', lineNumber: 0, columnNumber: 0 });

it('each sample counts once for its place; time deltas and idle samples are ignored', () => {
  const nodes = [
    { id: 1, callFrame: frame('(idle)') },
    { id: 2, callFrame: frame('a') },
    { id: 3, callFrame: frame('b') },
  ];
  const recorded = { nodes, samples: [1, 2, 1, 2, 3, 2], timeDeltas: [0, 9_000_000, 1, 1, 1, 1] };
  const counts = samplesByPlace(recorded, ({ functionName }) => (functionName === '(idle)' ? null : functionName));
  expect([...counts]).toEqual([
    ['a', 3],
    ['b', 1],
  ]);
});

it.each([
  ['../src/economy/ledger/ledger.ts', 'src/economy'],
  ['src/app/edge.ts', 'src/app'],
  ['src/worker.ts', 'src'],
  ['../node_modules/postgres/cf/src/connection.js', 'postgres'],
  ['../node_modules/@scope/one/src/http/x.js', '@scope/one'],
  ['../node_modules/a/node_modules/b/index.js', 'b'],
  ['worker-loader', 'the bundle itself'],
])('%s belongs to %s', (path, place) => {
  expect(placeOfSource(path)).toBe(place);
});

it('the report shows shares per path that add up to 100 %, with small places as others', () => {
  const places = [
    { place: 'workerd', samples: 600 },
    { place: 'src', samples: 390 },
    { place: 'zod', samples: 10 },
  ];
  const file = { machine: {}, paths: [{ path: 'result', ratePerSecond: 200, count: 2000, workerMs: 1.5, places }] };
  const markdown = renderMarkdown({
    title: 'T',
    lead: 'L',
    sections: [profile({ json: <T>() => file as T, samples: () => [] })],
  });
  for (const row of ['workerd | 60.0 %', 'src | 39.0 %', 'others | 1.00 %', 'samples | 1,000', '1.50 ms'])
    expect(markdown).toContain(row);
});
