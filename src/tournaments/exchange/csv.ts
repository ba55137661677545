// CSV by RFC 4180: comma, quotes, lines end with CRLF. Cells that a spreadsheet would run as a formula are made text on output.

import Papa from 'papaparse';
import { formulaStart } from '../../http/csv-cell.ts';
import { refuseFile } from './file-fault.ts';

export interface CsvRow {
  /** Where the row starts; a quoted cell may hold line breaks. */
  readonly line: number;
  readonly cells: readonly string[];
}

export type CsvCell = string | number | null;

/** A cell as it was before `writeCsv` made it text. */
const unescaped = (cell: string) => (cell.startsWith("'") && formulaStart.test(cell.slice(1)) ? cell.slice(1) : cell);

/** Without empty lines; a byte order mark is skipped. @throws DomainError invalid_file for quotes that do not match. */
export function readCsv(text: string): CsvRow[] {
  const body = text.replace(/^\ufeff/, '');
  const rows: CsvRow[] = [];
  let line = 1;
  let start = 0;
  Papa.parse<string[]>(body, {
    delimiter: ',',
    step: ({ data, errors, meta }) => {
      const [fault] = errors;
      if (fault) throw refuseFile(line, data.length, 'quotes do not match');
      if (data.some((cell) => cell.trim() !== '')) rows.push({ line, cells: data.map(unescaped) });
      line += lineBreakCount(body.slice(start, meta.cursor));
      start = meta.cursor;
    },
  });
  return rows;
}

export function writeCsv(columns: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  const text = Papa.unparse([[...columns], ...rows.map((row) => [...row])], {
    escapeFormulae: formulaStart,
    newline: '\r\n',
  });
  return `${text}\r\n`;
}

function lineBreakCount(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}
