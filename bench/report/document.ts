// The types of a report, independent of its output format.
//
// To add a section: write `bench/report/<what>.ts` with one pure function `(results: Results) => Section`, and add it to the
// list in `bench/report/sections.ts`. Its only input is `results`, the committed files of `bench/results`: use
// `results.json('x.json')` and `results.samples('x.jsonl.gz')`. A missing file throws, so that a report cannot be incomplete.
// Every number in a text comes from the results and is formatted by `bench/report/figures.ts`. `bench/report/chart.ts` draws
// charts; `series-over-time.ts` makes lines from samples. `npm run bench:report` writes `bench/REPORT.md` and
// `bench/charts/*.svg`.

import type { Results } from './results.ts';

export interface Text {
  readonly kind: 'text';
  /** A paragraph; `between backticks` is code. */
  readonly text: string;
}

export interface Table {
  readonly kind: 'table';
  readonly head: readonly string[];
  /** Columns whose cells all start with a digit, a sign or a dash are right-aligned. */
  readonly rows: readonly (readonly string[])[];
}

export interface Chart {
  readonly kind: 'chart';
  /** The file name: kebab-case, unique. */
  readonly name: string;
  /** The text alternative. */
  readonly caption: string;
  /** From `drawLines`. */
  readonly svg: string;
}

/** Preformatted texts. */
export interface Plans {
  readonly kind: 'plans';
  readonly plans: readonly { readonly title: string; readonly text: string }[];
}

export type Block = Text | Table | Chart | Plans;

export interface Section {
  /** Anchor: kebab-case. */
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

export const text = (content: string): Text => ({ kind: 'text', text: content });
export const table = (head: readonly string[], rows: readonly (readonly string[])[]): Table => ({
  kind: 'table',
  head,
  rows,
});

/** Whether each column of a table contains figures. */
export function figureColumns({ head, rows }: Table): boolean[] {
  return head.map((_, column) => rows.every((row) => /^([\d−<×–]|$)/.test(row[column] ?? '')));
}
