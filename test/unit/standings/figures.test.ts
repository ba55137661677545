// Figures added up by hand, and the explanation of them.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainStandings } from '../../../src/tournaments/standings/explanation.ts';
import { compare, fraction, fractionText, roundHalfUp } from '../../../src/tournaments/standings/fraction.ts';
import { expectedPercent, ratingDifference } from '../../../src/tournaments/standings/rating-tables.ts';
import type { StandingsInput } from '../../../src/tournaments/standings/results.ts';
import { readTieBreak, tieBreakText } from '../../../src/tournaments/standings/tie-break.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { anEvent, predetermined, rank, ranksOf } from './events.ts';

function figuresOf(input: StandingsInput, tieBreak: string): Record<string, string | null> {
  const measured = rank(input, tieBreak).measures.get(tieBreakText(readTieBreak(tieBreak, input.kind)));
  return Object.fromEntries([...(measured ?? [])].map(([id, { value }]) => [id, value && fractionText(value)]));
}

function explainedFigure(input: StandingsInput, tieBreak: string, entrant: string) {
  const row = explainStandings(rank(input, tieBreak)).find((standing) => standing.entrant === entrant);
  return row?.figures.find((figure) => figure.tieBreak === tieBreakText(readTieBreak(tieBreak, input.kind)));
}

/** 3 has a bye in the first round, 2 is absent from the second on. */
const withByes = anEvent(['1-2 1, 3 U', '1-3 =', '3-1 +']);

describe('Buchholz', () => {
  it('counts a pairing-allocated bye as a game against a dummy with the own score, at most draws in all rounds', () => {
    // Scores: 1 has 1.5, 3 has 2.5. The bye of 3 is capped at 1.5, the forfeit win of 3 at the 1.5 of 1.
    expect(explainedFigure(withByes, 'BH', '3')).toEqual({
      tieBreak: 'buchholz',
      value: '4.5',
      from: 'sum',
      terms: [
        {
          round: 1,
          opponent: null,
          kind: 'pairing_bye',
          value: '1.5',
          opponentScore: '1.5',
          points: null,
          dummy: { ownScore: '2.5', cap: '1.5', capBy: 'draws_in_all_rounds' },
          cut: null,
        },
        {
          round: 2,
          opponent: '1',
          kind: 'draw',
          value: '1.5',
          opponentScore: '1.5',
          points: null,
          dummy: null,
          cut: null,
        },
        {
          round: 3,
          opponent: '1',
          kind: 'forfeit_win',
          value: '1.5',
          opponentScore: '1.5',
          points: null,
          dummy: { ownScore: '2.5', cap: '1.5', capBy: 'scheduled_opponent' },
          cut: null,
        },
      ],
    });
  });

  it('counts absences after which an opponent never came back as draws, and earlier ones as scored', () => {
    // 2 has 0 points and two last absences: 1 for its opponents.
    expect(explainedFigure(withByes, 'BH', '1')?.terms[0]).toMatchObject({ opponent: '2', value: '1' });
    const back = anEvent(['1-2 1, 3-4 1', '1-3 1', '2-4 1, 1-3 =']);
    expect(explainedFigure(back, 'BH', '1')?.terms[0]).toMatchObject({ opponent: '2', value: '1' });
    expect(explainedFigure(back, 'BH', '3')?.terms[0]).toMatchObject({ opponent: '4', value: '0' });
  });

  it('cuts a voluntarily unplayed round first, even if a game adds less', () => {
    // 1: absent (dummy 1 point), then opponents with 2, 1, 0.5 points.
    const event = anEvent(['2-3 1, 4-5 1', '2-1 1, 3-4 1', '1-3 1, 5-4 =', '2-5 +']);
    const cut = (tieBreak: string) =>
      explainedFigure(event, tieBreak, '1')
        ?.terms.filter((term) => term.cut === 'lowest')
        .map(({ kind }) => kind);
    expect(cut('BH/C1')).toEqual(['zero_bye']);
    expect(cut('BH/C2')).toEqual(['zero_bye', 'zero_bye']);
  });

  it('counts finished games only', () => {
    expect(figuresOf(anEvent(['1-2 1, 3-4 1', '1-3 ?, 2-4 1']), 'BH')).toEqual({
      '1': '1',
      '2': '1',
      '3': '0',
      '4': '2',
    });
  });

  it('is another rule than difficulty, the wins minus the losses of the opponents', () => {
    const event = anEvent(['1-2 1, 3-4 =', '1-3 1, 2-4 1']);
    expect(figuresOf(event, 'buchholz')).toEqual({ '1': '1.5', '2': '2.5', '3': '2.5', '4': '1.5' });
    expect(figuresOf(event, 'difficulty')).toEqual({ '1': '-1', '2': '1', '3': '1', '4': '-1' });
  });

  it('as fore-Buchholz draws the games of the last planned round, not of the last one played', () => {
    const rounds = ['1-2 1, 3-4 1', '1-3 1, 2-4 -'];
    const running = anEvent(rounds, { roundCount: 3 });
    expect(figuresOf(running, 'FB')).toEqual(figuresOf(running, 'BH'));
    // Drawn: 1 and 3 have 1.5; 2 and 4, whose game was forfeited, have 0.5.
    expect(figuresOf(anEvent(rounds), 'FB')).toEqual({ '1': '2', '2': '2', '3': '2', '4': '2' });
    expect(figuresOf(anEvent(rounds), 'BH')).not.toEqual(figuresOf(anEvent(rounds), 'FB'));
  });
});

describe('an explanation', () => {
  it('names rank, deciding tie-break and steps, of the rows that are asked for', () => {
    const standings = rank(anEvent(['1-2 1, 3-4 1', '1-3 1, 2-4 1'], predetermined), 'seed');
    const [row, ...others] = explainStandings(standings, standings.rows.slice(1, 2));
    expect(others).toEqual([]);
    expect([row?.entrant, row?.rank, row?.decidedBy]).toEqual(['2', 2, 'seed']);
    expect(row?.steps.map(({ terms: _, ...step }) => step)).toEqual([
      { tieBreak: 'points', value: '1', above: '2', below: '0', tiedCount: 4 },
      { tieBreak: 'seed', value: '2', above: null, below: '3', tiedCount: 2 },
    ]);
  });
});

describe('other figures', () => {
  it('Koya counts an opponent with exactly the limit', () => {
    const event = anEvent(['1-2 1, 3-4 1', '1-3 1, 2-4 1', '4-1 1, 3-2 ='], predetermined);
    // Of 3 points, 1 has 2, 2 and 3 have 1.5 and 4 has 1: half is 1.5.
    expect(figuresOf(event, 'KS')).toEqual({ '1': '2', '2': '0.5', '3': '0.5', '4': '1' });
    expect(figuresOf(event, 'KS/L51')).toEqual({ '1': '0', '2': '0', '3': '0', '4': '1' });
  });

  it("an opponent's share of wins counts as 33 % at least, and byes are left out of it", () => {
    // 2 lost its only match, 1 won both; 3 lost one and had a bye.
    const event = anEvent(['1-2 1, 3 U', '1-3 1, 2 Z']);
    expect(figuresOf(event, 'opponent_match_win')).toEqual({ '1': '0.33', '2': '1', '3': '1' });
  });

  it('head-to-head games are won minus lost among exactly the tied', () => {
    const event = anEvent(['1-2 1 2-1, 3-4 1 2-0', '2-3 1 2-0, 1-4 1 2-0', '3-1 1 2-1, 2-4 1 2-1'], predetermined);
    expect(ranksOf(event, 'head_to_head_games')).toEqual({ '2': 1, '1': 2, '3': 3, '4': 4 });
    expect(figuresOf(event, 'score_difference')).toEqual({ '1': '2', '2': '2', '3': '1', '4': '-5' });
    expect(figuresOf(event, 'score_for')).toEqual({ '1': '5', '2': '5', '3': '4', '4': '1' });
  });

  it('the seed can be reversed', () => {
    const event = anEvent(['1-2 =']);
    expect([ranksOf(event, 'seed'), ranksOf(event, 'TPN/R')]).toEqual([
      { '1': 1, '2': 2 },
      { '1': 2, '2': 1 },
    ]);
  });

  it('lots do not depend on the order of the input', () => {
    const event = anEvent(['1-2 =, 3-4 ='], { lotsSeed: 'summer' });
    const turned = { ...event, entrants: event.entrants.toReversed() };
    expect(ranksOf(turned, 'lots')).toEqual(ranksOf(event, 'lots'));
  });
});

describe('ratings', () => {
  const rated = (rounds: readonly string[], ratings: readonly number[]) => {
    const event = anEvent(rounds);
    return {
      ...event,
      entrants: event.entrants.map((entrant, index) => ({ ...entrant, rating: ratings[index] ?? 0 })),
    };
  };

  it('performance is the mean rating of the opponents plus the difference for the share of points', () => {
    // 1 made 1.5 of 2 (75 %: 193) against 2000 and 2101.
    const event = rated(['1-2 1', '1-3 ='], [2200, 2000, 2101]);
    expect(figuresOf(event, 'ARO')['1']).toBe('2051');
    expect(figuresOf(event, 'TPR')).toEqual({ '1': '2244', '2': '1400', '3': '2200' });
    expect(figuresOf(event, 'ARO/C1')['1']).toBe('2101');
    expect(figuresOf(event, 'ARO/M2')['1']).toBe(null);
    expect(figuresOf(event, 'APRO')['1']).toBe('1800');
  });

  it('perfect performance is the lowest rating that expects the points made', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1000, max: 2800 }), fc.constantFrom('1', '=', '0')), {
          minLength: 1,
          maxLength: 6,
        }),
        (games) => {
          const rounds = games.map(([, result], index) => `a-${String.fromCharCode(98 + index)} ${result}`);
          const ratings = games.map(([rating]) => rating);
          const made = games.reduce((total, [, result]) => total + { '1': 100, '=': 50, '0': 0 }[result], 0);
          const lowest = Math.min(...ratings) - 800;
          let perfect = lowest;
          const expected = () => ratings.reduce((total, rating) => total + expectedPercent(perfect, rating), 0);
          while (made > 0 && expected() < made) perfect += 1;
          expect(figuresOf(rated(rounds, [2000, ...ratings]), 'PTP').a).toBe(String(perfect));
        },
      ),
      { numRuns: caseCount({ usual: 200, nightly: 5_000 }) },
    );
  });

  it('the two tables agree: the difference for a share lets expect this share', () => {
    for (let percent = 1; percent < 100; percent += 1) {
      expect(Math.abs(expectedPercent(ratingDifference(percent), 0) - percent)).toBeLessThanOrEqual(1);
    }
    expect([ratingDifference(0), ratingDifference(50), ratingDifference(100)]).toEqual([-800, 0, 800]);
  });
});

describe('fractions', () => {
  it('are written exactly, and rounded with halves up', () => {
    const written = [
      fraction(49, 2),
      fraction(-1, 4),
      fraction(11, 3),
      fraction(0, 7),
      fraction(22, 6),
      fraction(1, 40),
    ];
    expect(written.map(fractionText)).toEqual(['24.5', '-0.25', '11/3', '0', '11/3', '0.025']);
    expect([fraction(5, 2), fraction(-5, 2), fraction(7, 3), fraction(-7, 3)].map(roundHalfUp)).toEqual([3, -2, 2, -2]);
    expect(compare(fraction(1, 3), fraction(33, 100))).toBe(1);
  });
});
