// The rounds of one entrant, as tie-breaks read them.

import { invariant, refuse } from '../../core/errors.ts';
import { type Fraction, fraction, sum } from './fraction.ts';
import type { PointSystem, RankedEntrant, RoundResult, StandingsInput } from './results.ts';

/** What one round is to one entrant, with what it means. */
export const lineKinds = {
  win: 'a match that was played and won',
  draw: 'a match that was played and drawn',
  loss: 'a match that was played and lost',
  forfeit_win: 'won, since the opponent forfeited',
  forfeit_loss: 'forfeited',
  pairing_bye: 'no opponent was left in the pairing',
  full_bye: 'a bye with the points of a win',
  half_bye: 'a requested bye with the points of a draw',
  zero_bye: 'not paired; no points',
  open: 'no result yet',
} as const;
export type LineKind = keyof typeof lineKinds;

export interface Line {
  /** Counts from 1. */
  readonly round: number;
  readonly kind: LineKind;
  readonly opponent: string | null;
  /** The side that was assigned, also if nothing was played. */
  readonly side: 'first' | 'second' | null;
  readonly points: Fraction;
  readonly score: { readonly own: number; readonly other: number } | null;
  /** null: without a result, not paired, or not known. */
  readonly completedAtMs: number | null;
}

export interface EntrantRecord {
  readonly entrant: RankedEntrant;
  readonly points: Fraction;
  /** One for each round, in order. */
  readonly lines: readonly Line[];
}

export type Records = ReadonlyMap<string, EntrantRecord>;

export function isPlayed({ kind }: Line): boolean {
  return kind === 'win' || kind === 'draw' || kind === 'loss';
}

export function isForfeit({ kind }: Line): boolean {
  return kind === 'forfeit_win' || kind === 'forfeit_loss';
}

/** VUR of FIDE C.07: the entrant could have played, but did not. */
export function isVoluntarilyUnplayed({ kind }: Line): boolean {
  return kind === 'forfeit_loss' || isRequestedBye(kind);
}

export function isRequestedBye(kind: LineKind): boolean {
  return kind === 'half_bye' || kind === 'zero_bye';
}

/** Refuses an entrant with two results in one round, and a result of somebody who is not an entrant. */
export function readRecords(input: StandingsInput): Records {
  const rounds = input.rounds.map((results, index) => linesOfRound(input, results, index + 1));
  return new Map(
    input.entrants.map((entrant) => {
      const lines = rounds.map((round) => round.get(entrant.id)).filter((line) => line !== undefined);
      return [entrant.id, { entrant, points: sum(lines.map(({ points }) => points)), lines }] as const;
    }),
  );
}

function linesOfRound(input: StandingsInput, results: readonly RoundResult[], round: number): Map<string, Line> {
  const lines = new Map<string, Line>();
  const ids = new Set(input.entrants.map(({ id }) => id));
  const put = (id: string, line: Omit<Line, 'round' | 'points'>) => {
    if (!ids.has(id)) throw refuse('invalid_request', { reason: `round ${round} has a result of an unknown entrant` });
    if (lines.has(id)) throw refuse('invalid_request', { reason: `an entrant has two results in round ${round}` });
    lines.set(id, { ...line, round, points: pointsOf(line.kind, input.points) });
  };
  for (const result of results) {
    for (const [id, line] of linesOfResult(result)) put(id, line);
  }
  for (const id of ids) {
    if (!lines.has(id)) put(id, { kind: 'zero_bye', opponent: null, side: null, score: null, completedAtMs: null });
  }
  return lines;
}

function linesOfResult(result: RoundResult): [string, Omit<Line, 'round' | 'points'>][] {
  const completedAtMs = (result.kind === 'open' ? null : result.completedAtMs) ?? null;
  if (result.kind === 'bye') {
    return [[result.entrant, { kind: `${result.bye}_bye`, opponent: null, side: null, score: null, completedAtMs }]];
  }
  const { a, b } = result;
  invariant(a !== b, 'nobody meets himself');
  const first = result.first ?? null;
  const score = result.kind === 'game' ? result.score : undefined;
  return (['a', 'b'] as const).map((own) => [
    result[own],
    {
      kind: kindFor(result, own),
      opponent: own === 'a' ? b : a,
      side: first === null ? null : first === own ? 'first' : 'second',
      score: score ? { own: score[own], other: score[own === 'a' ? 'b' : 'a'] } : null,
      completedAtMs,
    },
  ]);
}

function kindFor(result: Exclude<RoundResult, { kind: 'bye' }>, own: 'a' | 'b'): LineKind {
  if (result.kind === 'open') return 'open';
  if (result.kind === 'forfeit') return result.winner === own ? 'forfeit_win' : 'forfeit_loss';
  return result.winner === 'draw' ? 'draw' : result.winner === own ? 'win' : 'loss';
}

function pointsOf(kind: LineKind, points: PointSystem): Fraction {
  const units = {
    win: points.win,
    draw: points.draw,
    loss: points.loss,
    forfeit_win: points.forfeitWin,
    forfeit_loss: points.forfeitLoss,
    pairing_bye: points.pairingBye,
    full_bye: points.fullBye,
    half_bye: points.halfBye,
    zero_bye: points.zeroBye,
    open: 0,
  }[kind];
  return fraction(units, points.unitsPerPoint);
}
