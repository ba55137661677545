import { describe, expect, it } from 'vitest';
import { type LeagueSettings, leagueDays } from '../../../src/tournaments/stages/formats/league.ts';
import { roundRobinDefaults } from '../../../src/tournaments/stages/formats/round-robin.ts';
import { league } from '../../../src/tournaments/stages/standings/points-formats.ts';

const settings: LeagueSettings = { ...roundRobinDefaults, legs: 2, firstDay: '2028-02-24', daysBetweenRounds: 7 };

describe('a league', () => {
  it('has a day for each round, also over the end of a leap February', () => {
    const days = leagueDays(4, settings);
    expect(days).toEqual(['2028-02-24', '2028-03-02', '2028-03-09', '2028-03-16', '2028-03-23', '2028-03-30']);
    const rounds = new Set(league.build(4, settings).map(({ key }) => key.round));
    expect(rounds.size).toBe(days.length);
  });

  it('an odd number of entrants needs one round more, in which each rests once', () => {
    expect(leagueDays(5, { ...settings, legs: 1 })).toHaveLength(5);
  });

  it.each(['2027-02-29', '2027-13-01', '2027-2-1', 'tomorrow'])('%s is no first day', (firstDay) => {
    expect(() => leagueDays(4, { ...settings, firstDay })).toThrow('calendar day');
  });
});
