// Vetoes as data: every course of a planned veto ends with exactly the maps of the games, whoever chooses, and whoever lets time pass.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSeconds, type Instant } from '../../../src/core/instant.ts';
import {
  replayVeto,
  type VetoAct,
  type VetoGame,
  type VetoPlan,
  type VetoStep,
  vetoActors,
  vetoPlanFault,
} from '../../../src/tournaments/vetoes/veto.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const startedAt = '2030-01-01T10:00:00.000Z' as Instant;
const mapsOf = (count: number) => Array.from({ length: count }, (_, index) => `Map ${index}`);
const beforeGames = vetoActors.filter((actor) => !actor.startsWith('game_'));
const by = fc.constantFrom(...vetoActors);
/** Before the first map nobody has won or lost a game. */
const possible = (step: VetoStep, hasGame: boolean): VetoStep =>
  hasGame || beforeGames.includes(step.by) ? step : { ...step, by: 'a' };

/** A plan for so many games: steps in any order, sides after some maps. */
const plans: fc.Arbitrary<{ plan: VetoPlan; games: number }> = fc
  .record({
    takes: fc.array(fc.record({ kind: fc.constantFrom('pick', 'decider'), by, side: fc.option(by, { nil: null }) }), {
      minLength: 1,
      maxLength: 5,
    }),
    bans: fc.array(fc.record({ by, at: fc.nat(5) }), { maxLength: 6 }),
    spare: fc.nat(3),
    stepSeconds: fc.integer({ min: 5, max: 90 }),
  })
  .map(({ takes, bans, spare, stepSeconds }) => {
    const steps = takes.flatMap((take, index): VetoStep[] => [
      ...bans.filter(({ at }) => at === index).map((ban) => possible({ kind: 'ban', by: ban.by }, index > 0)),
      take.kind === 'pick' ? possible({ kind: 'pick', by: take.by }, index > 0) : { kind: 'decider', by: 'coin' },
      ...(take.side === null ? [] : [possible({ kind: 'side', by: take.side }, index > 0)]),
    ]);
    const used = steps.filter(({ kind }) => kind !== 'side').length;
    return { plan: { maps: mapsOf(used + spare), sides: ['CT', 'T'], steps, stepSeconds }, games: takes.length };
  });

describe('a veto', () => {
  it('has a toss and draws that nobody knows before its start and the step before them', () => {
    const steps: VetoStep[] = [
      { kind: 'ban', by: 'a' },
      { kind: 'decider', by: 'coin' },
    ];
    const plan: VetoPlan = { maps: mapsOf(40), sides: [], steps, stepSeconds: 60 };
    const [tosses, deciders] = [new Set<number>(), new Set<string | undefined>()];
    for (let seconds = 0; seconds < 20; seconds += 1) {
      const later = addSeconds(startedAt, seconds);
      tosses.add(replayVeto(plan, { startedAt: later, acts: [], games: [], seed: 'published', now: later }).toss);
      const acts = [{ step: 0, choice: 'Map 0', chosenAt: later }];
      const run = { startedAt, acts, games: [], seed: 'published', now: later };
      deciders.add(replayVeto(plan, run).games[0]?.map);
      expect(replayVeto(plan, { ...run, now: addSeconds(later, 9_999) })).toEqual(replayVeto(plan, run));
    }
    expect(tosses).toEqual(new Set([0, 1]));
    expect(deciders.size).toBeGreaterThan(5);
  });

  it('ends with one map of the pool for each game, in any course of choices and passed deadlines', () => {
    const course = fc.array(fc.record({ waits: fc.integer({ min: 0, max: 200 }), index: fc.nat(50) }), {
      minLength: 12,
      maxLength: 40,
    });
    fc.assert(
      fc.property(plans, course, fc.string(), ({ plan, games }, moves, seed) => {
        expect(vetoPlanFault(plan, games)).toBe(null);
        const [acts, won]: [VetoAct[], VetoGame[]] = [[], []];
        let now = startedAt;
        for (const { waits, index } of moves) {
          now = addSeconds(now, waits);
          const { next, steps, awaitedGame } = replayVeto(plan, { startedAt, acts, games: won, seed, now });
          if (awaitedGame !== null) {
            // However long a game takes, the time of the step after it runs from its end.
            expect(replayVeto(plan, { startedAt, acts, games: won, seed, now: addSeconds(now, 9_999) }).steps).toEqual(
              steps,
            );
            won.push({ game: awaitedGame, winner: ([0, 1, null] as const)[index % 3] ?? null, saidAt: now });
            continue;
          }
          expect(next === null || next.deadline > now).toBe(true);
          if (next === null) break;
          expect(next.step).toBe(steps.length);
          acts.push({ step: next.step, choice: next.choices[index % next.choices.length] as string, chosenAt: now });
        }
        const later = addSeconds(now, 100_000);
        for (let game = 1; game < games; game += 1)
          if (won.every((each) => each.game !== game)) won.push({ game, winner: 1, saidAt: later });
        const over = replayVeto(plan, { startedAt, acts, games: won, seed, now: addSeconds(later, 100_000) });
        expect([over.next, over.steps.length]).toEqual([null, plan.steps.length]);
        const maps = over.games.map(({ map }) => map);
        expect([maps.length, new Set(maps).size]).toEqual([games, games]);
        const banned = over.steps.filter(({ kind }) => kind === 'ban').map(({ choice }) => choice);
        expect(maps.every((map) => plan.maps.includes(map) && !banned.includes(map))).toBe(true);
        const sides = plan.steps.map((step, index) => {
          const chosen = plan.steps.slice(0, index).filter(({ kind }) => kind === 'pick' || kind === 'decider').length;
          const awaited = step.kind === 'side' ? chosen - 1 : chosen;
          // Of a drawn game: who chose last before the first step that follows it.
          const first = plan.steps.findIndex((each, at) => {
            const before = plan.steps.slice(0, at).filter(({ kind }) => kind === 'pick' || kind === 'decider').length;
            return each.by.startsWith('game_') && (each.kind === 'side' ? before - 1 : before) === awaited;
          });
          const drawn =
            over.steps.slice(0, Math.max(0, first)).findLast(({ slot }) => slot !== null)?.slot ?? over.toss;
          const said = won.find(({ game }) => game === awaited);
          const winner = said === undefined ? null : (said.winner ?? drawn);
          return step.by === 'game_winner' ? winner : step.by === 'game_loser' && winner !== null ? 1 - winner : null;
        });
        for (const [step, slot] of sides.entries()) if (slot !== null) expect(over.steps[step]?.slot).toBe(slot);
        for (const { step, choice } of acts) expect(over.steps[step]).toMatchObject({ choice, chosenBy: 'entrant' });
      }),
      { numRuns: caseCount({ usual: 300, nightly: 10_000 }) },
    );
  });

  it('decides what time has decided at every later moment alike', () => {
    const plan: VetoPlan = {
      maps: mapsOf(3),
      sides: [],
      stepSeconds: 60,
      steps: [
        { kind: 'ban', by: 'a' },
        { kind: 'ban', by: 'b' },
        { kind: 'decider', by: 'coin' },
      ],
    };
    const at = (seconds: number) =>
      replayVeto(plan, { startedAt, acts: [], games: [], seed: 's', now: addSeconds(startedAt, seconds) });
    expect(at(59).next).toMatchObject({ step: 0, slot: 0, deadline: addSeconds(startedAt, 60) });
    expect(at(60).steps).toMatchObject([{ chosenBy: 'timeout', slot: 0, at: addSeconds(startedAt, 60) }]);
    expect(at(119).next).toMatchObject({ step: 1, slot: 1, deadline: addSeconds(startedAt, 120) });
    expect(at(120).next).toBe(null);
    expect(at(5_000)).toEqual(at(120));
  });

  it('waits for the end of a game, whose loser picks the next map in time', () => {
    const steps: VetoStep[] = [
      { kind: 'pick', by: 'a' },
      { kind: 'ban', by: 'game_winner' },
      { kind: 'pick', by: 'game_loser' },
    ];
    const plan: VetoPlan = { maps: mapsOf(4), sides: [], stepSeconds: 60, steps };
    const acts = [{ step: 0, choice: 'Map 0', chosenAt: startedAt }];
    const at = (seconds: number, games: readonly VetoGame[]) =>
      replayVeto(plan, { startedAt, acts, games, seed: 's', now: addSeconds(startedAt, seconds) });
    expect(at(9_000, [])).toMatchObject({ next: null, awaitedGame: 1, steps: [{ choice: 'Map 0' }] });
    const games: VetoGame[] = [{ game: 1, winner: 1, saidAt: addSeconds(startedAt, 9_000) }];
    expect(at(9_059, games)).toMatchObject({ next: { step: 1, slot: 1 }, awaitedGame: null });
    expect(at(9_060, games)).toMatchObject({ next: { step: 2, slot: 0, deadline: addSeconds(startedAt, 9_120) } });
    expect(at(9_120, games)).toMatchObject({ next: null, awaitedGame: null });
  });

  it('passes the turn after a drawn game: who chose last counts as its winner for every step that follows it', () => {
    const of = (...steps: [VetoStep['kind'], VetoStep['by']][]): VetoPlan => ({
      ...{ maps: mapsOf(9), sides: ['CT', 'T'], stepSeconds: 60 },
      steps: steps.map(([kind, by]) => ({ kind, by })),
    });
    const drawn = (plan: VetoPlan) => {
      const games = [1, 2, 3].map((game): VetoGame => ({ game, winner: null, saidAt: startedAt }));
      return replayVeto(plan, { startedAt, acts: [], games, seed: 's', now: addSeconds(startedAt, 9_999) });
    };
    const slots = (plan: VetoPlan) => drawn(plan).steps.map(({ slot }) => slot);
    expect(slots(of(['pick', 'a'], ['pick', 'game_loser'], ['pick', 'game_loser']))).toEqual([0, 1, 0]);
    expect(slots(of(['pick', 'b'], ['ban', 'game_loser'], ['ban', 'game_winner'], ['pick', 'game_loser']))).toEqual([
      ...[1, 0, 1, 0],
    ]);
    const nobody = of(['decider', 'coin'], ['pick', 'game_loser'], ['side', 'game_winner']);
    const { toss } = drawn(nobody);
    expect(vetoPlanFault(nobody, 2)).toBe(null);
    expect(slots(nobody)).toEqual([null, 1 - toss, toss]);
    const run = { startedAt, acts: [], games: [], seed: 's', now: startedAt };
    expect(replayVeto(nobody, run)).toMatchObject({ awaitedGame: 1, nextIfDrawn: 1 - toss });
  });

  it('gives the steps of winner and loser to the two sides of the toss', () => {
    const plan: VetoPlan = {
      maps: mapsOf(3),
      sides: [],
      stepSeconds: 60,
      steps: [
        { kind: 'ban', by: 'winner' },
        { kind: 'ban', by: 'loser' },
        { kind: 'decider', by: 'coin' },
      ],
    };
    const slots = new Set<string>();
    for (let seed = 0; seed < 40; seed += 1) {
      const { toss, steps } = replayVeto(plan, {
        startedAt,
        acts: [],
        games: [],
        seed: String(seed),
        now: addSeconds(startedAt, 999),
      });
      expect(steps.map(({ slot }) => slot)).toEqual([toss, 1 - toss, null]);
      slots.add(String(toss));
    }
    expect(slots.size).toBe(2);
  });
});

describe('a plan', () => {
  const pick = { kind: 'pick', by: 'a' } as const;
  const ban = { kind: 'ban', by: 'b' } as const;
  const of = (steps: readonly VetoStep[], maps = 3, sides: string[] = []): VetoPlan => ({
    maps: mapsOf(maps),
    sides,
    steps,
    stepSeconds: 60,
  });

  it.each<[string, VetoPlan, number | null, RegExp]>([
    ['with fewer maps than games', of([pick]), 3, /as many maps/],
    ['without a map', of([ban]), null, /must pick/],
    ['with more steps than maps', of([ban, ban, ban, pick]), 1, /more maps/],
    ['with a decider of a side', of([{ kind: 'decider', by: 'a' }]), 1, /coin/],
    ['with a side before its map', of([{ kind: 'side', by: 'a' }, pick], 3, ['CT', 'T']), 1, /right after/],
    [
      'with a step after a game before the first map',
      of([{ kind: 'pick', by: 'game_loser' }]),
      1,
      /before the first map/,
    ],
    [
      'with a side of the loser of no game',
      of([pick, { kind: 'side', by: 'game_loser' }], 3, ['CT', 'T']),
      1,
      /before the first map/,
    ],
    ['with a side and nothing to choose', of([pick, { kind: 'side', by: 'b' }]), 1, /two sides/],
  ])('%s is refused', (_, plan, games, reason) => {
    expect(vetoPlanFault(plan, games)).toMatch(reason);
  });
});
