// What is printed for a failed property repeats it.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { replayCommand } from '../../support/rules/replay-command.ts';

const isSmall = fc.property(fc.nat(), (n) => n < 1_000);
const commandOf = (message: string) => replayCommand({ name: 'is small', file: 'test/a.test.ts', message });

it('the command for a failed property has the seed and the path that repeat the failing case alone', () => {
  const failed = fc.check(isSmall);
  const [, seed, path] = /^PROPERTY_SEED=(\S+) PROPERTY_PATH=(\S+) /.exec(
    commandOf(fc.defaultReportMessage(failed) ?? '') ?? '',
  ) as unknown as [string, string, string];
  const repeated = fc.check(isSmall, { seed: Number(seed), path, endOnFailure: true });
  expect([repeated.numRuns, repeated.counterexample]).toEqual([1, failed.counterexample]);
});

it('another failure has no such command', () => expect(commandOf('expected 1 to be 2')).toBeNull());
