import { describe, expect, it } from 'vitest';
import { DomainError } from '../../../src/core/errors.ts';
import { explainStandings } from '../../../src/tournaments/standings/explanation.ts';
import { fractionText } from '../../../src/tournaments/standings/fraction.ts';
import { chessPoints, type RoundResult, type StandingsInput } from '../../../src/tournaments/standings/results.ts';
import { readTieBreaks } from '../../../src/tournaments/standings/tie-break.ts';
import { anEvent, predetermined, rank, ranksOf, readResult } from './events.ts';

function refusalOf(act: () => unknown): unknown[] {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return [error.code, error.facts.tieBreak];
    throw error;
  }
  return [];
}

/** Nothing but the tie-breaks ranks. */
const allEqual = { ...chessPoints, ...{ win: 0, draw: 0, forfeitWin: 0, pairingBye: 0, fullBye: 0, halfBye: 0 } };

/** 1, 2 and 3 beat each other in a circle, and all beat 4. */
const circle = ['1-2 1, 3-4 1', '2-3 1, 1-4 1', '3-1 1, 2-4 1'];

describe('ranks', () => {
  it('three who beat each other in a circle share a rank, and the next rank counts all of them', () => {
    expect(ranksOf(anEvent(circle, predetermined), 'DE')).toEqual({ '1': 1, '2': 1, '3': 1, '4': 4 });
  });

  it('the order of the list decides', () => {
    // Both have one point: 1 from two draws, 2 from a loss and a win.
    const event = anEvent(['1-3 =, 2-4 0', '1-4 =, 2-3 1']);
    expect(ranksOf(event, 'wins', 'progressive')).toEqual({ '4': 1, '2': 2, '1': 3, '3': 4 });
    expect(ranksOf(event, 'progressive', 'wins')).toEqual({ '4': 1, '1': 2, '2': 3, '3': 4 });
  });

  it('each rank names the tie-break that decided, its figure, and the nearest other figures', () => {
    const { rows } = rank(anEvent(circle, predetermined), 'seed');
    const last = (entrant: string) => {
      const step = rows.find((row) => row.entrant === entrant)?.steps.at(-1);
      const text = (value: typeof step extends undefined ? never : NonNullable<typeof step>['value']) =>
        value && fractionText(value);
      return step && [step.tieBreak, text(step.value), text(step.above), text(step.below), step.tiedCount];
    };
    expect(last('2')).toEqual(['seed', '2', '1', '3', 3]);
    expect(last('4')).toEqual(['points', '0', '2', null, 4]);
  });

  it('ratings are skipped if somebody is unrated', () => {
    const event = anEvent(circle, predetermined);
    expect(rank(event, 'rating').skipped).toEqual(['rating']);
    const rated = {
      ...event,
      entrants: event.entrants.map((entrant) => ({ ...entrant, rating: 2000 - entrant.seed })),
    };
    expect(rank(rated, 'rating').skipped).toEqual([]);
    expect(ranksOf(rated, 'rating')).toEqual({ '1': 1, '2': 2, '3': 3, '4': 4 });
  });

  it('the same lots come from the same published seed, and others from another', () => {
    const order = (lotsSeed: string) => rank(anEvent(circle, { lotsSeed }), 'lots').rows.map(({ entrant }) => entrant);
    expect(order('a')).toEqual(order('a'));
    expect(new Set(['a', 'b', 'c', 'd', 'e', 'f'].map((seed) => order(seed).join())).size).toBeGreaterThan(1);
    expect(refusalOf(() => rank(anEvent(circle), 'lots'))).toEqual(['tie_break_not_allowed', 'lots']);
  });

  it('who was through first is first, each time is explained, and who was not through is last', () => {
    const timed = (text: string, completedAtMs: number) => ({ ...readResult(text), completedAtMs });
    const lists = (last: readonly RoundResult[], options: Partial<StandingsInput> = {}) => ({
      ...anEvent(['1-2 1', '3-4 1']),
      ...{ roundCount: 2, ...options },
      entrants: ['1', '2', '3', '4'].map((id, index) => ({ id, seed: index + 1, rating: null })),
      rounds: [[timed('1-2 =', 5000), timed('3-4 =', 1000)], last],
    });
    // The last match is the one that was over last, not the one of the last round.
    const event = lists([timed('1-3 =', 3000), timed('2-4 =', 2000)]);
    expect(ranksOf(event, 'earliest_completion')).toEqual({ '4': 1, '3': 2, '1': 3, '2': 3 });
    const [best] = explainStandings(rank(event, 'earliest_completion'));
    expect(best?.figures[1]).toMatchObject({
      value: '1970-01-01T00:00:02.000Z',
      terms: [
        { round: 1, opponent: '3', value: '1970-01-01T00:00:01.000Z', cut: 'earlier' },
        { round: 2, opponent: '2', value: '1970-01-01T00:00:02.000Z', cut: null },
      ],
    });
    expect(best?.steps.at(-1)).toMatchObject({ above: null, below: '1970-01-01T00:00:03.000Z' });
    const orderOf = (input: StandingsInput) => ranksOf({ ...input, points: allEqual }, 'earliest_completion');
    // Without a result; forfeited; not paired in the last round.
    expect(orderOf(lists([readResult('1-3 ?'), timed('2-4 +', 7000)]))).toEqual({ '2': 1, '1': 2, '3': 2, '4': 2 });
    const left = lists([timed('1-2 =', 7000), readResult('3 Z')]);
    expect(orderOf(left)).toEqual({ '1': 1, '2': 1, '3': 3, '4': 3 });
    // A rest of a round robin, and a win that ended the event, are no absence.
    expect(orderOf({ ...left, ...predetermined })).toEqual({ '3': 1, '4': 1, '1': 3, '2': 3 });
    const won = { ...left, rounds: [[timed('1-2 =', 5000), timed('3-4 1', 1000)], left.rounds[1] ?? []] };
    expect(orderOf({ ...won, earlyEnd: { wins: 1, losses: null } })).toEqual({ '3': 1, '1': 2, '2': 2, '4': 4 });
  });

  it('an entrant with two results in one round, and a result of a stranger, are refused', () => {
    expect(refusalOf(() => rank(anEvent(['1-2 1, 1 H'])))).toEqual(['invalid_request', undefined]);
    expect(refusalOf(() => rank(anEvent(['1-2 1'], { entrants: [] })))).toEqual(['invalid_request', undefined]);
  });
});

describe('direct encounter', () => {
  it('is the table of the games among exactly the tied, started anew for who is still tied', () => {
    // Among 1, 2, 3 and 4, who have 3 points each: 2, 2, 1, 1. Then 2 has beaten 1, and 4 has beaten 3.
    const rounds = [
      '1-6 1, 2-5 0, 3-4 0',
      '6-4 0, 5-3 0, 1-2 0',
      '2-6 1, 3-1 0, 4-5 1',
      '6-5 1, 1-4 1, 2-3 0',
      '3-6 1, 4-2 0, 5-1 1',
    ];
    const event = anEvent(rounds, predetermined);
    expect(ranksOf(event, 'DE')).toEqual({ '2': 1, '1': 2, '4': 3, '3': 4, '5': 5, '6': 6 });
    const steps = rank(event, 'DE').rows[0]?.steps ?? [];
    expect(steps.map(({ tieBreak, value, tiedCount }) => [tieBreak, value && fractionText(value), tiedCount])).toEqual([
      ['points', '3', 6],
      ['direct_encounter', '2', 4],
      ['direct_encounter', '1', 2],
    ]);
  });

  it('ranks who stands alone on top whatever the missing results, and nobody else, if not all have met', () => {
    const last = '1-4 0, 2-6 1, 3-5 1';
    expect(ranksOf(anEvent(['1-2 1, 3-4 1', '1-3 1, 2-4 1', last]), 'DE')).toMatchObject({ '1': 1, '2': 2, '3': 2 });
    expect(ranksOf(anEvent(['1-2 1, 3-4 1', '1-3 +, 2-4 1', last]), 'DE')).toMatchObject({ '1': 1, '2': 1, '3': 1 });
  });

  it('counts several games of one pair as their average', () => {
    // 1 and 2 met twice, and so did 3 and 4. As sums all four would have 2.
    const event = anEvent(['1-2 1, 3-4 0', '1-2 1, 3-4 1', '3-1 1, 2-4 1', '2-3 1, 1-4 0']);
    expect(ranksOf(event, 'DE')).toEqual({ '2': 1, '3': 2, '4': 2, '1': 4 });
  });

  it('leaves forfeits out, unless the organizer chose otherwise', () => {
    const event = anEvent(['1-2 -, 3-4 1', '1-3 1, 2-4 0']);
    expect(ranksOf(event, 'DE')).toEqual({ '1': 1, '2': 1, '3': 1, '4': 1 });
    expect(ranksOf(anEvent(['1-2 -, 3-4 1', '1-4 1, 2-3 0']), 'DE/P')).toEqual({ '3': 1, '2': 2, '1': 3, '4': 4 });
  });

  it('counts forfeits as games if all pairings are known from the start', () => {
    const rounds = ['1-2 -, 3-4 1', '1-4 1, 2-3 0'];
    expect(ranksOf(anEvent(rounds, predetermined), 'DE')).toEqual(ranksOf(anEvent(rounds), 'DE/P'));
    expect(ranksOf(anEvent(rounds), 'DE')).not.toEqual(ranksOf(anEvent(rounds), 'DE/P'));
  });
});

describe('tie-breaks of the list', () => {
  it('an unknown one is refused, and so is a modifier that it does not take', () => {
    for (const text of [
      'buchhols',
      'BH/X1',
      'BH/C',
      'BH/C0',
      'SB/L40',
      'KS/L101',
      'DE/C1',
      'seed/C1',
      'PS/M1',
      'BH/C1/Q',
      '',
      'constructor',
    ]) {
      expect(refusalOf(() => readTieBreaks([text], 'swiss'))).toEqual(['unknown_tie_break', text]);
    }
  });

  it('Buchholz is refused in a round robin, and so is a tie-break that is in the list already', () => {
    for (const text of ['BH', 'FB', 'AOB/C1', 'buchholz/M1']) {
      expect(refusalOf(() => readTieBreaks([text], 'predetermined'))).toEqual(['tie_break_not_allowed', text]);
    }
    expect(refusalOf(() => readTieBreaks(['BH/C1', 'buchholz/c1'], 'swiss'))).toEqual([
      'tie_break_not_allowed',
      'buchholz/C1',
    ]);
  });
});
