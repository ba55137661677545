// The progress of long work, as operator commands show it.

import { expect, it } from 'vitest';
import { createProgressBar, describeProgress } from '../../../src/cli/process/progress-bar.ts';

it('progress is redrawn on a terminal; otherwise the last state is printed at the end', () => {
  const written: string[] = [];
  const out = (isTTY: boolean) => ({ isTTY, write: (text: string) => written.push(text) > 0 }) as NodeJS.WriteStream;
  for (const isTerminal of [true, false]) {
    const bar = createProgressBar(out(isTerminal));
    for (const done of [1, 2, 3]) bar.show(done, 3, null);
    bar.end();
  }
  expect(written.map((text) => /(\d\/3)|\n/.exec(text)?.[0])).toEqual(['1/3', '2/3', '3/3', '\n', '3/3']);
});

it.each([
  [0, 0, null, '████████████████████████ 100 %  0/0'],
  [0, 10, null, '░░░░░░░░░░░░░░░░░░░░░░░░ 0 %  0/10'],
  [5, 10, 42, '████████████░░░░░░░░░░░░ 50 %  5/10  0:42 left'],
  [999, 1000, 3725, '████████████████████████ 99 %  999/1000  1:02:05 left'],
])('progress at %i of %i is formatted', (done, total, left, line) =>
  expect(describeProgress(done, total, left)).toBe(line),
);
