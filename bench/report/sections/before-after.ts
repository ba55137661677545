// The comparison with an earlier version.

import { type CompareRecord, compareFile } from '../../harness/compare-record.ts';
import { type Section, table, text } from '../document.ts';
import { milliseconds } from '../figures.ts';
import type { Results } from '../results.ts';

export function beforeAfter(results: Results): Section {
  const { base, rounds, seconds, entryPoint, compared } = results.json<CompareRecord>(compareFile);
  const way =
    entryPoint === 'miniflare proxy'
      ? 'The earlier version has no direct socket, so requests to both went through Miniflare’s proxy. This adds to every figure and moves the ratios towards 1.'
      : 'Requests used the direct socket of the Worker.';
  return {
    id: 'before-after',
    title: 'Comparison with an earlier version',
    blocks: [
      text(
        `This version and \`${base.slice(0, 9)}\` were measured in alternating rounds: ${rounds} rounds of ${seconds} s each. The table shows ratios of medians over rounds, with 95 % bootstrap intervals. Below 1 is faster. \`npm run bench:compare -- <git ref>\` compares with any other version. ${way}`,
      ),
      table(
        ['path', 'p50', 'p95', 'p99', 'Worker CPU per act', 'before', 'verdict'],
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
