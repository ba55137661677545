import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dutch } from '../../../src/tournaments/stages/formats/swiss/dutch.ts';
import { monrad } from '../../../src/tournaments/stages/formats/swiss/monrad.ts';
import { type Player, readPlayers } from '../../../src/tournaments/stages/formats/swiss/player.ts';
import { swissRoundLimits } from '../../../src/tournaments/stages/formats/swiss/round-limits.ts';
import type {
  BlockingRule,
  RoundRecord,
  Side,
  SwissEntrant,
  SwissPair,
  SwissSettings,
} from '../../../src/tournaments/stages/formats/swiss/swiss-entrant.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { seededRandom } from '../../support/rules/random.ts';
import { type PlayedRound, playSwiss } from '../../support/tournaments/swiss-tournament.ts';
import { lowestByeScoreByTrial } from './candidate-oracle.ts';

const systems = { dutch, monrad };
const settingsFor = (roundCount: number, hasSides = true): SwissSettings => ({
  roundCount,
  pointsForWin: 2,
  hasSides,
  firstSide: 'white',
});

const plans = (countMax: number) =>
  fc.record({
    count: fc.integer({ min: 2, max: countMax }),
    roundCount: fc.integer({ min: 1, max: 9 }),
    hasSides: fc.boolean(),
    seed: fc.integer(),
  });

type System = (typeof systems)[keyof typeof systems];

function forEachRound(
  pair: System,
  { countMax, numRuns }: { countMax: number; numRuns: number },
  check: (round: PlayedRound, settings: SwissSettings) => void,
): void {
  fc.assert(
    fc.property(plans(countMax), ({ count, roundCount, hasSides, seed }) => {
      const settings = settingsFor(roundCount, hasSides);
      for (const round of playSwiss({ count, settings, hasAbsences: true, pair }, seededRandom(seed)))
        check(round, settings);
    }),
    { numRuns },
  );
}

const pairsOf = ({ found }: PlayedRound): readonly SwissPair[] => (found.kind === 'paired' ? found.pairs : []);
const byeOf = ({ found }: PlayedRound): number | null => (found.kind === 'paired' ? found.bye : null);

/** What the same players look like where sides do not matter. */
const withoutSides = (players: readonly Player[]) =>
  players.map((player): Player => ({ ...player, preference: null, strength: 'none' }));

const allRules: readonly BlockingRule[] = ['C1', 'C2', 'C3'];
const relax = (players: readonly Player[], rules: readonly BlockingRule[]) =>
  (rules.includes('C3') ? withoutSides(players) : players).map((player) => ({
    ...player,
    met: rules.includes('C1') ? new Set<number>() : player.met,
    mayGetBye: rules.includes('C2') || player.mayGetBye,
  }));

const numRuns = caseCount({ usual: 60, nightly: 3000 });

describe.each(['dutch', 'monrad'] as const)('a round of the %s system', (name) => {
  const pair = systems[name];

  it('has everybody who takes part exactly once, and nobody else', () => {
    forEachRound(pair, { countMax: 24, numRuns }, (round) => {
      if (round.found.kind === 'blocked') return;
      const placed = [...pairsOf(round).flatMap(({ white, black }) => [white, black]), ...[byeOf(round) ?? []].flat()];
      const present = round.entrants.filter(({ takesPart }) => takesPart).map((entrant) => entrant.number);
      expect(placed.sort((left, right) => left - right)).toEqual(present);
    });
  });

  it('has no rematch; a forfeited pair has not met', () => {
    forEachRound(pair, { countMax: 16, numRuns }, (round) => {
      for (const { white, black } of pairsOf(round)) {
        const games = round.entrants[white - 1]?.rounds.filter(({ kind }) => kind === 'game') ?? [];
        expect(games.map(({ opponent }) => opponent)).not.toContain(black);
      }
    });
  });

  it('gives the bye once at most, to nobody who has a win without playing, and to the lowest score possible', () => {
    forEachRound(pair, { countMax: 8, numRuns: 2 * numRuns }, (round, settings) => {
      const bye = byeOf(round);
      if (bye === null) return;
      const rounds = round.entrants[bye - 1]?.rounds ?? [];
      expect(rounds.filter(({ kind, points }) => kind === 'pairing_bye' || (kind !== 'game' && points >= 2))).toEqual(
        [],
      );
      const players = readPlayers(round.entrants, settings);
      const score = players.find(({ number }) => number === bye)?.score;
      expect(score).toBe(lowestByeScoreByTrial(name === 'dutch' ? players : withoutSides(players)));
    });
  });

  it('is refused only if no legal round exists, with the fewest rules that block', () => {
    forEachRound(pair, { countMax: 7, numRuns: 2 * numRuns }, ({ entrants, found }, settings) => {
      if (found.kind === 'paired') return;
      const players = readPlayers(entrants, settings);
      const judged = name === 'dutch' ? players : withoutSides(players);
      expect(lowestByeScoreByTrial(judged)).toBe(undefined);
      const isLegalWithout = (rules: readonly BlockingRule[]) =>
        lowestByeScoreByTrial(relax(judged, rules)) !== undefined;
      expect(isLegalWithout(found.rules)).toBe(true);
      const fewer = allRules.filter((rule) => found.rules.length > 1 && isLegalWithout([rule]));
      expect(fewer).toEqual([]);
    });
  });

  it('always exists up to half as many rounds as entrants, if sides do not count', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer(), (half, seed) => {
        const settings = settingsFor(swissRoundLimits(2 * half).guaranteed, false);
        const played = playSwiss({ count: 2 * half, settings, hasAbsences: false, pair }, seededRandom(seed));
        expect(played.filter(({ found }) => found.kind === 'blocked')).toEqual([]);
      }),
      { numRuns },
    );
  });

  it('never exists beyond the possible number of rounds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 7 }), fc.integer(), (count, seed) => {
        const { possible } = swissRoundLimits(count);
        const settings = settingsFor(possible + 1, false);
        const played = playSwiss({ count, settings, hasAbsences: false, pair }, seededRandom(seed));
        expect(played.at(-1)?.found.kind).toBe('blocked');
        expect(played.length).toBeLessThanOrEqual(possible + 1);
      }),
      { numRuns },
    );
  });
});

describe('sides in the Dutch system', () => {
  const sidesOf = (entrant: SwissEntrant | undefined, next: Side): Side[] => [
    ...(entrant?.rounds.flatMap(({ kind, side }) => (kind === 'game' && side ? [side] : [])) ?? []),
    next,
  ];

  it('nobody gets a difference beyond 2 or a third game in a row with one side, before the last round', () => {
    forEachRound(dutch, { countMax: 20, numRuns }, (round, settings) => {
      const roundIndex = Math.max(...round.entrants.map(({ rounds }) => rounds.length));
      if (!settings.hasSides || roundIndex + 1 >= settings.roundCount) return;
      for (const { white, black } of pairsOf(round)) {
        for (const [number, next] of [
          [white, 'white'],
          [black, 'black'],
        ] as const) {
          const sides = sidesOf(round.entrants[number - 1], next);
          const difference = 2 * sides.filter((side) => side === 'white').length - sides.length;
          expect(Math.abs(difference)).toBeLessThanOrEqual(2);
          expect(new Set(sides.slice(-3)).size).not.toBe(sides.length < 3 ? 0 : 1);
        }
      }
    });
  });

  it('do not decide who meets if the game has none', () => {
    forEachRound(dutch, { countMax: 16, numRuns }, ({ entrants, found }, settings) => {
      if (settings.hasSides || found.kind === 'blocked') return;
      const swapped = entrants.map((entrant) => ({
        ...entrant,
        rounds: entrant.rounds.map((record): RoundRecord => ({ ...record, side: record.side && 'white' })),
      }));
      const again = dutch(swapped, settings);
      const meetings = (pairs: readonly SwissPair[]) =>
        pairs.map(({ white, black }) => [white, black].sort((a, b) => a - b));
      expect(again.kind === 'paired' && meetings(again.pairs)).toEqual(meetings(found.pairs));
    });
  });

  it('alternate down the boards in the first round, beginning with the side drawn', () => {
    const entrants = Array.from({ length: 6 }, (_, index) => ({ number: index + 1, rounds: [], takesPart: true }));
    const found = dutch(entrants, { ...settingsFor(5), firstSide: 'black' });
    expect(found).toEqual({
      kind: 'paired',
      pairs: [
        { white: 4, black: 1 },
        { white: 2, black: 5 },
        { white: 6, black: 3 },
      ],
      bye: null,
    });
  });
});

describe('known cases', () => {
  const game = (opponent: number, points: number, side: Side = 'white'): RoundRecord => ({
    kind: 'game',
    opponent,
    side,
    points,
  });
  const entrant = (number: number, rounds: RoundRecord[]): SwissEntrant => ({ number, rounds, takesPart: true });

  it('monrad pairs neighbours', () => {
    const entrants = Array.from({ length: 5 }, (_, index) => entrant(index + 1, []));
    expect(monrad(entrants, settingsFor(3))).toEqual({
      kind: 'paired',
      pairs: [
        { white: 1, black: 2 },
        { white: 3, black: 4 },
      ],
      bye: 5,
    });
  });

  it('two entrants who have met cannot be paired again: C1', () => {
    const entrants = [entrant(1, [game(2, 2)]), entrant(2, [game(1, 0, 'black')])];
    expect(dutch(entrants, settingsFor(2))).toEqual({ kind: 'blocked', rules: ['C1'] });
  });

  it('three entrants who all had the bye cannot be paired: C2', () => {
    const bye: RoundRecord = { kind: 'pairing_bye', opponent: null, side: null, points: 2 };
    const entrants = [1, 2, 3].map((number) => entrant(number, [bye]));
    expect(dutch(entrants, settingsFor(3))).toEqual({ kind: 'blocked', rules: ['C2'] });
  });

  it('two entrants who both must have white cannot meet: C3, off without sides', () => {
    const black = [game(7, 2, 'black'), game(8, 2, 'black')];
    const entrants = [
      entrant(1, black),
      entrant(
        2,
        black.map((record) => ({ ...record, opponent: 9 })),
      ),
    ];
    expect(dutch(entrants, settingsFor(9))).toEqual({ kind: 'blocked', rules: ['C3'] });
    expect(dutch(entrants, settingsFor(9, false)).kind).toBe('paired');
  });

  it('rules that block together are named together; monrad ignores C3', () => {
    const bye: RoundRecord = { kind: 'pairing_bye', opponent: null, side: null, points: 2 };
    const entrants = [1, 2, 3].map((number) =>
      entrant(number, [game(number + 3, 2, 'black'), game(number + 6, 2, 'black'), bye]),
    );
    expect(dutch(entrants, settingsFor(9))).toEqual({ kind: 'blocked', rules: ['C2', 'C3'] });
    expect(monrad(entrants, settingsFor(9))).toEqual({ kind: 'blocked', rules: ['C2'] });
  });

  it('one entrant alone gets the bye, and nobody is no refusal', () => {
    expect(dutch([entrant(1, [])], settingsFor(3))).toEqual({ kind: 'paired', pairs: [], bye: 1 });
    expect(dutch([], settingsFor(3))).toEqual({ kind: 'paired', pairs: [], bye: null });
  });
});
