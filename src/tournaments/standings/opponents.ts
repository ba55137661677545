// Tie-breaks of other games from the wins and losses of opponents.

import { measureEach } from './buchholz.ts';
import { average, divide, fraction, larger } from './fraction.ts';
import type { Context, MeasureRule } from './measure.ts';
import { sumOf, termOf } from './own-record.ts';
import { type EntrantRecord, isPlayed, type Line } from './record.ts';

/** Share of the points below which an opponent's own share does not count, so that one weak opponent costs little. */
const matchWinFloor = fraction(33, 100);

/** Mean, over the opponents met, of the share of the possible points that each reached in the matches they played. */
export const measureOpponentMatchWin: MeasureRule = (context) =>
  measureEach(context, ({ lines }) => {
    const terms = opponentsMet(context, lines).map(({ line, opponent }) =>
      termOf(line, larger(matchWinShare(context, opponent), matchWinFloor)),
    );
    return { value: average(terms.map(({ value }) => value)), from: 'average', terms };
  });

/** Opponents' wins minus their losses, over the opponents met. Byes and forfeits are neither. */
export const measureDifficulty: MeasureRule = (context) =>
  measureEach(context, ({ lines }) =>
    sumOf(
      opponentsMet(context, lines).map(({ line, opponent }) => {
        const count = (kind: 'win' | 'loss') => opponent.lines.filter((other) => other.kind === kind).length;
        return termOf(line, fraction(count('win') - count('loss')));
      }),
    ),
  );

function opponentsMet(context: Context, lines: readonly Line[]): { line: Line; opponent: EntrantRecord }[] {
  return lines.flatMap((line) => {
    const opponent = context.records.get(line.opponent ?? '');
    return opponent && isPlayed(line) ? [{ line, opponent }] : [];
  });
}

/** Unplayed rounds are left out on both sides of the fraction. */
function matchWinShare({ input }: Context, { lines }: EntrantRecord) {
  const games = lines.filter(isPlayed);
  const reached = games.map(({ points }) => points);
  const full = fraction(input.points.win, input.points.unitsPerPoint);
  return games.length === 0 ? fraction(0) : divide(average(reached), full);
}
