// Reads a list of entrants: the first line names the columns, in any order.

import { displayNameRule } from '../../core/display-name.ts';
import { readText, type TextRule } from '../../core/text.ts';
import { readCountry } from '../entrants/country.ts';
import { clubLengthMax, ratingMax } from '../entrants/profile.ts';
import { type CsvRow, readCsv } from './csv.ts';
import { refuseFile } from './file-fault.ts';

/** `club` and `country` are labels, for separation. */
export const entrantColumns = ['name', 'seed', 'rating', 'club', 'country'] as const;
export type EntrantColumn = (typeof entrantColumns)[number];

export interface ListedEntrant {
  readonly line: number;
  readonly name: string;
  /** null: the organizer seeds this entrant later. */
  readonly seed: number | null;
  readonly rating: number | null;
  readonly club: string | null;
  readonly country: string | null;
}

export const listedEntrantsMax = 4096;
const clubRule: TextRule = { ...displayNameRule, lengthMax: clubLengthMax };

/** @throws DomainError invalid_file, naming line and column. Names may repeat, seeds may not. */
export function readEntrantsCsv(text: string): ListedEntrant[] {
  const [head, ...rows] = readCsv(text);
  if (!head) throw refuseFile(1, null, 'the file is empty');
  const columns = readColumns(head);
  if (rows.length > listedEntrantsMax) {
    throw refuseFile(rows[listedEntrantsMax]?.line ?? 1, null, `more than ${listedEntrantsMax} entrants`);
  }
  const entrants = rows.map((row) => readEntrant(row, columns));
  refuseRepeatedSeeds(entrants, columns);
  return entrants;
}

function readColumns({ line, cells }: CsvRow): EntrantColumn[] {
  const columns = cells.map((cell, index) => {
    const column = entrantColumns.find((name) => name === cell.trim().toLowerCase());
    if (!column)
      throw refuseFile(line, index + 1, `unknown column "${cell.trim()}"; known: ${entrantColumns.join(', ')}`);
    return column;
  });
  const repeated = columns.findIndex((column, index) => columns.indexOf(column) !== index);
  if (repeated >= 0) throw refuseFile(line, repeated + 1, `column ${columns[repeated]} is there twice`);
  if (!columns.includes('name')) throw refuseFile(line, null, 'column name is missing');
  return columns;
}

function readEntrant({ line, cells }: CsvRow, columns: readonly EntrantColumn[]): ListedEntrant {
  if (cells.length !== columns.length) {
    const column = Math.min(cells.length, columns.length) + 1;
    throw refuseFile(line, column, `${cells.length} cells instead of ${columns.length}`);
  }
  const cell = (name: EntrantColumn) => cells[columns.indexOf(name)]?.trim() ?? '';
  const column = (name: EntrantColumn) => columns.indexOf(name) + 1;
  const number = (name: EntrantColumn, max: number) => {
    if (cell(name) === '') return null;
    const value = Number(cell(name));
    if (!/^\d{1,6}$/.test(cell(name)) || value < 1 || value > max) {
      throw refuseFile(line, column(name), `${name} is no whole number from 1 to ${max}`);
    }
    return value;
  };
  const words = (name: EntrantColumn, rule: TextRule) => {
    const verdict = readText(cell(name), rule);
    if ('problem' in verdict) throw refuseFile(line, column(name), `${name} ${verdict.problem}`);
    return verdict.text;
  };
  const country = readCountry(cell('country'));
  if (country === null && cell('country') !== '') {
    throw refuseFile(line, column('country'), 'country is no ISO 3166-1 alpha-2 code');
  }
  return {
    line,
    name: words('name', displayNameRule),
    seed: number('seed', listedEntrantsMax),
    rating: number('rating', ratingMax),
    club: cell('club') === '' ? null : words('club', clubRule),
    country,
  };
}

function refuseRepeatedSeeds(entrants: readonly ListedEntrant[], columns: readonly EntrantColumn[]): void {
  const lines = new Map<number, number>();
  for (const { seed, line } of entrants) {
    const before = seed === null ? undefined : lines.get(seed);
    if (before !== undefined) {
      throw refuseFile(line, columns.indexOf('seed') + 1, `seed ${seed} is in line ${before} already`);
    }
    if (seed !== null) lines.set(seed, line);
  }
}
