// What a report is made of, whatever it is written as.
//
// To add a section: write `bench/report/<what>.ts` with one pure function `(results: Results) => Section`, and add it to the
// list in `bench/report/sections.ts`, where it shall stand. It may look at nothing but `results`, the committed files of
// `bench/results`: ask `results.json('x.json')` and `results.samples('x.jsonl.gz')`; a file that is missing throws, for a
// report with a hole in it would look complete. No figure is typed: every number in a text comes from there, through
// `bench/report/figures.ts`. Charts are drawn by `bench/report/chart.ts`; `series-over-time.ts` makes lines from samples.
// `npm run bench:report` then writes `bench/REPORT.md` and `bench/charts/*.svg`.

import type { Results } from './results.ts';

export interface Text {
  readonly kind: 'text';
  /** A paragraph; `between backticks` is code. */
  readonly text: string;
}

export interface Table {
  readonly kind: 'table';
  readonly head: readonly string[];
  /** Columns whose cells all begin with a digit, a sign or a dash are set to the right. */
  readonly rows: readonly (readonly string[])[];
}

export interface Chart {
  readonly kind: 'chart';
  /** Of its file: kebab-case, the only one of this name. */
  readonly name: string;
  /** What is to be seen, for those who cannot. */
  readonly caption: string;
  /** An `<svg>` by `drawLines`. */
  readonly svg: string;
}

/** Preformatted texts to be compared: side by side where there is room. */
export interface Plans {
  readonly kind: 'plans';
  readonly plans: readonly { readonly title: string; readonly text: string }[];
}

export type Block = Text | Table | Chart | Plans;

export interface Section {
  /** Its anchor: kebab-case. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export type MakeSection = (results: Results) => Section;

export interface Report {
  readonly title: string;
  /** One sentence below the title. */
  readonly lead: string;
  readonly sections: readonly Section[];
}

export const text = (words: string): Text => ({ kind: 'text', text: words });
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): Table => ({
  kind: 'table',
  head,
  rows,
});

/** Which columns of a table hold figures. */
export function figureColumns({ head, rows }: Table): boolean[] {
  return head.map((_, column) => rows.every((row) => /^([\d−<×–]|$)/.test(row[column] ?? '')));
}
