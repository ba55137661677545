// Whole free-for-alls with any results: what the result acts write in the database is what the pure model has, lobby by lobby.

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import { systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { settleResult } from '../../../src/tournaments/matches/match-store.ts';
import { placesOf, type ReportedResult } from '../../../src/tournaments/matches/result-fault.ts';
import type { StageState } from '../../../src/tournaments/stages/format.ts';
import { type FreeForAllSettings, freeForAll } from '../../../src/tournaments/stages/formats/free-for-all.ts';
import { gamePoints, type LobbyPoints } from '../../../src/tournaments/stages/formats/lobbies.ts';
import type { Game, MatchResult, StageMatch } from '../../../src/tournaments/stages/match.ts';
import { completeMatch, openStage } from '../../../src/tournaments/stages/stage-play.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newId } from '../../support/isolate/ports.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { bracketOf, keyText, readStage, rowAt, storeStage } from '../../support/tournaments/stored-stage.ts';
import { readyMatches } from '../../unit/stages/play-stage.ts';

const database = useDatabase();
let db: Database;
beforeAll(() => {
  db = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'), 1);
});
afterAll(() => db?.close());

type Draw = (count: number) => number;

/** Of the drawn figures the best is first, equal ones share a place; who is `out` has none. */
function rankOf(figures: readonly number[], isOut: readonly boolean[]): (number | null)[] {
  return placesOf(
    figures.map((figure) => -figure),
    isOut,
  );
}

function drawGame(isVacant: readonly boolean[], points: LobbyPoints | null, draw: Draw): Game {
  const scores = isVacant.map((vacant) => (vacant ? 0 : draw(5)));
  if (points === null) return { scores };
  // The first entrant is never disqualified, so that somebody has a place.
  const first = isVacant.indexOf(false);
  const isOut = isVacant.map((vacant, slot) => vacant || (slot !== first && draw(8) === 0));
  return {
    scores,
    places: rankOf(
      isVacant.map(() => draw(isVacant.length)),
      isOut,
    ),
  };
}

/** Somebody goes on from the places of an elimination, so that there they are all different. */
function drawResult({ slots }: StageMatch, { points, advancing }: FreeForAllSettings, draw: Draw): ReportedResult {
  const isVacant = slots.map(({ vacancy }) => vacancy !== null);
  const games = Array.from({ length: draw(3) }, () => drawGame(isVacant, points, draw));
  const played = games.map((game) => gamePoints(game, points));
  const scores = isVacant.map((vacant, slot) =>
    games.length === 0 ? (vacant ? 0 : draw(10)) : played.reduce((sum, game) => sum + (game[slot] ?? 0), 0),
  );
  const order = scores.map((_, slot) => slot).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  const places = rankOf(
    scores.map((_, slot) => order.indexOf(slot)),
    isVacant,
  );
  return {
    scores,
    places: advancing === null ? undefined : places,
    games: games.length === 0 ? undefined : games,
  };
}

const settled = ({ scores, places, games }: ReportedResult, { slots }: StageMatch): MatchResult => ({
  outcome: 'played',
  scores,
  places:
    places ??
    placesOf(
      scores,
      slots.map(({ vacancy }) => vacancy !== null),
    ),
  ...(games === undefined ? {} : { games }),
});

const decide = (matchId: Id<'match'>, result: ReportedResult) =>
  settleResult(db, {
    ...{ ...result, matchId, kind: 'decision', actorId: newId('player'), isAdmin: true },
    ...{ resultId: newId('result'), eventId: newId('event'), auditId: newId('audit') },
    ...{ claim: null, now: systemClock() },
  });

/** The bracket, and the games of each match. */
function shown(state: Pick<StageState<unknown>, 'matches'>) {
  const games = state.matches.map(({ key, result }) => [keyText(key), result?.games ?? []] as const);
  return [bracketOf(state), new Map(games)];
}

const size = fc.integer({ min: 3, max: 50 });
const anySettings: fc.Arbitrary<FreeForAllSettings> = size.chain((lobbySize) =>
  fc.oneof(
    fc.record({
      ...{ lobbySize: fc.constant(lobbySize), advancing: fc.constant(null), rounds: fc.integer({ min: 1, max: 3 }) },
      points: fc.constantFrom(null, { placement: [12, 9, 7, 5], perKill: 2 }),
      countedGames: fc.constantFrom(null, 1, 2),
    }),
    fc.record({
      ...{ lobbySize: fc.constant(lobbySize), rounds: fc.constant(1), countedGames: fc.constant(null) },
      advancing: fc.integer({ min: 1, max: lobbySize >> 1 }),
      points: fc.constantFrom(null, { placement: [12, 9, 7, 5], perKill: 2 }),
    }),
  ),
);

describe('a free-for-all in the database', () => {
  it('has the same slots, vacancies, places, games and ranking as the pure one, also where lobbies stay empty', async () => {
    const anyDraws = fc.array(fc.nat(), { minLength: 50, maxLength: 200 });
    const counts = fc.oneof(fc.integer({ min: 4, max: 30 }), fc.integer({ min: 4, max: 200 }));
    const property = fc.asyncProperty(anySettings, counts, anyDraws, async (settings, entrantCount, drawn) => {
      let index = 0;
      const draw: Draw = (count) => (drawn[index++ % drawn.length] ?? 0) % count;
      const stored = await storeStage(db.sql, { format: 'free_for_all', settings }, entrantCount);
      let state = openStage(freeForAll, entrantCount, settings);
      const { rows } = await readStage(db.sql, stored, settings);
      for (;;) {
        const ready = readyMatches(state);
        const match = ready[draw(Math.max(1, ready.length))];
        if (match === undefined) break;
        const { id } = rowAt(rows, match.key);
        if (draw(6) === 0) {
          const nobody: MatchResult = { outcome: 'double_forfeit', places: match.slots.map(() => null), scores: null };
          state = completeMatch(freeForAll, state, match.key, nobody);
          await db.sql`SELECT tournament_complete_match(${id}, 'double_forfeit', now())`;
        } else {
          const result = drawResult(match, settings, draw);
          const row = await decide(id, result);
          expect(row.outcome, JSON.stringify(result)).toMatchObject({ outcome: 'decided', fault: null });
          state = completeMatch(freeForAll, state, match.key, settled(result, match));
        }
        if (draw(10) === 0) expect(shown((await readStage(db.sql, stored, settings)).state)).toEqual(shown(state));
      }
      const { state: read } = await readStage(db.sql, stored, settings);
      expect(shown(read)).toEqual(shown(state));
      expect(freeForAll.rank(read as typeof state)).toEqual(freeForAll.rank(state));
    });
    await fc.assert(property, { numRuns: caseCount({ usual: 12, nightly: 300 }) });
  });
});
