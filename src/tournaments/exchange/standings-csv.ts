// Writes standings with tie-breaks as CSV.

import { figureText } from '../standings/explanation.ts';
import type { Fraction } from '../standings/fraction.ts';
import type { Standings } from '../standings/rank-entrants.ts';
import { type CsvCell, writeCsv } from './csv.ts';

/** One entrant a line: rank, name, the figure of each tie-break, and the tie-break that decided the rank. */
export function standingsCsv(standings: Standings, nameOf: (entrant: string) => string): string {
  const figures = [...standings.measures];
  const columns = ['rank', 'entrant', ...figures.map(([tieBreak]) => tieBreak), 'decided_by'];
  const rows = standings.rows.map(({ entrant, rank, steps }) => [
    rank,
    nameOf(entrant),
    ...figures.map(([tieBreak, measured]) => cellOf(tieBreak, measured.get(entrant)?.value)),
    steps.at(-1)?.tieBreak ?? null,
  ]);
  return writeCsv(columns, rows);
}

/** A number where the decimal fraction ends, so that a spreadsheet can sort by it. */
export function cellOf(tieBreak: string, value: Fraction | null | undefined): CsvCell {
  const text = figureText(tieBreak, value);
  return text !== null && /^-?[\d.]+$/.test(text) ? Number(text) : text;
}
