// Short notation for events in tests: `1-2 1` is a win of 1 over 2, `=` a draw, `+` and `-` forfeits, `--` a double forfeit, `?` open.

import { rankEntrants } from '../../../src/tournaments/standings/rank-entrants.ts';
import {
  chessPoints,
  type EventKind,
  type RoundResult,
  type StandingsInput,
} from '../../../src/tournaments/standings/results.ts';
import { readTieBreaks } from '../../../src/tournaments/standings/tie-break.ts';

const byes = { U: 'pairing', F: 'full', H: 'half', Z: 'zero' } as const;

/** `2-1` after the result is the score of both. The first of a pair has the first side. */
export function readResult(text: string): RoundResult {
  const [pair = '', result = '', score] = text.split(' ');
  if (result in byes) return { kind: 'bye', entrant: pair, bye: byes[result as keyof typeof byes] };
  const [a = '', b = ''] = pair.split('-');
  if (result === '?') return { kind: 'open', a, b };
  if (result === '+' || result === '-' || result === '--') {
    return { kind: 'forfeit', a, b, winner: result === '+' ? 'a' : result === '-' ? 'b' : null };
  }
  const winner = result === '=' ? 'draw' : result === '1' ? 'a' : 'b';
  const [own = 0, other = 0] = score?.split('-').map(Number) ?? [];
  return { kind: 'game', a, b, winner, first: 'a', ...(score ? { score: { a: own, b: other } } : {}) };
}

export function anEvent(rounds: readonly string[], options: Partial<StandingsInput> = {}): StandingsInput {
  const results = rounds.map((round) => round.split(', ').map(readResult));
  const ids = results.flat().flatMap((result) => (result.kind === 'bye' ? [result.entrant] : [result.a, result.b]));
  return {
    kind: 'swiss',
    entrants: [...new Set(ids)].sort().map((id, index) => ({ id, seed: index + 1, rating: null })),
    points: chessPoints,
    roundCount: rounds.length,
    rounds: results,
    ...options,
  };
}

export function rank(input: StandingsInput, ...tieBreaks: string[]) {
  return rankEntrants(input, readTieBreaks(tieBreaks, input.kind));
}

/** Ranks by entrant: `1 2 2 4`. */
export function ranksOf(input: StandingsInput, ...tieBreaks: string[]): Record<string, number> {
  return Object.fromEntries(rank(input, ...tieBreaks).rows.map((row) => [row.entrant, row.rank]));
}

export const predetermined: { kind: EventKind } = { kind: 'predetermined' };
