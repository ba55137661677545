import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DomainError } from '../../../src/core/errors.ts';
import { judgeByes, keepByes } from '../../../src/tournaments/stages/entries/bye-rules.ts';
import type { StageState } from '../../../src/tournaments/stages/format.ts';
import {
  type NextRound,
  pairNextRound,
  type SwissSettings,
  swissDefaults,
} from '../../../src/tournaments/stages/formats/swiss.ts';
import { inGroups } from '../../../src/tournaments/stages/groups.ts';
import { doubleForfeit, resultOfForfeit, resultOfScores } from '../../../src/tournaments/stages/match.ts';
import { completeMatch, openMatch, openStage } from '../../../src/tournaments/stages/stage-play.ts';
import { swiss } from '../../../src/tournaments/stages/standings/points-formats.ts';
import { caseCount } from '../../support/rules/nightly.ts';

type Stage = StageState<SwissSettings>;
type Play = (stage: Stage) => Stage;

const settingsOf = (settings: Partial<SwissSettings> = {}): SwissSettings => ({
  ...swissDefaults,
  rounds: 3,
  ...settings,
});

/** Plays all open matches; slot 0 wins unless another result is given for the two seeds. */
const playOpen =
  (results: Record<string, ReturnType<typeof resultOfScores>> = {}): Play =>
  (stage) =>
    stage.matches
      .filter(({ result }) => result === null)
      .reduce((state, { key, slots }) => {
        const result = results[slots.map(({ entrant }) => entrant).join('-')] ?? resultOfScores([1, 0]);
        return completeMatch(swiss, state, key, result);
      }, stage);

const addRound = (stage: Stage, next: NextRound): Stage =>
  next.kind === 'paired' ? { ...stage, matches: [...stage.matches, ...next.matches.map(openMatch)] } : stage;

const pairsOf = (next: NextRound) =>
  next.kind === 'paired'
    ? next.matches.map(({ slots }) => slots.map((slot) => (slot.kind === 'seed' ? slot.seed : 0)).join('-'))
    : next.kind;

describe('a Swiss stage', () => {
  it('starts with the upper half against the lower half; the last of an odd number has a bye, which is over at once', () => {
    const stage = openStage(swiss, 7, settingsOf());
    expect(stage.matches.map(({ slots }) => slots.map(({ entrant }) => entrant))).toEqual([
      [1, 4],
      [5, 2],
      [3, 6],
      [7],
    ]);
    expect(stage.matches.map(({ result }) => result?.outcome ?? null)).toEqual([null, null, null, 'bye']);
  });

  it('down the ranking in the Monrad system', () => {
    expect(
      pairsOf(
        pairNextRound({ entrantCount: 4, settings: settingsOf({ system: 'monrad' }), matches: [], withdrawn: [] }),
      ),
    ).toEqual(['1-2', '3-4']);
  });

  it('pairs winners with winners, and nobody twice', () => {
    const stage = playOpen()(openStage(swiss, 4, settingsOf()));
    const second = pairNextRound(stage);
    expect(pairsOf(second)).toEqual(['1-4', '3-2']);
    const later = playOpen()(addRound(stage, second));
    const third = pairNextRound(later);
    const met = [...later.matches, ...addRound(later, third).matches.slice(later.matches.length)].map(({ slots }) =>
      slots
        .map(({ entrant }) => entrant ?? 0)
        .sort((left, right) => left - right)
        .join('-'),
    );
    expect(new Set(met).size).toBe(6);
    expect(pairNextRound(playOpen()(addRound(later, third)))).toEqual({ kind: 'over', reason: 'all_rounds_paired' });
  });

  it('leaves out who has withdrawn, has the wins to advance, or has lost too often', () => {
    const stage = playOpen()(openStage(swiss, 8, settingsOf()));
    const winners = stage.matches.map(({ slots }) => slots[0]?.entrant ?? 0);
    const losers = stage.matches.map(({ slots }) => slots[1]?.entrant ?? 0);
    const entrantsIn = (next: NextRound) =>
      next.kind === 'paired'
        ? next.matches
            .flatMap(({ slots }) => slots.flatMap((slot) => (slot.kind === 'seed' ? [slot.seed] : [])))
            .toSorted()
        : [];
    const advance = { ...stage, settings: settingsOf({ winsToAdvance: 1 }) };
    expect(entrantsIn(pairNextRound(advance))).toEqual(losers.toSorted());
    const eliminate = { ...stage, settings: settingsOf({ lossesToEliminate: 1 }) };
    expect(entrantsIn(pairNextRound(eliminate))).toEqual(winners.toSorted());
    expect(entrantsIn(pairNextRound({ ...stage, withdrawn: [3] }))).toEqual([1, 2, 4, 5, 6, 7, 8]);
    const both = { ...stage, settings: settingsOf({ winsToAdvance: 1, lossesToEliminate: 1 }) };
    expect(pairNextRound(both)).toEqual({ kind: 'over', reason: 'too_few_entrants' });
  });

  it('pairs two again who forfeited their match, and names the rule where no legal round exists', () => {
    const forfeited = playOpen({ '1-2': resultOfForfeit(1) })(openStage(swiss, 2, settingsOf({ rounds: 1 })));
    const more = { ...forfeited, settings: settingsOf({ rounds: 2 }) };
    expect(pairsOf(pairNextRound(more))).toEqual(['1-2']);
    const both = playOpen({ '1-2': doubleForfeit })(openStage(swiss, 2, settingsOf({ rounds: 1 })));
    expect(pairsOf(pairNextRound({ ...both, settings: settingsOf({ rounds: 2 }) }))).toEqual(['1-2']);
    const played = playOpen()(openStage(swiss, 2, settingsOf({ rounds: 1 })));
    expect(pairNextRound({ ...played, settings: settingsOf({ rounds: 2 }) })).toEqual({
      kind: 'blocked',
      rules: ['C1'],
    });
  });

  it('refuses more rounds than the number of entrants allows without a rematch', () => {
    const start = (entrantCount: number, rounds: number) => () =>
      openStage(swiss, entrantCount, settingsOf({ rounds }));
    expect(start(4, 4)).toThrow(DomainError);
    expect(start(5, 6)).toThrow(DomainError);
    expect(start(5, 5)).not.toThrow();
    expect(start(4, 3)).not.toThrow();
  });

  it('a bye brings its points, and stands in the ranking', () => {
    const settings = settingsOf({ byePoints: 1 });
    const stage = playOpen()(openStage(swiss, 3, settings));
    expect(swiss.rank(stage).map(({ entrant, rank, decidedBy }) => `${rank} ${entrant} ${decidedBy}`)).toEqual([
      '1 1 points',
      '2 3 points',
      '3 2 points',
    ]);
  });

  it('of groups leaves out of the first round who asked for a bye, and a group in which fewer than two are left', () => {
    const byes = [1, 4, 5].map((entrant) => ({ entrant, round: 1, points: 'half' as const }));
    const later = { entrant: 2, round: 2, points: 'zero' as const };
    const seeds = (groups: number, entrantCount: number) =>
      inGroups(swiss, groups)
        .build(entrantCount, settingsOf({ rounds: 2 }), [...byes, later])
        .map(({ key, slots }) => [key.group, ...slots.map((slot) => (slot.kind === 'seed' ? slot.seed : 0))]);
    expect(seeds(1, 6)).toEqual([
      [1, 2, 3],
      [1, 6],
    ]);
    expect(seeds(2, 6)).toEqual([
      [2, 2, 3],
      [2, 6],
    ]);
  });

  it('keeps of the byes that were asked for before the start those that the plan allows, the first rounds first', () => {
    const asked = [3, 1, 4, 2].map((round) => ({ round, points: 'half' as const }));
    const roundsKept = (rounds: number, byesMax: number) =>
      keepByes({ rounds, byesMax }, asked).map(({ round }) => round);
    expect(roundsKept(9, 9)).toEqual([1, 2, 3, 4]);
    expect(roundsKept(4, 9)).toEqual([1, 2, 3]);
    expect(roundsKept(4, 2)).toEqual([1, 2]);
    expect(roundsKept(1, 2)).toEqual([]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 4 }), (rounds, byesMax) => {
        expect(judgeByes({ rounds, byesMax, nextRound: 1 }, [], keepByes({ rounds, byesMax }, asked))).toBe(null);
      }),
    );
  });

  it('every played stage ranks every entrant once, nobody has two byes of the pairing, and who asked for a bye is not paired', () => {
    const bye = fc.record({
      ...{ entrant: fc.integer({ min: 1, max: 14 }), round: fc.integer({ min: 1, max: 7 }) },
      points: fc.constantFrom('half' as const, 'zero' as const),
    });
    const anyByes = fc.uniqueArray(bye, { maxLength: 4, selector: ({ entrant, round }) => `${entrant}/${round}` });
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 14 }),
        fc.infiniteStream(fc.integer({ min: 0, max: 4 })),
        anyByes,
        (entrantCount, draws, asked) => {
          const results = [
            resultOfScores([1, 0]),
            resultOfScores([0, 1]),
            resultOfScores([1, 1]),
            resultOfForfeit(0),
            doubleForfeit,
          ];
          const rounds = Math.max(1, Math.floor(entrantCount / 2));
          const requested = asked.filter(({ entrant }) => entrant <= entrantCount);
          let stage = openStage(swiss, entrantCount, settingsOf({ rounds }), requested);
          for (let round = 1; round <= rounds; round += 1) {
            for (const { key } of stage.matches.filter(({ result }) => result === null)) {
              stage = completeMatch(swiss, stage, key, results[draws.next().value ?? 0] ?? doubleForfeit);
            }
            stage = addRound(stage, pairNextRound(stage));
          }
          for (const round of new Set(stage.matches.map(({ key }) => key.round))) {
            const away = requested.filter((each) => each.round === round).map(({ entrant }) => entrant);
            const here = stage.matches.filter(({ key }) => key.round === round).flatMap(({ slots }) => slots);
            expect([...here.map(({ entrant }) => entrant ?? 0), ...away].toSorted((a, b) => a - b)).toEqual(
              Array.from({ length: entrantCount }, (_, index) => index + 1),
            );
          }
          const byes = stage.matches.filter(({ slots }) => slots.length === 1).map(({ slots }) => slots[0]?.entrant);
          expect(new Set(byes).size).toBe(byes.length);
          const ranked = swiss.rank(stage).map(({ entrant }) => entrant);
          expect(ranked.toSorted((left, right) => left - right)).toEqual(
            Array.from({ length: entrantCount }, (_, index) => index + 1),
          );
        },
      ),
      { numRuns: caseCount({ usual: 100, nightly: 3000 }) },
    );
  });
});
