import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainError } from '../../../src/core/errors.ts';
import { readCsv, writeCsv } from '../../../src/tournaments/exchange/csv.ts';
import { readEntrantsCsv } from '../../../src/tournaments/exchange/entrants-csv.ts';
import { standingsCsv } from '../../../src/tournaments/exchange/standings-csv.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { anEvent, predetermined, rank } from '../standings/events.ts';

function faultOf(text: string): unknown {
  try {
    readEntrantsCsv(text);
  } catch (error) {
    if (error instanceof DomainError) return [error.code, error.facts.line, error.facts.column];
    throw error;
  }
  return null;
}

describe('CSV', () => {
  it('what is written is read as the same cells, also with commas, quotes and line breaks', () => {
    const cell = fc
      .string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', ' ', 'é', ';') })
      .map((text) => `x${text}`);
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
      );
    fc.assert(
      fc.property(table, ([head = [], ...rows]) => {
        const text = writeCsv(head, rows);
        expect(readCsv(text).map(({ cells }) => cells)).toEqual([head, ...rows]);
        expect(readCsv(`\ufeff${text}`)).toEqual(readCsv(text));
      }),
      { numRuns: caseCount({ usual: 300, nightly: 10_000 }) },
    );
  });

  it('a row names the line on which it starts, after cells with line breaks too', () => {
    expect(readCsv('a,b\r\n"1\n2",x\r\n\r\n3,y').map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', ' =1', '＝1', '\u00a0=1', '"=1'])(
    'text that a spreadsheet would run is made plain text, and is read as it was: %j',
    (text) => {
      const file = writeCsv(['name'], [[text]]);
      expect(file.includes(`'${text}`)).toBe(text !== '"=1');
      expect(readCsv(file).at(1)?.cells).toEqual([text]);
    },
  );

  it('negative numbers stay numbers', () => {
    expect(writeCsv(['difference'], [[-5], [null], [0.5]])).toBe('difference\r\n-5\r\n\r\n0.5\r\n');
  });
});

describe('a list of entrants', () => {
  it('has its columns in any order, and only the name is required', () => {
    expect(readEntrantsCsv('Rating,name , club\r\n2105,"Okafor, Ada",North\r\n,Iyer Dev,\r\n')).toEqual([
      { line: 2, name: 'Okafor, Ada', seed: null, rating: 2105, club: 'North', country: null },
      { line: 3, name: 'Iyer Dev', seed: null, rating: null, club: null, country: null },
    ]);
  });

  it.each([
    ['an empty file', '', [1, null]],
    ['an unknown column', 'name,elo\nAda,2000', [1, 2]],
    ['a column that is there twice', 'name,seed,seed\nAda,1,2', [1, 3]],
    ['a missing name column', 'seed\n1', [1, null]],
    ['a missing cell', 'name,seed\nAda,1\nDev', [3, 2]],
    ['a cell too many', 'name,seed\nAda,1,2', [2, 3]],
    ['a seed that is no number', 'name,seed\nAda,first', [2, 2]],
    ['a seed of zero', 'name,seed\nAda,0', [2, 2]],
    ['a rating that is too large', 'rating,name\n10000,Ada', [2, 1]],
    ['an empty name', 'name,seed\n ,1', [2, 1]],
    ['a seed that is there twice', 'name,seed\nAda,1\n"De\nv",2\nEve,1', [5, 2]],
    ['quotes that do not match', 'name,seed\nAda,1\n"Dev,2', [3, 1]],
  ])('%s is refused, naming line and column', (_, text, [line, column]) => {
    expect(faultOf(text)).toEqual(['invalid_file', line, column]);
  });

  it('of more than 4,096 entrants is refused at the first line too many', () => {
    const list = (count: number) =>
      `name\n${Array.from({ length: count }, (_, index) => `Player ${index}`).join('\n')}`;
    expect(readEntrantsCsv(list(4096)).length).toBe(4096);
    expect(faultOf(list(4097))).toEqual(['invalid_file', 4098, null]);
  });

  it('any text is read or refused', () => {
    const part = fc.constantFrom('name', 'seed', 'Ada', '7', ',', '"', '\n', '\r\n', ' ', '=1', '\u202e');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 20 }), (parts) => {
        const fault = faultOf(parts.join(''));
        expect(fault === null || (fault as unknown[])[0] === 'invalid_file').toBe(true);
      }),
      { numRuns: caseCount({ usual: 500, nightly: 20_000 }) },
    );
  });
});

describe('standings and matches as CSV', () => {
  it('standings hold rank, name, figures, and the tie-break that decided', () => {
    const event = anEvent(['1-2 1, 3 Z', '1-3 =, 2 Z', '2-3 1, 1 Z'], predetermined);
    const names: Record<string, string> = { '1': 'Okafor, Ada', '2': '=Eve', '3': 'Dev' };
    expect(standingsCsv(rank(event, 'SB', 'opponent_match_win'), (id) => names[id] ?? id)).toBe(
      [
        'rank,entrant,points,sonneborn_berger,opponent_match_win,decided_by',
        '1,"Okafor, Ada",1.5,1.25,0.415,points',
        `2,"'=Eve",1,0.5,0.54,points`,
        '3,Dev,0.5,0.75,0.625,points',
        '',
      ].join('\r\n'),
    );
  });

  it('a negative figure stays a number', () => {
    const event = anEvent(['1-2 1 2-0'], predetermined);
    expect(standingsCsv(rank(event, 'score_difference'), (id) => id)).toContain('2,2,0,-2,points');
  });
});
