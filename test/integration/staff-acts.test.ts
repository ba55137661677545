// Any order of all acts on the matches of a tournament: the database has the same bracket as the pure rules after each of them, no match
// is stuck, the tournament can be completed, and its events rebuild the bracket.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '../../src/core/actor.ts';
import { DomainError } from '../../src/core/errors.ts';
import type { Id } from '../../src/core/id.ts';
import { addSeconds, systemClock } from '../../src/core/instant.ts';
import { type Database, openDatabase } from '../../src/db/client.ts';
import { leaveTournament } from '../../src/tournaments/departures/leave-tournament.ts';
import { correctResult } from '../../src/tournaments/matches/correct-result.ts';
import { forfeitMatch } from '../../src/tournaments/matches/forfeit-match.ts';
import { listMatches } from '../../src/tournaments/matches/match-store.ts';
import { reportResult } from '../../src/tournaments/matches/report-result.ts';
import { placesOf } from '../../src/tournaments/matches/result-fault.ts';
import { settleSilence } from '../../src/tournaments/matches/silence/silence-store.ts';
import { completeTournament } from '../../src/tournaments/stages/complete-tournament.ts';
import type { StageState } from '../../src/tournaments/stages/format.ts';
import { type FormatChoice, formatOf } from '../../src/tournaments/stages/format-registry.ts';
import { roundRobinDefaults } from '../../src/tournaments/stages/formats/round-robin.ts';
import type { MatchResult, StageMatch } from '../../src/tournaments/stages/match.ts';
import { forfeitMatch as forfeit, leaveStage } from '../../src/tournaments/stages/stage-absence.ts';
import { correctMatch } from '../../src/tournaments/stages/stage-correction.ts';
import { completeMatch, openStage } from '../../src/tournaments/stages/stage-play.ts';
import { rankStage } from '../../src/tournaments/stages/stage-ranking.ts';
import type { StoredMatch } from '../../src/tournaments/stages/stored-match.ts';
import { listPlacements } from '../../src/tournaments/store.ts';
import { useDatabase } from '../support/database.ts';
import { caseCount } from '../support/nightly.ts';
import { portsOf } from '../support/ports.ts';
import { replayEvents } from '../support/replay.ts';
import { bracketOf, keyText, readStage, rowAt, type StoredStage, storeStage } from '../support/stored-stage.ts';

const database = useDatabase();
let db: Database;
beforeAll(() => {
  db = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'), 1);
});
afterAll(() => db?.close());

const drawn = (round: number) => ({ group: 1, round, position: 0 });
/** A later match than those it takes its entrants from has a lower round, and one entrant comes into it by two ways. */
const backwards: FormatChoice = {
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

const choices: readonly FormatChoice[] = [
  { format: 'single_elimination', settings: { thirdPlaceMatch: true, consolation: false } },
  { format: 'single_elimination', settings: { thirdPlaceMatch: false, consolation: true } },
  { format: 'double_elimination', settings: { grandFinal: 'reset' } },
  { format: 'double_elimination', settings: { grandFinal: 'none' } },
  { format: 'gauntlet', settings: {} },
  { format: 'round_robin', settings: { ...roundRobinDefaults, allowsDraws: false } },
  {
    format: 'league',
    settings: { ...roundRobinDefaults, allowsDraws: false, firstDay: '2026-09-05', daysBetweenRounds: 7 },
  },
  backwards,
  { format: 'free_for_all', settings: { ...lobbies, rounds: 2 } },
  { format: 'free_for_all', settings: { ...lobbies, lobbySize: 4, advancing: 2 } },
];

const actOf = (playerId: Id<'player'>): Actor => ({ playerId, issuer: 'test', name: null, roles: new Set(['player']) });

const kinds = [
  ...(['report', 'report', 'confirm', 'decide', 'decide'] as const),
  ...(['forfeit', 'double', 'leave', 'correct', 'silence'] as const),
];
interface Act {
  readonly kind: (typeof kinds)[number];
  readonly pick: number;
  readonly side: 0 | 1;
}
const anyAct: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom(...kinds),
  pick: fc.nat({ max: 999 }),
  side: fc.constantFrom(0 as const, 1 as const),
});

/** In a lobby all differ; a vacant slot has 0. */
function scoresOf(side: 0 | 1, { slots }: Pick<StoredMatch, 'slots'>): number[] {
  if (slots.length === 2) return side === 0 ? [2, 1] : [0, 3];
  return slots.map(({ vacancy }, slot) => (vacancy !== null ? 0 : side === 0 ? slots.length - slot : slot + 1));
}

const placedBy = (scores: readonly number[], { slots }: Pick<StoredMatch, 'slots'>): MatchResult => ({
  outcome: 'played',
  scores,
  places: placesOf(
    scores,
    slots.map(({ vacancy }) => vacancy !== null),
  ),
});

const presentIn = ({ slots }: StoredMatch) => slots.filter(({ registrationId }) => registrationId !== null);
const openStates = ['ready', 'pending_result', 'disputed'];

/** One tournament: what is stored, and what the pure rules say. */
class World {
  readonly choice: FormatChoice;
  readonly stored: StoredStage;
  readonly disqualified = new Set<number>();
  state: StageState<FormatChoice['settings']>;
  rows: readonly StoredMatch[] = [];

  constructor(choice: FormatChoice, stored: StoredStage) {
    this.choice = choice;
    this.stored = stored;
    this.state = openStage(this.format, stored.entrants.length, choice.settings);
  }

  get format() {
    return formatOf(this.choice.format);
  }

  get organizer(): Actor {
    return actOf(this.stored.organizer);
  }

  playerAt({ slots }: StoredMatch, slot: number): Id<'player'> {
    const entrant = this.stored.entrants.indexOf(slots[slot]?.registrationId as Id<'registration'>);
    return this.stored.players[entrant] as Id<'player'>;
  }

  async check(): Promise<void> {
    const { rows, state } = await readStage(db.sql, this.stored, this.choice.settings);
    this.rows = rows;
    expect(bracketOf(state)).toEqual(bracketOf(this.state));
    expect(state.withdrawn.toSorted()).toEqual(this.state.withdrawn.toSorted());
    for (const row of rows.filter(({ state: own }) => openStates.includes(own)))
      expect(presentIn(row).length).toBeGreaterThan(1);
  }

  /** The pure match of a stored one. */
  matchOf(row: StoredMatch): StageMatch {
    return this.state.matches.find(({ key }) => keyText(key) === keyText(row)) as StageMatch;
  }

  complete(row: StoredMatch, scores: readonly number[]): void {
    this.state = completeMatch(this.format, this.state, this.matchOf(row).key, placedBy(scores, row));
  }

  async act({ kind, pick, side }: Act): Promise<void> {
    if (kind === 'leave') return this.leave(pick, side);
    if (kind === 'correct') return this.correct(pick, side);
    if (kind === 'silence') return this.fallSilent();
    const open = this.rows.filter(({ state }) => openStates.includes(state));
    const row = open[pick % Math.max(1, open.length)];
    if (row === undefined) return;
    if (kind === 'report' || kind === 'confirm') return this.report(row, kind, side, pick);
    const matchId = row.id;
    if (kind === 'decide') {
      await reportResult(portsOf(db), this.organizer, { matchId, kind: 'decision', scores: scoresOf(side, row) });
      this.complete(row, scoresOf(side, row));
      return;
    }
    const absent = kind === 'double' ? [0, 1] : [side];
    const forfeited = await forfeitMatch(portsOf(db), this.organizer, { matchId, absent }).catch((error) => error);
    if (forfeited instanceof DomainError) {
      // Others can play the lobby, or the slot is vacant.
      expect([row.slots.length > 2, forfeited.code]).toEqual([
        true,
        expect.stringMatching(/state_conflict|invalid_request/),
      ]);
      return;
    }
    const act = { absent, hasStarted: row.state !== 'ready' };
    this.state = forfeit(this.format, this.state, this.matchOf(row).key, act);
  }

  async report(row: StoredMatch, kind: 'report' | 'confirm', side: 0 | 1, pick: number): Promise<void> {
    const actor = actOf(this.playerAt(row, row.slots.indexOf(presentIn(row)[pick % presentIn(row).length] as never)));
    const scores = scoresOf(side, row);
    try {
      const { outcome } = await reportResult(portsOf(db), actor, { matchId: row.id, kind, scores });
      if (outcome === 'confirmed') this.complete(row, scores);
    } catch (error) {
      expect((error as DomainError).code).toBeOneOf(['own_report', 'match_not_open', 'state_conflict']);
    }
  }

  /** Nobody answers any more: all reports are confirmed, the first one first. */
  async fallSilent(): Promise<void> {
    const { tournament } = this.stored;
    const reports = await db.sql<{ id: Id<'match'> }[]>`
      SELECT id FROM tournament_match WHERE tournament_id = ${tournament} AND state = 'pending_result' ORDER BY reported_at, id`;
    await settleSilence(db, tournament, addSeconds(systemClock(), 3_600));
    for (const { id } of reports) {
      const row = this.rows.find((match) => match.id === id) as StoredMatch;
      this.complete(
        row,
        row.slots.map(({ score }) => score ?? 0),
      );
    }
  }

  async leave(pick: number, side: 0 | 1): Promise<void> {
    const entrant = (pick % this.stored.entrants.length) + 1;
    const registrationId = this.stored.entrants[entrant - 1] as Id<'registration'>;
    const to = side === 0 ? ('withdrawn' as const) : ('disqualified' as const);
    const actor = to === 'withdrawn' ? actOf(this.stored.players[entrant - 1] as Id<'player'>) : this.organizer;
    const hasLeft = this.state.withdrawn.includes(entrant);
    if (hasLeft && (to === 'withdrawn' || this.disqualified.has(entrant))) return;
    await leaveTournament(portsOf(db), actor, { registrationId, to, reason: 'ill' });
    if (to === 'disqualified') this.disqualified.add(entrant);
    const hasStarted = ({ key }: StageMatch) => rowAt(this.rows, key).state !== 'ready';
    if (!hasLeft) this.state = leaveStage(this.format, this.state, entrant, hasStarted);
  }

  /** Previewed first. If nothing that was played is reset, sometimes corrected back at once. */
  async correct(pick: number, side: 0 | 1): Promise<void> {
    const over = this.rows.filter((match) => match.state === 'completed' && presentIn(match).length > 1);
    const row = over[pick % Math.max(1, over.length)];
    if (row === undefined) return;
    const [match, scores, before] = [this.matchOf(row), scoresOf(side, row), this.state];
    const wouldBe = correctMatch(this.format, this.state, match.key, placedBy(scores, row));
    const input = { matchId: row.id, scores, cascade: false, dryRun: true };
    const preview = await correctResult(portsOf(db), this.organizer, input);
    const names = preview.affected.map(({ matchId }) =>
      keyText(this.rows.find(({ id }) => id === matchId) as StoredMatch),
    );
    expect(names.sort()).toEqual(wouldBe.affected.map(keyText).sort());
    await this.check();
    const hasResults = preview.affected.some(({ hasResult }) => hasResult);
    if (hasResults) {
      const refused = await correctResult(portsOf(db), this.organizer, { ...input, dryRun: false }).catch(
        (error) => error,
      );
      expect(refused).toBeInstanceOf(DomainError);
      expect(refused).toMatchObject({
        code: 'matches_affected',
        facts: { matches: preview.affected.map(({ matchId }) => matchId) },
      });
      await this.check();
    }
    await correctResult(portsOf(db), this.organizer, { ...input, cascade: hasResults, dryRun: false });
    this.state = wouldBe.state;
    await this.check();
    if (hasResults || match.result?.outcome !== 'played' || pick % 3 !== 0) return;
    const back = { ...input, scores: match.result.scores ?? [], dryRun: false };
    await correctResult(portsOf(db), this.organizer, back);
    this.state = before;
    await this.check();
  }

  async finish(): Promise<void> {
    for (;;) {
      await this.check();
      const row = this.rows.find(({ state }) => openStates.includes(state));
      if (row === undefined) break;
      await this.act({ kind: 'decide', pick: this.rows.indexOf(row), side: 0 });
    }
    expect(this.rows.filter(({ state }) => state !== 'cancelled').map(({ state }) => state)).not.toContain('scheduled');
    await this.replay();
    await completeTournament(portsOf(db), this.organizer, this.stored.tournament);
    const placed = await listPlacements(db, this.stored.tournament);
    const ranked = rankStage(this.format, this.state, [...this.disqualified]);
    const expected = ranked.map(({ entrant, rank, decidedBy }) => [this.stored.entrants[entrant - 1], rank, decidedBy]);
    expect(placed.map(({ registrationId, rank, decidedBy }) => [registrationId, rank, decidedBy]).sort()).toEqual(
      expected.sort(),
    );
  }

  /** The matches that the API lists are those that the events rebuild. */
  async replay(): Promise<void> {
    const { tournament, entrants } = this.stored;
    const events = await db.sql<{ type: string; payload: unknown }[]>`
      SELECT type, payload FROM event_outbox WHERE tournament_id = ${tournament} ORDER BY seq`;
    const { state, waiting } = replayEvents(this.choice, entrants, events);
    const listed = (await listMatches(db, tournament)).filter((match) => match.state !== 'cancelled');
    expect(listed).toHaveLength(state.matches.length);
    for (const match of listed) {
      const replayed = state.matches.find(({ key }) => keyText(key) === keyText(match)) as StageMatch;
      const idOf = (entrant: number | null) => (entrant === null ? null : entrants[entrant - 1]);
      expect(match.slots.map(({ entrant }) => entrant?.registrationId ?? null)).toEqual(
        replayed.slots.map(({ entrant }) => idOf(entrant)),
      );
      expect(match.outcome).toBe(replayed.result?.outcome ?? null);
      if (match.outcome !== null) {
        expect(match.slots.map(({ place }) => place)).toEqual(replayed.result?.places);
        // A vacant slot beside those that played counts 0.
        const scores = match.slots.map(({ score }, slot) => (replayed.slots[slot]?.vacancy === null ? score : 0));
        expect(match.outcome === 'played' ? scores : null).toEqual(replayed.result?.scores);
      }
      const isReady = replayed.slots.every(({ entrant, vacancy }) => entrant !== null || vacancy !== null);
      const open = waiting.get(keyText(match)) ?? (isReady ? 'ready' : 'scheduled');
      expect(match.state).toBe(match.outcome === null ? open : 'completed');
    }
  }
}

/** Entrant 2 has the final by walkover, leaves, and loses it to a correction that is corrected back. */
const championWhoLeft: [FormatChoice, number, Act[]] = [
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
const resetWithoutOpponent: [FormatChoice, number, Act[]] = [
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

it('any order of reports, decisions, forfeits, departures and corrections gives the bracket of the pure rules, never a stuck one', async () => {
  const property = fc.asyncProperty(
    fc.constantFrom(...choices),
    fc.integer({ min: 2, max: 8 }),
    fc.array(anyAct, { minLength: 5, maxLength: 25 }),
    async (choice, entrantCount, acts) => {
      const format = formatOf(choice.format);
      const count = format.entrantsNeeded?.(choice.settings) ?? entrantCount;
      const world = new World(choice, await storeStage(db.sql, choice, count));
      await world.check();
      for (const [index, act] of acts.entries()) {
        await world.act(act);
        await world.check();
        if (index === Math.floor(acts.length / 2)) await world.replay();
      }
      await world.finish();
    },
  );
  await fc.assert(property, {
    numRuns: caseCount({ usual: 25, nightly: 1_000 }),
    examples: [championWhoLeft, resetWithoutOpponent],
  });
});
