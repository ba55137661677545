// Tie-breaks from an entrant's own results. FIDE C.07, article 7, and score figures of other games.

import { countsAsGame, measureEach } from './buchholz.ts';
import { add, compare, type Fraction, fraction, sum, zero } from './fraction.ts';
import type { Context, Measure, MeasureRule, Term } from './measure.ts';
import { type EntrantRecord, isPlayed, isVoluntarilyUnplayed, type Line } from './record.ts';
import type { PointSystem } from './results.ts';
import type { TieBreak } from './tie-break.ts';

const one = fraction(1);

export const measurePoints: MeasureRule = (context) =>
  measureEach(context, ({ lines, points }) => ({
    value: points,
    from: 'sum',
    terms: lines.map((line) => termOf(line, line.points)),
  }));

/** Rounds that brought a win's points, unplayed ones included. */
export const measureWins: MeasureRule = (context) => {
  const { win, unitsPerPoint } = context.input.points;
  return countRounds(context, ({ points }) => compare(points, fraction(win, unitsPerPoint)) >= 0);
};

export const measureWinsPlayed: MeasureRule = (context) => countRounds(context, ({ kind }) => kind === 'win');

export const measureSecondSideGames: MeasureRule = (context) =>
  countRounds(context, (line) => isPlayed(line) && line.side === 'second');

export const measureSecondSideWins: MeasureRule = (context) =>
  countRounds(context, ({ kind, side }) => kind === 'win' && side === 'second');

/** Rounds that the entrant played or was ready to play. */
export const measureRoundsElected: MeasureRule = (context) =>
  countRounds(context, (line) => line.kind !== 'open' && !isVoluntarilyUnplayed(line));

/** The running score after each round, added up. Cuts leave out the first rounds. */
export function measureProgressive(context: Context, tieBreak: TieBreak): Map<string, Measure> {
  return measureEach(context, ({ lines }) => {
    let running = zero;
    const terms = lines.map((line, index): Term => {
      running = add(running, line.points);
      return { ...termOf(line, running), ...(index < tieBreak.cut.lowest ? { cut: 'first_rounds' } : {}) };
    });
    return sumOf(terms);
  });
}

/** Points against opponents who scored at least `limitPercent` of what wins in all rounds would have brought. */
export function measureKoya(context: Context, tieBreak: TieBreak): Map<string, Measure> {
  const { points, rounds } = context.input;
  const gameCount = ({ lines }: EntrantRecord) => lines.filter(({ opponent }) => opponent !== null).length;
  const roundsOf = (record: EntrantRecord) => (context.input.kind === 'swiss' ? rounds.length : gameCount(record));
  return measureEach(context, ({ lines }) => {
    const terms = lines.flatMap((line): Term[] => {
      const opponent = context.records.get(line.opponent ?? '');
      if (!opponent || !countsAsGame(context, tieBreak, line)) return [];
      const limit = fraction(points.win * roundsOf(opponent) * tieBreak.limitPercent, points.unitsPerPoint * 100);
      const isBelow = compare(opponent.points, limit) < 0;
      return [
        { ...termOf(line, line.points), opponentScore: opponent.points, ...(isBelow ? { cut: 'below_limit' } : {}) },
      ];
    });
    return sumOf(terms);
  });
}

/** 1 for a win, ½ for a draw, whatever points the event gives; an unplayed round counts by the points it brought. */
export const measureStandardPoints: MeasureRule = (context) =>
  measureEach(context, ({ lines }) =>
    sumOf(lines.map((line) => termOf(line, standardPoints(line, context.input.points)))),
  );

/** Own score minus the opponent's, over all games that have a score. */
export const measureScoreDifference: MeasureRule = (context) => sumScores(context, ({ own, other }) => own - other);

export const measureScoreFor: MeasureRule = (context) => sumScores(context, ({ own }) => own);

function sumScores(context: Context, figure: (score: NonNullable<Line['score']>) => number): Map<string, Measure> {
  return measureEach(context, ({ lines }) =>
    sumOf(lines.flatMap((line) => (line.score ? [termOf(line, fraction(figure(line.score)))] : []))),
  );
}

function countRounds(context: Context, isCounted: (line: Line) => boolean): Map<string, Measure> {
  return measureEach(context, ({ lines }) => sumOf(lines.filter(isCounted).map((line) => termOf(line, one))));
}

function standardPoints(line: Line, points: PointSystem): Fraction {
  if (line.kind === 'win') return one;
  const half = fraction(1, 2);
  if (line.kind === 'draw') return half;
  if (isPlayed(line)) return zero;
  const reached = (units: number) => compare(line.points, fraction(units, points.unitsPerPoint)) >= 0;
  return reached(points.win) ? one : reached(points.draw) ? half : zero;
}

export function termOf({ round, opponent, kind }: Line, value: Fraction): Term {
  return { round, opponent, kind, value };
}

export function sumOf(terms: readonly Term[]): Measure {
  return { value: sum(terms.flatMap(({ cut, value }) => (cut ? [] : [value]))), from: 'sum', terms };
}
