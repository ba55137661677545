// A stored tournament beside the same one in memory: `check` compares them, and `replay` compares both with what the events of the
// tournament rebuild.

import { expect } from 'vitest';
import type { Actor } from '../../../src/core/actor.ts';
import { DomainError } from '../../../src/core/errors.ts';
import type { Id } from '../../../src/core/id.ts';
import type { Database } from '../../../src/db/client.ts';
import { listMatches } from '../../../src/tournaments/matches/match-store.ts';
import { placesOf } from '../../../src/tournaments/matches/result-fault.ts';
import type { RequestedBye, StageState } from '../../../src/tournaments/stages/format.ts';
import type { MatchResult, StageMatch } from '../../../src/tournaments/stages/match.ts';
import { completeMatch } from '../../../src/tournaments/stages/stage-play.ts';
import type { StoredMatch } from '../../../src/tournaments/stages/stored-match.ts';
import { portsOf } from '../isolate/ports.ts';
import { PureTournament } from './pure-tournament.ts';
import { readyByEvents, readyByList } from './ready-fold.ts';
import { type Rebuilt, rebuildTournament } from './rebuild.ts';
import { bracketOf, keyText, readStage, type StagePlan, type StoredStage, stagesOf } from './stored-stage.ts';

export const whole = { after: null, limit: 10_000 };

export interface Row extends StoredMatch {
  readonly stage: number;
}

export const actOf = (playerId: Id<'player'>): Actor => ({
  playerId,
  issuer: 'test',
  name: null,
  roles: new Set(['player']),
});

export const placedBy = (scores: readonly number[], { slots }: Pick<StoredMatch, 'slots'>): MatchResult => ({
  outcome: 'played',
  scores,
  places: placesOf(
    scores,
    slots.map(({ vacancy }) => vacancy !== null),
  ),
});

export const timesOf = ({ matches }: Pick<StageState<unknown>, 'matches'>) =>
  new Map(matches.map(({ key, completedAtMs }) => [keyText(key), completedAtMs]));

export const presentIn = ({ slots }: StoredMatch) => slots.filter(({ registrationId }) => registrationId !== null);
export const openStates = ['ready', 'pending_result', 'disputed'];
export const refused = (error: unknown) => {
  if (error instanceof DomainError) return error;
  throw error;
};

export class ComparedTournament {
  protected readonly db: Database;
  protected readonly stored: StoredStage;
  protected readonly pure: PureTournament;
  protected readonly players = new Map<string, Id<'player'>>();
  /** Of the stages that are live. */
  protected rows: readonly Row[] = [];

  protected readonly dropped = new Set<number>();

  /** Of stage 1, asked for before its start. */
  protected readonly byes: readonly RequestedBye[];

  constructor(db: Database, stored: StoredStage, plans: readonly StagePlan[], byes: readonly RequestedBye[]) {
    this.db = db;
    this.stored = stored;
    this.byes = byes;
    this.pure = new PureTournament(stagesOf(plans), stored.entrants, byes);
    stored.entrants.forEach((id, index) => {
      this.players.set(id, stored.players[index] as Id<'player'>);
    });
  }

  protected get id() {
    return this.stored.tournament;
  }

  protected get ports() {
    return portsOf(this.db);
  }

  protected get organizer(): Actor {
    return actOf(this.stored.organizer);
  }

  async check(): Promise<void> {
    const rows: Row[] = [];
    for (const [stage, played] of this.pure.stages) {
      const { plan, state, ranking, entrants } = played;
      const read = await readStage(this.db.sql, this.stored, plan.settings, stage);
      expect(bracketOf(read.state)).toEqual(bracketOf(state));
      expect(read.entrants.map(({ registrationId }) => registrationId)).toEqual(entrants);
      if (ranking !== null) {
        expect(read.entrants.map(({ rank }) => rank)).toEqual(
          entrants.map((_, index) => ranking.find(({ entrant }) => entrant === index + 1)?.rank),
        );
        continue;
      }
      const times = timesOf(read.state);
      played.timeMatches(({ key }) => times.get(keyText(key)));
      expect(read.state.withdrawn.toSorted()).toEqual(state.withdrawn.toSorted());
      rows.push(...read.rows.map((row) => ({ ...row, stage })));
    }
    this.rows = rows;
    for (const row of rows.filter(({ state: own }) => openStates.includes(own)))
      expect(presentIn(row).length).toBeGreaterThan(1);
    await this.checkAnnounced();
  }

  /** The events say of each match that can be played that it can be, once. Cron would find none that was left out. */
  protected async checkAnnounced(): Promise<void> {
    const announced = readyByEvents(await this.events());
    expect(announced).toEqual(readyByList(await listMatches(this.db, this.id, whole)));
  }

  protected matchOf(row: Row): StageMatch {
    return this.pure.stage(row.stage).state.matches.find(({ key }) => keyText(key) === keyText(row)) as StageMatch;
  }

  protected complete(row: Row, scores: readonly number[]): void {
    const stage = this.pure.stage(row.stage);
    stage.state = completeMatch(stage.format, stage.state, this.matchOf(row).key, placedBy(scores, row));
  }

  protected get openRows(): readonly Row[] {
    return this.rows.filter(({ state }) => openStates.includes(state));
  }

  protected events() {
    return this.db.sql<{ type: string; payload: unknown; at: string }[]>`
      SELECT type, payload, created_at AS at FROM event_outbox WHERE tournament_id = ${this.id} ORDER BY seq`;
  }

  protected async rebuild(): Promise<Rebuilt> {
    const events = await this.events();
    return rebuildTournament(
      this.pure.plans,
      { entrants: this.stored.entrants, byes: this.byes, at: Date.parse(this.stored.startedAt) },
      events.map(({ at, ...event }) => ({ ...event, at: Date.parse(at) })),
    );
  }

  /** The matches that the API lists are those that the events rebuild. */
  async replay(): Promise<void> {
    const { tournament, waiting } = await this.rebuild();
    const listed = (await listMatches(this.db, this.id, whole)).filter((match) => match.state !== 'cancelled');
    expect(listed).toHaveLength([...tournament.stages.values()].flatMap(({ state }) => state.matches).length);
    for (const match of listed) {
      const stage = tournament.stage(match.stage);
      const replayed = stage.state.matches.find(({ key }) => keyText(key) === keyText(match)) as StageMatch;
      expect(match.slots.map(({ entrant }) => entrant?.registrationId ?? null)).toEqual(
        replayed.slots.map(({ entrant }) => stage.idOf(entrant)),
      );
      expect(match.outcome).toBe(replayed.result?.outcome ?? null);
      if (match.outcome !== null) {
        expect(match.slots.map(({ place }) => place)).toEqual(replayed.result?.places);
        // A vacant slot beside those that played counts 0.
        const scores = match.slots.map(({ score }, slot) => (replayed.slots[slot]?.vacancy === null ? score : 0));
        expect(match.outcome === 'played' ? scores : null).toEqual(replayed.result?.scores);
      }
      const isReady = replayed.slots.every(({ entrant, vacancy }) => entrant !== null || vacancy !== null);
      const open = waiting.get(`${match.stage}/${keyText(match)}`) ?? (isReady ? 'ready' : 'scheduled');
      expect(match.state).toBe(match.outcome === null ? open : 'completed');
    }
  }
}
