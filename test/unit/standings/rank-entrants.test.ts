import { describe, expect, it } from 'vitest';
import { DomainError } from '../../../src/core/errors.ts';
import { fractionText } from '../../../src/tournaments/standings/fraction.ts';
import { readTieBreaks } from '../../../src/tournaments/standings/tie-break.ts';
import { anEvent, predetermined, rank, ranksOf } from './events.ts';

function refusalOf(act: () => unknown): unknown[] {
  try {
    act();
  } catch (error) {
    if (error instanceof DomainError) return [error.code, error.facts.tieBreak];
    throw error;
  }
  return [];
}

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

  it('who completed earliest is first, and who has not completed is last', () => {
    const event = anEvent(circle, predetermined);
    const times = [3000, null, 1000, 2000];
    const entrants = event.entrants.map((entrant, index) => ({ ...entrant, completedAtMs: times[index] ?? null }));
    expect(ranksOf({ ...event, entrants }, 'earliest_completion')).toEqual({ '3': 1, '1': 2, '2': 3, '4': 4 });
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
