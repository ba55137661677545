// Generates the contents of all report files.

import { standAlone } from './chart.ts';
import type { Report, Section } from './document.ts';
import { chartsFolder, renderMarkdown } from './markdown.ts';
import type { Results } from './results.ts';
import { sections } from './sections.ts';

/** File names below `bench/` and their contents. Deterministic. */
export function makeReport(results: Results): Map<string, string> {
  const report: Report = {
    title: 'Performance of Laurel',
    lead: 'Every figure below is computed from the raw samples of a real run. One command repeats each measurement.',
    sections: sections.map((make) => make(results)),
  };
  const charts = report.sections.flatMap(chartsOf);
  return new Map([
    ['REPORT.md', renderMarkdown(report)],
    ...charts.map(({ name, svg }) => [`${chartsFolder}/${name}.svg`, standAlone(svg)] as const),
  ]);
}

function chartsOf({ blocks }: Section) {
  return blocks.flatMap((block) => (block.kind === 'chart' ? [block] : []));
}
