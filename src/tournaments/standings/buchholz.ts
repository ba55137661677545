// Tie-breaks from the scores of opponents: Buchholz, fore-Buchholz, Sonneborn-Berger, average of the opponents' Buchholz.
// FIDE C.07, articles 8, 9, 14 and 16.

import { dummyFor, isForeGame, readScores } from './adjusted-score.ts';
import { average, compare, fraction, multiply, sum } from './fraction.ts';
import type { Context, Measure, Term } from './measure.ts';
import { type EntrantRecord, isForfeit, isPlayed, isVoluntarilyUnplayed, type Line } from './record.ts';
import type { TieBreak } from './tie-break.ts';

type Contribution = Term & { readonly isVoluntary: boolean };

export function measureBuchholz(context: Context, tieBreak: TieBreak): Map<string, Measure> {
  return measureOpponents(context, tieBreak, { fore: tieBreak.name === 'fore_buchholz', timesPoints: false });
}

export function measureSonnebornBerger(context: Context, tieBreak: TieBreak): Map<string, Measure> {
  return measureOpponents(context, tieBreak, { fore: false, timesPoints: true });
}

/** Opponents met in a game; cuts apply to the Buchholz of each. */
export function measureAverageBuchholz(context: Context, tieBreak: TieBreak): Map<string, Measure> {
  const buchholz = measureBuchholz(context, tieBreak);
  return measureEach(context, ({ lines }) => {
    const terms = lines
      .filter((line) => countsAsGame(context, tieBreak, line))
      .map((line) => ({
        round: line.round,
        opponent: line.opponent,
        kind: line.kind,
        value: buchholz.get(line.opponent ?? '')?.value ?? fraction(0),
      }));
    return { value: average(terms.map(({ value }) => value)), from: 'average', terms };
  });
}

function measureOpponents(context: Context, tieBreak: TieBreak, options: { fore: boolean; timesPoints: boolean }) {
  const scores = readScores(context, options);
  // A bye of a round robin is a gap in the schedule, not a missed game.
  const isSwiss = context.input.kind === 'swiss';
  return measureEach(context, ({ entrant, lines }) => {
    const contributions = lines
      .filter(({ kind, opponent }) => kind !== 'open' && (isSwiss || opponent !== null))
      .map((line): Contribution => {
        const isGame = countsAsGame(context, tieBreak, line) || (options.fore && isForeGame(context, line));
        const dummy = isGame ? null : dummyFor(context, scores, line, entrant.id);
        const opponentScore = dummy?.score ?? scores.adjusted.get(line.opponent ?? '') ?? fraction(0);
        return {
          round: line.round,
          opponent: line.opponent,
          kind: line.kind,
          value: options.timesPoints ? multiply(line.points, opponentScore) : opponentScore,
          opponentScore,
          ...(options.timesPoints ? { points: line.points } : {}),
          ...(dummy ? { dummy: { ownScore: dummy.ownScore, cap: dummy.cap, capBy: dummy.capBy } } : {}),
          isVoluntary: !isGame && isVoluntarilyUnplayed(line),
        };
      });
    const terms = cutContributions(contributions, tieBreak.cut).map(({ isVoluntary: _, ...term }) => term);
    return { value: sum(terms.flatMap((term) => (term.cut ? [] : [term.value]))), from: 'sum', terms };
  });
}

/** Article 15: in events with predetermined pairings, forfeits are ordinary games. */
export function countsAsGame({ input }: Context, { forfeitsCount }: Pick<TieBreak, 'forfeitsCount'>, line: Line) {
  return isPlayed(line) || (isForfeit(line) && (forfeitsCount || input.kind === 'predetermined'));
}

/**
 * Cuts the lowest first, then the highest. Of the lowest, a voluntarily unplayed round goes first, unless it adds less than the least
 * significant contribution (article 16.5).
 */
function cutContributions(all: readonly Contribution[], cut: TieBreak['cut']): Contribution[] {
  const left = [...all].sort(bySignificance);
  const cutRounds = new Map<number | null, 'lowest' | 'highest'>();
  for (let count = 0; count < cut.lowest && left.length > 0; count += 1) {
    const voluntary = left.findIndex(({ isVoluntary }) => isVoluntary);
    const isVoluntaryFirst = voluntary >= 0 && compareValues(left[voluntary], left[0]) >= 0;
    const [lowest] = left.splice(isVoluntaryFirst ? voluntary : 0, 1);
    if (lowest) cutRounds.set(lowest.round, 'lowest');
  }
  for (let count = 0; count < cut.highest && left.length > 0; count += 1) {
    const highest = left.pop();
    if (highest) cutRounds.set(highest.round, 'highest');
  }
  return all.map((contribution) => {
    const reason = cutRounds.get(contribution.round);
    return reason ? { ...contribution, cut: reason } : contribution;
  });
}

function bySignificance(left: Contribution, right: Contribution): number {
  const scores = compare(left.opponentScore ?? left.value, right.opponentScore ?? right.value);
  return scores || compare(left.value, right.value);
}

function compareValues(left: Contribution | undefined, right: Contribution | undefined): number {
  return left && right ? compare(left.value, right.value) : 0;
}

export function measureEach(context: Context, measure: (record: EntrantRecord) => Measure): Map<string, Measure> {
  return new Map([...context.records].map(([id, record]) => [id, measure(record)]));
}
