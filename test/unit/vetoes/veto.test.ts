// Vetoes as data: every course of a planned veto ends with exactly the maps of the games, whoever chooses, and whoever lets time pass.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addSeconds, type Instant } from '../../../src/core/instant.ts';
import {
  replayVeto,
  type VetoAct,
  type VetoPlan,
  type VetoStep,
  vetoActors,
  vetoPlanFault,
} from '../../../src/tournaments/vetoes/veto.ts';
import { caseCount } from '../../support/nightly.ts';

const startedAt = '2030-01-01T10:00:00.000Z' as Instant;
const mapsOf = (count: number) => Array.from({ length: count }, (_, index) => `Map ${index}`);
const by = fc.constantFrom(...vetoActors);

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
      ...bans.filter(({ at }) => at === index).map((ban): VetoStep => ({ kind: 'ban', by: ban.by })),
      take.kind === 'pick' ? { kind: 'pick', by: take.by } : { kind: 'decider', by: 'coin' },
      ...(take.side === null ? [] : [{ kind: 'side' as const, by: take.side }]),
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
      tosses.add(replayVeto(plan, { startedAt: later, acts: [], seed: 'published', now: later }).toss);
      const acts = [{ step: 0, choice: 'Map 0', chosenAt: later }];
      const run = { startedAt, acts, seed: 'published', now: later };
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
        const acts: VetoAct[] = [];
        let now = startedAt;
        for (const { waits, index } of moves) {
          now = addSeconds(now, waits);
          const { next, steps } = replayVeto(plan, { startedAt, acts, seed, now });
          expect(next === null || next.deadline > now).toBe(true);
          if (next === null) break;
          expect(next.step).toBe(steps.length);
          acts.push({ step: next.step, choice: next.choices[index % next.choices.length] as string, chosenAt: now });
        }
        const over = replayVeto(plan, { startedAt, acts, seed, now: addSeconds(now, 100_000) });
        expect([over.next, over.steps.length]).toEqual([null, plan.steps.length]);
        const maps = over.games.map(({ map }) => map);
        expect([maps.length, new Set(maps).size]).toEqual([games, games]);
        const banned = over.steps.filter(({ kind }) => kind === 'ban').map(({ choice }) => choice);
        expect(maps.every((map) => plan.maps.includes(map) && !banned.includes(map))).toBe(true);
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
      replayVeto(plan, { startedAt, acts: [], seed: 's', now: addSeconds(startedAt, seconds) });
    expect(at(59).next).toMatchObject({ step: 0, slot: 0, deadline: addSeconds(startedAt, 60) });
    expect(at(60).steps).toMatchObject([{ chosenBy: 'timeout', slot: 0, at: addSeconds(startedAt, 60) }]);
    expect(at(119).next).toMatchObject({ step: 1, slot: 1, deadline: addSeconds(startedAt, 120) });
    expect(at(120).next).toBe(null);
    expect(at(5_000)).toEqual(at(120));
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
    ['with a side and nothing to choose', of([pick, { kind: 'side', by: 'b' }]), 1, /two sides/],
  ])('%s is refused', (_, plan, games, reason) => {
    expect(vetoPlanFault(plan, games)).toMatch(reason);
  });
});
