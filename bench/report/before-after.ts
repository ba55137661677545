// What changed since an earlier version, measured with it in turns.

import { type CompareRecord, compareFile } from '../harness/compare-record.ts';
import { type Section, table, text } from './document.ts';
import { milliseconds } from './figures.ts';
import type { Results } from './results.ts';

export function beforeAfter(results: Results): Section {
  const { base, rounds, seconds, entrance, compared } = results.json<CompareRecord>(compareFile);
  const way =
    entrance === 'front'
      ? 'The earlier one has no socket of its own: requests to both went through Miniflare’s code, which adds to every figure and brings the ratios nearer to 1.'
      : 'Requests went to the Worker’s own socket.';
  return {
    id: 'before-after',
    title: 'Beside an earlier version',
    blocks: [
      text(
        `This version and \`${base.slice(0, 9)}\` ran side by side and were driven in turns, ${rounds} rounds of ${seconds} s each. Ratios of medians over rounds, with the interval in which 95 of 100 bootstrap draws lie: below 1 is faster. \`npm run bench:compare -- <git ref>\` does it again with any other. ${way}`,
      ),
      table(
        ['path', 'p50', 'p95', 'p99', 'the Worker’s CPU time an act', 'before', 'verdict'],
        compared.map(({ path, comparison: { ratios, breaches }, workerCpuMsPerAct: [was, is] }) => [
          path,
          ...ratios.map(({ ratio, low, high }) => `${ratio.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`),
          milliseconds(is),
          milliseconds(was),
          breaches.length === 0 ? 'not worse' : breaches.join(', '),
        ]),
      ),
    ],
  };
}
