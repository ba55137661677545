// The score of an entrant as an opponent (FIDE C.07, article 16.3), and the dummy that replaces the opponent of an unplayed round
// (article 16.4), both as in force since 1 March 2026.

import { add, type Fraction, fraction, multiply, smaller, subtract, sum } from './fraction.ts';
import type { Context, Dummy } from './measure.ts';
import { type EntrantRecord, isForfeit, isPlayed, isRequestedBye, isVoluntarilyUnplayed, type Line } from './record.ts';

export interface Scores {
  /** Score as an opponent. */
  readonly adjusted: ReadonlyMap<string, Fraction>;
  /** Score for one's own dummy. */
  readonly own: ReadonlyMap<string, Fraction>;
}

/** `fore`: scores as they were if every game paired in the last planned round were drawn. */
export function readScores(context: Context, options: { fore: boolean }): Scores {
  const draw = fraction(context.input.points.draw, context.input.points.unitsPerPoint);
  const adjusted = new Map<string, Fraction>();
  const own = new Map<string, Fraction>();
  for (const [id, record] of context.records) {
    const last = record.lines.at(-1);
    const change = options.fore && last && isForeGame(context, last) ? subtract(draw, last.points) : fraction(0);
    const score = context.input.kind === 'swiss' ? scoreAsOpponent(record, draw) : record.points;
    adjusted.set(id, add(score, change));
    own.set(id, add(record.points, change));
  }
  return { adjusted, own };
}

/** Paired in the last planned round; a forfeit is a drawn game as well. */
export function isForeGame({ input }: Context, line: Line): boolean {
  return line.round === input.roundCount && (isPlayed(line) || isForfeit(line));
}

/** A requested bye counts as a draw, unless the entrant took part or was ready to in a later round. */
function scoreAsOpponent({ lines }: EntrantRecord, draw: Fraction): Fraction {
  const lastAvailable = lines.findLastIndex((line) => !isVoluntarilyUnplayed(line));
  return sum(lines.map(({ kind, points }, index) => (isRequestedBye(kind) && index > lastAvailable ? draw : points)));
}

/** The dummy has the entrant's own score, capped: by the scheduled opponent's score, or by draws in all rounds. */
export function dummyFor(context: Context, scores: Scores, line: Line, id: string): Dummy & { score: Fraction } {
  const ownScore = scores.own.get(id) ?? fraction(0);
  const { points, rounds } = context.input;
  const scheduled = isForfeit(line) && line.opponent !== null ? scores.adjusted.get(line.opponent) : undefined;
  const cap = scheduled ?? multiply(fraction(points.draw, points.unitsPerPoint), fraction(rounds.length));
  return {
    ownScore,
    cap,
    capBy: scheduled ? 'scheduled_opponent' : 'draws_in_all_rounds',
    score: smaller(ownScore, cap),
  };
}
