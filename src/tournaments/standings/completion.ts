// Tie-break `earliest_completion`: who was through with the stage first. docs/rules/standings.md#earliest-completion

import { measureEach } from './buchholz.ts';
import { fraction } from './fraction.ts';
import type { Context, Measure, MeasureRule, Term } from './measure.ts';
import { termOf } from './own-record.ts';
import { isRequestedBye, type Line } from './record.ts';

/** The time at which the last match was over; null, and so last: who has not completed. */
export const measureCompletion: MeasureRule = (context) =>
  measureEach(context, ({ lines }): Measure => {
    const timed = lines.flatMap((line) => (line.completedAtMs === null ? [] : [{ line, at: line.completedAtMs }]));
    const last = Math.max(...timed.map(({ at }) => at));
    const isForfeited = timed.some(({ line, at }) => at === last && line.kind === 'forfeit_loss');
    const isOpen = lines.some(({ kind }) => kind === 'open');
    const hasCompleted = timed.length > 0 && !isOpen && !isForfeited && !isAbsentAtEnd(context, lines);
    const terms = timed.map(
      ({ line, at }): Term => ({ ...termOf(line, fraction(at)), ...(at === last ? {} : { cut: 'earlier' }) }),
    );
    return { value: hasCompleted ? fraction(last) : null, from: 'other', terms };
  });

/** Not paired in the last round, though neither wins nor losses had ended the event for the entrant. */
function isAbsentAtEnd({ input }: Context, lines: readonly Line[]): boolean {
  const last = lines.at(-1);
  // In a round robin a round without a match is a rest.
  if (input.kind === 'predetermined' || last === undefined || !isRequestedBye(last.kind)) return false;
  const count = (...kinds: readonly Line['kind'][]) => lines.filter(({ kind }) => kinds.includes(kind)).length;
  const { wins, losses } = input.earlyEnd ?? { wins: null, losses: null };
  const isThrough = wins !== null && count('win', 'forfeit_win', 'pairing_bye') >= wins;
  const isOut = losses !== null && count('loss', 'forfeit_loss') >= losses;
  return !isThrough && !isOut;
}
