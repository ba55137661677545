// Every file of the report, as text: what is written and what a test compares.

import { standAlone } from './chart.ts';
import type { Report, Section } from './document.ts';
import { chartsFolder, renderMarkdown } from './markdown.ts';
import type { Results } from './results.ts';
import { sections } from './sections.ts';

/** Names below `bench/` → contents. The same results give the same bytes. */
export function makeReport(results: Results): Map<string, string> {
  const report: Report = {
    title: 'How fast Laurel is',
    lead: 'Every figure below was computed from raw samples of a real run, and each can be had again by one command.',
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
