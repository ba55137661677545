// Standings as text: every figure with the terms that a person can add up by hand. Fractions are exact, as in "24.5" or "11/3"; times are
// instants.

import { toInstant } from '../../core/instant.ts';
import { type Fraction, fractionText } from './fraction.ts';
import type { DummyCap, Measure, Term } from './measure.ts';
import type { Standing, Standings, Step } from './rank-entrants.ts';

export interface ExplainedTerm {
  readonly round: number | null;
  readonly opponent: string | null;
  readonly kind: Term['kind'];
  readonly value: string;
  readonly opponentScore: string | null;
  readonly points: string | null;
  readonly dummy: { readonly ownScore: string; readonly cap: string; readonly capBy: DummyCap } | null;
  readonly cut: NonNullable<Term['cut']> | null;
}

export interface ExplainedStep {
  readonly tieBreak: string;
  readonly value: string | null;
  readonly above: string | null;
  readonly below: string | null;
  readonly tiedCount: number;
  readonly terms: readonly ExplainedTerm[];
}

export interface ExplainedFigure {
  readonly tieBreak: string;
  readonly value: string | null;
  readonly from: Measure['from'];
  readonly terms: readonly ExplainedTerm[];
}

export interface ExplainedStanding {
  readonly entrant: string;
  readonly rank: number;
  /** The tie-break that decided the rank; null for an only entrant, and if nothing told any two apart. */
  readonly decidedBy: string | null;
  readonly steps: readonly ExplainedStep[];
  readonly figures: readonly ExplainedFigure[];
}

/** `rows`: those to explain, such as one page. Everything about 4,096 entrants is tens of megabytes as JSON. */
export function explainStandings(
  standings: Standings,
  rows: readonly Standing[] = standings.rows,
): ExplainedStanding[] {
  return rows.map((row) => ({
    entrant: row.entrant,
    rank: row.rank,
    decidedBy: row.steps.at(-1)?.tieBreak ?? null,
    steps: row.steps.map(explainStep),
    figures: explainFigures(standings, row),
  }));
}

function explainFigures({ measures }: Standings, { entrant }: Standing): ExplainedFigure[] {
  return [...measures].map(([tieBreak, measured]) => {
    const { value = null, from = 'other' as const, terms = [] } = measured.get(entrant) ?? {};
    return {
      tieBreak,
      value: figureText(tieBreak, value),
      from,
      terms: terms.map((term) => explainTerm(term, tieBreak)),
    };
  });
}

function explainStep({ tieBreak, value, above, below, tiedCount, terms }: Step): ExplainedStep {
  return {
    tieBreak,
    value: figureText(tieBreak, value),
    above: figureText(tieBreak, above),
    below: figureText(tieBreak, below),
    tiedCount,
    terms: terms.map((term) => explainTerm(term, tieBreak)),
  };
}

function explainTerm(
  { round, opponent, kind, value, opponentScore, points, dummy, cut }: Term,
  tieBreak: string,
): ExplainedTerm {
  return {
    round,
    opponent,
    kind,
    value: figureText(tieBreak, value) ?? '',
    opponentScore: textOf(opponentScore),
    points: textOf(points),
    dummy: dummy ? { ownScore: fractionText(dummy.ownScore), cap: fractionText(dummy.cap), capBy: dummy.capBy } : null,
    cut: cut ?? null,
  };
}

/** Null: none. */
export function figureText(tieBreak: string, value: Fraction | null | undefined): string | null {
  if (value && tieBreak === 'earliest_completion') return toInstant(Number(value.numerator));
  return textOf(value);
}

function textOf(value: Fraction | null | undefined): string | null {
  return value ? fractionText(value) : null;
}
