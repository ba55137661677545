import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainError } from '../../../src/core/errors.ts';
import { readTrf } from '../../../src/tournaments/exchange/read-trf.ts';
import type { TrfPlayer, TrfRound, TrfTournament } from '../../../src/tournaments/exchange/trf.ts';
import { eventOfTrf, trfPlayersOf } from '../../../src/tournaments/exchange/trf-event.ts';
import { writeTrf } from '../../../src/tournaments/exchange/write-trf.ts';
import { readRecords } from '../../../src/tournaments/standings/record.ts';
import { caseCount } from '../../support/rules/nightly.ts';

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
    rounds: ['   1 w 0', '   3 b -', '0000 - Z'],
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

function faultOf(text: string): unknown {
  try {
    readTrf(text);
  } catch (error) {
    return error instanceof DomainError ? error.facts : error;
  }
  return null;
}

describe('the TRF reader', () => {
  it('reads rounds, points, and who has which side first', () => {
    const tournament = readTrf(file.join('\n'));
    expect([tournament.roundCount, tournament.firstSide, tournament.pointsTenths.get('W')]).toEqual([3, 'black', 30]);
    expect(tournament.players).toMatchObject([
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
          { opponent: null, side: null, result: 'Z' },
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
    ['a column moved by one', [5, 92], (line: string) => `${line.slice(0, 90)} ${line.slice(90)}`],
    ['an unknown result', [5, 92], (line: string) => line.replace('2 b 1', '2 b 7')],
    ['points that are no number', [5, 81], (line: string) => line.replace(' 4.0', ' 4,0')],
    ['a first side that is none', [3, 5], (line: string) => line.replace('B', 'X')],
    ['an opponent who names another', [5, 92], (line: string) => line.replace('2 b 1', '3 b 1')],
    ['an opponent who is not in the file', [5, 112], (line: string) => line.replace('3 w 0', '9 w 0')],
    ['a player who meets himself', [5, 92], (line: string) => line.replace('2 b 1', '1 b 1')],
    ['two players with one side', [5, 92], (line: string) => line.replace('2 b 1', '2 w 1')],
    ['results that contradict each other', [5, 92], (line: string) => line.replace('2 b 1', '2 b =')],
    ['a bye with an opponent', [5, 92], (line: string) => line.replace('2 b 1', '2 b H')],
    ['a win without an opponent', [5, 102], (line: string) => line.replace('0000 - H', '0000 - 1')],
    ['two players with one number', [6, 5], (line: string) => line.replace('001    1', '001    2')],
    ['points without a code', [4, 5], () => '162  1.0 0.5'],
  ])('names line and column of %s', (_, [at, column], breakLine) => {
    const broken = file.map((line, index) => (index + 1 === (at === 6 ? 5 : at) ? breakLine(line) : line));
    expect(faultOf(broken.join('\n'))).toMatchObject({ line: at, column });
  });

  it('keeps a pair without a result apart from an absence', () => {
    const open = file.map((line) => line.replace('3 w 0', '3 w  ').replace('1 b 1', '1 b  ').trimEnd());
    const results = readTrf(open.join('\n')).players.map(({ rounds }) => rounds[2]?.result ?? null);
    expect(results).toEqual([null, 'Z', null]);
  });

  it('answers any text by a tournament or by a refusal', () => {
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
          expect(error instanceof DomainError && error.code).toBe('invalid_file');
        }
      }),
    );
  });
});

const golden = import.meta.glob('../../fixtures/fide/*/*.trf', { query: '?raw', import: 'default', eager: true });

function aPlayer(player: Partial<TrfPlayer>): TrfPlayer {
  return {
    number: 1,
    sex: '',
    title: '',
    name: 'Rahman, Anika',
    rating: null,
    federation: '',
    fideNumber: '',
    birthDate: '',
    pointsTenths: 0,
    rank: null,
    rounds: [],
    ...player,
  };
}

const points = new Map([
  ['W', 10],
  ['D', 5],
  ['L', 0],
  ['A', 0],
  ['P', 10],
  ['X', 5],
]);
const empty: TrfTournament = { about: [], roundCount: 0, firstSide: 'white', pointsTenths: points, players: [] };

const word = (lengthMax: number) =>
  fc.string({ unit: fc.constantFrom('a', 'Z', 'é', 'ß', '😀', '-', ','), minLength: 0, maxLength: lengthMax });
const person = fc.record({
  number: fc.integer({ min: 1, max: 9999 }),
  sex: fc.constantFrom('', 'm', 'w'),
  title: fc.constantFrom('', 'g', 'GM', 'WIM'),
  name: word(33),
  rating: fc.option(fc.integer({ min: 1, max: 9999 })),
  federation: fc.constantFrom('', 'BAN'),
  fideNumber: fc.constantFrom('', '12345678901'),
  birthDate: fc.constantFrom('', '2001/02/28'),
  pointsTenths: fc.integer({ min: 0, max: 999 }),
  rank: fc.option(fc.integer({ min: 1, max: 9999 })),
});

const pairResults = [
  ['1', '0'],
  ['0', '1'],
  ['=', '='],
  ['W', 'L'],
  ['D', 'D'],
  ['+', '-'],
  ['-', '-'],
  [null, null],
] as const;

/** Rounds in which neighbours of a random order meet, and the last of an odd number has a bye. */
const tournaments: fc.Arbitrary<TrfTournament> = fc
  .uniqueArray(person, { selector: ({ number }) => number, minLength: 1, maxLength: 5 })
  .chain((persons) => {
    const round = fc.tuple(
      fc.shuffledSubarray(
        persons.map(({ number }) => number),
        { minLength: persons.length },
      ),
      fc.array(fc.constantFrom(...pairResults), { minLength: 3, maxLength: 3 }),
      fc.constantFrom('U' as const, 'F' as const, 'H' as const, 'Z' as const),
      fc.boolean(),
    );
    return fc.array(round, { maxLength: 4 }).map((rounds) => ({
      about: [
        { code: '012', text: 'Spring Open' },
        { code: 'XXR', text: '9' },
      ],
      roundCount: rounds.length,
      firstSide: 'black' as const,
      pointsTenths: points,
      players: persons.map((one) => ({
        ...one,
        rounds: rounds.map(([order, results, bye, hasSides]): TrfRound => {
          const place = order.indexOf(one.number);
          const isFirst = place % 2 === 0;
          const opponent = order[isFirst ? place + 1 : place - 1] ?? null;
          if (opponent === null) return { opponent, side: null, result: bye };
          const side = hasSides ? (isFirst ? 'white' : 'black') : null;
          return { opponent, side, result: results[place >> 1]?.[isFirst ? 0 : 1] ?? null };
        }),
      })),
    }));
  });

describe('the TRF writer', () => {
  it('writes all 203 golden files as they were, but for blanks at the ends of lines, from rounds and points of its own', () => {
    const texts = Object.values(golden) as string[];
    for (const text of texts) {
      const tournament = readTrf(text);
      const persons = new Map(tournament.players.map((player) => [String(player.number), player]));
      const players = trfPlayersOf(readRecords(eventOfTrf(tournament)), (id) => persons.get(id) as TrfPlayer);
      expect(writeTrf({ ...tournament, players })).toBe(text.replace(/[ \r]+$/gm, ''));
    }
    expect(texts.length).toBe(203);
  });

  it('what it writes is read as the same tournament', () => {
    fc.assert(
      fc.property(tournaments, (tournament) => {
        expect(readTrf(writeTrf(tournament))).toEqual(tournament);
      }),
      { numRuns: caseCount({ usual: 300, nightly: 10_000 }) },
    );
  });

  it('cuts a name at 33 characters, also of two code units, and takes line breaks out of it', () => {
    const [player] = readTrf(writeTrf({ ...empty, players: [aPlayer({ name: `${'😀'.repeat(40)}` })] })).players;
    expect(player?.name).toBe('😀'.repeat(33));
    const text = writeTrf({ ...empty, players: [aPlayer({ name: 'Eve\n001    9 forged' })] });
    expect(text.match(/^001/gm)?.length).toBe(1);
  });

  it('keeps a double forfeit and an open pair through an event', () => {
    const pair = (number: number, opponent: number, result: TrfRound['result']) =>
      aPlayer({ number, rounds: [{ opponent, side: null, result }] });
    const players = [pair(1, 2, '-'), pair(2, 1, '-'), pair(3, 4, null), pair(4, 3, null)];
    const event = eventOfTrf({ ...empty, players });
    expect(event.rounds).toEqual([
      [
        { kind: 'forfeit', a: '1', b: '2', winner: null, first: null },
        { kind: 'open', a: '3', b: '4', first: null },
      ],
    ]);
    expect(trfPlayersOf(readRecords(event), () => aPlayer({}))).toEqual(players);
  });

  it('refuses points that the columns cannot hold', () => {
    const write = (pointsTenths: number) => writeTrf({ ...empty, players: [aPlayer({ pointsTenths })] });
    expect(write(999)).toContain('99.9');
    expect(() => write(1000)).toThrow('not_exportable');
  });
});
