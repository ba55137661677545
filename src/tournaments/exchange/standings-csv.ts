// Writes standings and matches as CSV.

import type { MatchOutcome } from '../stages/match.ts';
import { type Fraction, fractionText } from '../standings/fraction.ts';
import type { Standings } from '../standings/rank-entrants.ts';
import { type CsvCell, writeCsv } from './csv.ts';

/** One entrant a line: rank, name, the figure of each tie-break, and the tie-break that decided the rank. */
export function standingsCsv(standings: Standings, nameOf: (entrant: string) => string): string {
  const figures = [...standings.measures];
  const columns = ['rank', 'entrant', ...figures.map(([tieBreak]) => tieBreak), 'decided_by'];
  const rows = standings.rows.map(({ entrant, rank, steps }) => [
    rank,
    nameOf(entrant),
    ...figures.map(([, measured]) => cellOf(measured.get(entrant)?.value)),
    steps.at(-1)?.tieBreak ?? null,
  ]);
  return writeCsv(columns, rows);
}

export interface ListedMatch {
  readonly stage: number;
  readonly group: number;
  readonly round: number;
  readonly position: number;
  /** null: not decided, or nobody. */
  readonly a: string | null;
  readonly b: string | null;
  readonly scoreA: number | null;
  readonly scoreB: number | null;
  readonly outcome: MatchOutcome | null;
  readonly winner: string | null;
}

export function matchesCsv(matches: readonly ListedMatch[]): string {
  const columns = ['stage', 'group', 'round', 'position', 'a', 'b', 'score_a', 'score_b', 'outcome', 'winner'];
  const rows = matches.map(({ stage, group, round, position, a, b, scoreA, scoreB, outcome, winner }) => [
    ...[stage, group, round, position],
    ...[a, b, scoreA, scoreB, outcome, winner],
  ]);
  return writeCsv(columns, rows);
}

/** A number where the decimal fraction ends, so that a spreadsheet can sort by it. */
function cellOf(value: Fraction | null | undefined): CsvCell {
  if (!value) return null;
  const text = fractionText(value);
  return text.includes('/') ? text : Number(text);
}
