// Any order of all acts on the matches of a tournament: the database has the same brackets as the pure rules after each of them, no match
// is stuck, the tournament can be completed, and its events rebuild the brackets.

import fc from 'fast-check';
import { afterAll, beforeAll, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import type { RequestedBye } from '../../../src/tournaments/stages/format.ts';
import { formatOf } from '../../../src/tournaments/stages/format-registry.ts';
import { roundRobinDefaults } from '../../../src/tournaments/stages/formats/round-robin.ts';
import { swissDefaults } from '../../../src/tournaments/stages/formats/swiss.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { ActedTournament } from '../../support/tournaments/acted-tournament.ts';
import type { StagePlan } from '../../support/tournaments/stored-stage.ts';
import { type Act, actKinds } from '../../support/tournaments/tournament-acts.ts';

const database = useDatabase();
let db: Database;
beforeAll(() => {
  db = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'), 1);
});
afterAll(() => db?.close());

const drawn = (round: number) => ({ group: 1, round, position: 0 });
/** A later match than those it takes its entrants from has a lower round, and one entrant comes into it by two ways. */
const backwards: StagePlan = {
  format: 'custom',
  settings: {
    matches: [
      { key: drawn(3), slots: [1, 2].map((seed) => ({ kind: 'seed' as const, seed })) },
      {
        key: drawn(2),
        slots: [
          { kind: 'winner', of: drawn(3) },
          { kind: 'seed', seed: 3 },
        ],
      },
      {
        key: drawn(1),
        slots: [
          { kind: 'winner', of: drawn(2) },
          { kind: 'loser', of: drawn(3) },
        ],
      },
    ],
    places: [[{ kind: 'winner', of: drawn(1) }], [{ kind: 'loser', of: drawn(1) }], [{ kind: 'loser', of: drawn(2) }]],
  },
};
const lobbies = { lobbySize: 3, rounds: 1, advancing: null, points: null, countedGames: null };

const noDraws = { ...roundRobinDefaults, allowsDraws: false };
/** Ranked by the times of its matches. */
const league: StagePlan = {
  format: 'league',
  settings: { ...noDraws, tieBreaks: ['earliest_completion'], firstDay: '2026-09-05', daysBetweenRounds: 7 },
};
const swiss: StagePlan = { format: 'swiss', settings: { ...swissDefaults, allowsDraws: false, rounds: 3 } };
const cup: StagePlan = { format: 'single_elimination', settings: { thirdPlaceMatch: true, consolation: false } };
const best = (stage: number, bestOfRest: number) => ({ from: 'ranking' as const, stage, perGroup: 0, bestOfRest });

/** One stage each. */
const single: readonly StagePlan[] = [
  cup,
  { format: 'single_elimination', settings: { thirdPlaceMatch: false, consolation: true } },
  { format: 'double_elimination', settings: { grandFinal: 'reset' } },
  { format: 'double_elimination', settings: { grandFinal: 'none' } },
  { format: 'gauntlet', settings: {} },
  { format: 'round_robin', settings: noDraws },
  league,
  backwards,
  { format: 'free_for_all', settings: { ...lobbies, rounds: 2 } },
  { format: 'free_for_all', settings: { ...lobbies, lobbySize: 4, advancing: 2 } },
];

/** Played in several parts: rounds that are paired one after the other, stages that follow each other. */
const inParts: readonly (readonly StagePlan[])[] = [
  [swiss],
  [{ ...swiss, groups: 2, settings: { ...swiss.settings, rounds: 1 } }],
  [
    {
      ...swiss,
      settings: {
        ...{ ...swiss.settings, system: 'monrad', winsToAdvance: 2, lossesToEliminate: 2 },
        tieBreaks: ['earliest_completion'],
      },
    },
    { ...cup, entrants: best(1, 3) },
  ],
  [
    { format: 'round_robin', settings: noDraws, groups: 2 },
    { ...cup, entrants: { from: 'ranking', stage: 1, perGroup: 1, bestOfRest: 1 } },
  ],
  [
    league,
    {
      format: 'double_elimination',
      settings: { grandFinal: 'reset' },
      entrants: { from: 'split', stage: 1, ranks: [1, 2] },
    },
    { format: 'gauntlet', settings: {}, entrants: { from: 'split', stage: 1, ranks: [3, 4] } },
  ],
  [
    { format: 'round_robin', settings: noDraws, groups: 2 },
    { ...swiss, entrants: { from: 'ranking', stage: 1, perGroup: 2, bestOfRest: 0 } },
  ],
];

const anyAct: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom(...actKinds),
  pick: fc.nat({ max: 999 }),
  side: fc.constantFrom(0 as const, 1 as const),
});

/** Entrant 2 has the final by walkover, leaves, and loses it to a correction that is corrected back. */
const championWhoLeft: [StagePlan, number, Act[]] = [
  { format: 'single_elimination', settings: { thirdPlaceMatch: true, consolation: false } },
  5,
  [
    { kind: 'leave', pick: 0, side: 0 },
    { kind: 'decide', pick: 295, side: 0 },
    { kind: 'double', pick: 0, side: 0 },
    { kind: 'leave', pick: 631, side: 0 },
    { kind: 'correct', pick: 789, side: 1 },
  ],
];

/** The reset of a grand final that a correction takes back is a walkover by then. */
const resetWithoutOpponent: [StagePlan, number, Act[]] = [
  { format: 'double_elimination', settings: { grandFinal: 'reset' } },
  6,
  [
    { kind: 'double', pick: 531, side: 0 },
    { kind: 'decide', pick: 0, side: 0 },
    { kind: 'double', pick: 0, side: 0 },
    { kind: 'forfeit', pick: 0, side: 0 },
    { kind: 'leave', pick: 109, side: 0 },
    { kind: 'report', pick: 0, side: 0 },
    { kind: 'report', pick: 0, side: 0 },
    { kind: 'correct', pick: 0, side: 1 },
  ],
];

/** Who enters a league late meets an entrant who has left. */
const lateAfterDeparture: [StagePlan, number, Act[]] = [
  league,
  5,
  [
    { kind: 'leave', pick: 0, side: 0 },
    { kind: 'late', pick: 0, side: 0 },
  ],
];

const manyActs = fc.array(anyAct, { minLength: 5, maxLength: 25 });

it('any order of reports, decisions, forfeits, departures and corrections gives the bracket of the pure rules, never a stuck one', async () => {
  const property = fc.asyncProperty(
    fc.constantFrom(...single),
    fc.integer({ min: 2, max: 8 }),
    manyActs,
    async (plan, entrantCount, acts) => {
      const count = formatOf(plan.format).entrantsNeeded?.(plan.settings) ?? entrantCount;
      const acted = await ActedTournament.open(db, [plan], count);
      for (const [index, act] of acts.entries()) {
        await acted.act(act);
        await acted.check();
        if (index === Math.floor(acts.length / 2)) await acted.replay();
      }
      await acted.playOut();
      await acted.finish();
    },
  );
  await fc.assert(property, {
    numRuns: caseCount({ usual: 25, nightly: 1_000 }),
    examples: [championWhoLeft, resetWithoutOpponent, lateAfterDeparture],
  });
});

/** Asked for before the start, where the first round is not the last one. */
function firstByes([first]: readonly StagePlan[], entrantCount: number, away: readonly number[]): RequestedBye[] {
  if (first?.format !== 'swiss' || first.settings.rounds < 2) return [];
  return away.flatMap((entrant) => (entrant > entrantCount ? [] : [{ entrant, round: 1, points: 'half' as const }]));
}

it('the same acts between the rounds of a Swiss and the stages of a tournament give the stages of the pure rules, and their events rebuild all of them', async () => {
  const property = fc.asyncProperty(
    fc.constantFrom(...inParts),
    fc.integer({ min: 4, max: 8 }),
    fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 2 }),
    fc.array(manyActs, { minLength: 2, maxLength: 3 }),
    async (plans, entrantCount, away, parts) => {
      const acted = await ActedTournament.open(db, plans, entrantCount, firstByes(plans, entrantCount, away));
      for (const acts of parts) {
        for (const act of acts) {
          await acted.act(act);
          await acted.check();
        }
        await acted.replay();
        await acted.playOut();
        await acted.goOn();
      }
      do await acted.playOut();
      while (await acted.goOn());
      await acted.finish();
    },
  );
  await fc.assert(property, { numRuns: caseCount({ usual: 12, nightly: 400 }) });
});
