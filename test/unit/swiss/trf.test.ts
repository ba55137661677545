import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTrf, TrfError } from '../../../src/tournaments/exchange/trf.ts';

interface Row {
  readonly number: number;
  readonly name: string;
  readonly rating: string;
  readonly points: string;
  readonly rank: number;
  readonly rounds: readonly string[];
}

/** Line 001 by its columns: number 5–8, name 15–47, rating 49–52, points 81–84, rank 86–89, rounds from 92 on. */
function playerLine({ number, name, rating, points, rank, rounds }: Row): string {
  const head = `001 ${String(number).padStart(4)} m  g ${name.padEnd(33)} ${rating.padStart(4)} BAN ${' '.repeat(22)}`;
  return `${head} ${points.padStart(4)} ${String(rank).padStart(4)}  ${rounds.map((round) => round.padEnd(10)).join('')}`;
}

const file = [
  '012 Spring Open',
  '142 3',
  '152 B',
  '162  W 3.0    D 1.0    L 0.0    A 0.0    P 3.0    X 1.0',
  playerLine({
    number: 1,
    name: 'Rahman, Anika',
    rating: '2310',
    points: '4.0',
    rank: 1,
    rounds: ['   2 b 1', '0000 - H', '   3 w 0'],
  }),
  playerLine({
    number: 2,
    name: 'Iyer, Dev',
    rating: '',
    points: '0.0',
    rank: 3,
    rounds: ['   1 w 0', '   3 b -', ''],
  }),
  playerLine({
    number: 3,
    name: 'Okafor, Ada',
    rating: '2105',
    points: '9.0',
    rank: 2,
    rounds: ['0000 - U', '   2 w +', '   1 b 1'],
  }),
];

describe('the TRF reader', () => {
  it('reads rounds, points, and who has which side first', () => {
    const tournament = readTrf(file.join('\n'));
    expect([tournament.roundCount, tournament.firstSide, tournament.pointsTenths.get('W')]).toEqual([3, 'black', 30]);
    expect(tournament.players).toEqual([
      {
        number: 1,
        name: 'Rahman, Anika',
        rating: 2310,
        pointsTenths: 40,
        rank: 1,
        rounds: [
          { opponent: 2, side: 'black', result: '1' },
          { opponent: null, side: null, result: 'H' },
          { opponent: 3, side: 'white', result: '0' },
        ],
      },
      {
        number: 2,
        name: 'Iyer, Dev',
        rating: null,
        pointsTenths: 0,
        rank: 3,
        rounds: [
          { opponent: 1, side: 'white', result: '0' },
          { opponent: 3, side: 'black', result: '-' },
        ],
      },
      {
        number: 3,
        name: 'Okafor, Ada',
        rating: 2105,
        pointsTenths: 90,
        rank: 2,
        rounds: [
          { opponent: null, side: null, result: 'U' },
          { opponent: 2, side: 'white', result: '+' },
          { opponent: 1, side: 'black', result: '1' },
        ],
      },
    ]);
  });

  it('reads lines that end with carriage returns the same', () => {
    expect(readTrf(file.join('\r\n'))).toEqual(readTrf(file.join('\n')));
  });

  it.each([
    ['a column moved by one', 4, (line: string) => `${line.slice(0, 90)} ${line.slice(90)}`],
    ['an unknown result', 4, (line: string) => line.replace('2 b 1', '2 b 7')],
    ['points that are no number', 4, (line: string) => line.replace(' 4.0', ' 4,0')],
    ['a first side that is none', 2, (line: string) => line.replace('B', 'X')],
  ])('names the line of %s', (_, at, breakLine) => {
    const broken = file.map((line, index) => (index === at ? breakLine(line) : line));
    expect(() => readTrf(broken.join('\n'))).toThrow(`line ${at + 1}:`);
  });

  it('answers any text by a tournament or by TrfError', () => {
    const lines = fc.oneof(
      fc.string(),
      fc.constantFrom(...file),
      fc.string().map((text) => `001 ${text}`),
    );
    fc.assert(
      fc.property(fc.array(lines), (text) => {
        try {
          readTrf(text.join('\n'));
        } catch (error) {
          expect(error instanceof TrfError).toBe(true);
        }
      }),
    );
  });
});
