// A stored tournament beside the same one in memory. Each act runs in both; `check` compares them, and `replay` compares both with what the
// events of the tournament rebuild.

import { expect } from 'vitest';
import type { Actor } from '../../../src/core/actor.ts';
import { DomainError } from '../../../src/core/errors.ts';
import type { Id } from '../../../src/core/id.ts';
import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import type { Database } from '../../../src/db/client.ts';
import { leaveTournament } from '../../../src/tournaments/departures/leave-tournament.ts';
import { correctResult } from '../../../src/tournaments/matches/corrections/correct-result.ts';
import { forfeitMatch } from '../../../src/tournaments/matches/forfeits/forfeit-match.ts';
import { listMatches } from '../../../src/tournaments/matches/match-store.ts';
import { reportResult } from '../../../src/tournaments/matches/report-result.ts';
import { placesOf } from '../../../src/tournaments/matches/result-fault.ts';
import { confirmSilent } from '../../../src/tournaments/matches/silence/confirm-silent.ts';
import { announceReady } from '../../../src/tournaments/reminders/reminder-store.ts';
import { completeTournament } from '../../../src/tournaments/stages/complete-tournament.ts';
import { completeStage } from '../../../src/tournaments/stages/course/complete-stage.ts';
import { dropStage } from '../../../src/tournaments/stages/course/drop-stage.ts';
import { startStage } from '../../../src/tournaments/stages/course/start-stage.ts';
import { type Bye, judgeByes } from '../../../src/tournaments/stages/entries/bye-rules.ts';
import { enterLate } from '../../../src/tournaments/stages/entries/enter-late.ts';
import { lastBegunRound } from '../../../src/tournaments/stages/entries/late-place.ts';
import { requestByes } from '../../../src/tournaments/stages/entries/request-byes.ts';
import type { RequestedBye, StageState } from '../../../src/tournaments/stages/format.ts';
import { nextRoundOf } from '../../../src/tournaments/stages/formats/swiss.ts';
import type { MatchResult, StageMatch } from '../../../src/tournaments/stages/match.ts';
import { pairRound } from '../../../src/tournaments/stages/rounds/pair-round.ts';
import { requestRound } from '../../../src/tournaments/stages/rounds/request-round.ts';
import { firstStage, type Stage } from '../../../src/tournaments/stages/stage.ts';
import { forfeitMatch as forfeit } from '../../../src/tournaments/stages/stage-absence.ts';
import { correctMatch } from '../../../src/tournaments/stages/stage-correction.ts';
import { completeMatch } from '../../../src/tournaments/stages/stage-play.ts';
import type { StoredMatch } from '../../../src/tournaments/stages/stored-match.ts';
import { listPlacements } from '../../../src/tournaments/store.ts';
import { newId, portsOf } from '../isolate/ports.ts';
import { type PlayedStage, PureTournament } from './pure-tournament.ts';
import { readyByEvents, readyByList } from './ready-fold.ts';
import { type Rebuilt, rebuildTournament } from './rebuild.ts';
import {
  bracketOf,
  keyText,
  readStage,
  rowAt,
  type StagePlan,
  type StoredStage,
  stagesOf,
  storeStages,
} from './stored-stage.ts';

const whole = { after: null, limit: 10_000 };

export const actKinds = [
  ...(['report', 'report', 'confirm', 'decide', 'decide'] as const),
  ...(['forfeit', 'double', 'leave', 'correct', 'silence', 'late', 'byes'] as const),
];

export interface Act {
  readonly kind: (typeof actKinds)[number];
  readonly pick: number;
  readonly side: 0 | 1;
}

interface Row extends StoredMatch {
  readonly stage: number;
}

const actOf = (playerId: Id<'player'>): Actor => ({ playerId, issuer: 'test', name: null, roles: new Set(['player']) });

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

const timesOf = ({ matches }: Pick<StageState<unknown>, 'matches'>) =>
  new Map(matches.map(({ key, completedAtMs }) => [keyText(key), completedAtMs]));

const presentIn = ({ slots }: StoredMatch) => slots.filter(({ registrationId }) => registrationId !== null);
const openStates = ['ready', 'pending_result', 'disputed'];
const refused = (error: unknown) => {
  if (error instanceof DomainError) return error;
  throw error;
};

export class ActedTournament {
  private readonly db: Database;
  private readonly stored: StoredStage;
  private readonly pure: PureTournament;
  private readonly players = new Map<string, Id<'player'>>();
  /** Of the stages that are live. */
  private rows: readonly Row[] = [];

  /** Of stage 1, asked for before its start. */
  private readonly byes: readonly RequestedBye[];

  private constructor(db: Database, stored: StoredStage, plans: readonly StagePlan[], byes: readonly RequestedBye[]) {
    this.db = db;
    this.stored = stored;
    this.byes = byes;
    this.pure = new PureTournament(stagesOf(plans), stored.entrants, byes);
    stored.entrants.forEach((id, index) => {
      this.players.set(id, stored.players[index] as Id<'player'>);
    });
  }

  static async open(
    db: Database,
    plans: readonly StagePlan[],
    entrantCount: number,
    byes: readonly RequestedBye[] = [],
  ): Promise<ActedTournament> {
    const acted = new ActedTournament(db, await storeStages(db.sql, plans, entrantCount, byes), plans, byes);
    await announceReady(db.sql, acted.id, await listMatches(db, acted.id, whole), systemClock());
    await acted.check();
    return acted;
  }

  private get id() {
    return this.stored.tournament;
  }

  private get ports() {
    return portsOf(this.db);
  }

  private get organizer(): Actor {
    return actOf(this.stored.organizer);
  }

  private playerAt({ slots }: StoredMatch, slot: number): Id<'player'> {
    return this.players.get(slots[slot]?.registrationId ?? '') as Id<'player'>;
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
  private async checkAnnounced(): Promise<void> {
    const announced = readyByEvents(await this.events());
    expect(announced).toEqual(readyByList(await listMatches(this.db, this.id, whole)));
  }

  private matchOf(row: Row): StageMatch {
    return this.pure.stage(row.stage).state.matches.find(({ key }) => keyText(key) === keyText(row)) as StageMatch;
  }

  private complete(row: Row, scores: readonly number[]): void {
    const stage = this.pure.stage(row.stage);
    stage.state = completeMatch(stage.format, stage.state, this.matchOf(row).key, placedBy(scores, row));
  }

  private get openRows(): readonly Row[] {
    return this.rows.filter(({ state }) => openStates.includes(state));
  }

  async act({ kind, pick, side }: Act): Promise<void> {
    if (kind === 'leave') return this.leave(pick, side);
    if (kind === 'correct') return this.correct(pick, side);
    if (kind === 'silence') return this.fallSilent();
    if (kind === 'late') return this.enterLate();
    if (kind === 'byes') return this.askByes(pick, side);
    const row = this.openRows[pick % Math.max(1, this.openRows.length)];
    if (row === undefined) return;
    if (kind === 'report' || kind === 'confirm') return this.report(row, kind, side, pick);
    if (kind === 'decide') return this.decide(row, side);
    const absent = kind === 'double' ? [0, 1] : [side];
    const forfeited = await forfeitMatch(this.ports, this.organizer, { matchId: row.id, absent }).catch(refused);
    if (forfeited instanceof DomainError) {
      // Others can play the lobby, or the slot is vacant.
      expect([row.slots.length > 2, forfeited.code]).toEqual([
        true,
        expect.stringMatching(/state_conflict|invalid_request/),
      ]);
      return;
    }
    const stage = this.pure.stage(row.stage);
    const act = { absent, hasStarted: row.state !== 'ready' };
    stage.state = forfeit(stage.format, stage.state, this.matchOf(row).key, act);
  }

  private async decide(row: Row, side: 0 | 1): Promise<void> {
    const scores = scoresOf(side, row);
    await reportResult(this.ports, this.organizer, { matchId: row.id, kind: 'decision', scores });
    this.complete(row, scores);
  }

  private async report(row: Row, kind: 'report' | 'confirm', side: 0 | 1, pick: number): Promise<void> {
    const actor = actOf(this.playerAt(row, row.slots.indexOf(presentIn(row)[pick % presentIn(row).length] as never)));
    const scores = scoresOf(side, row);
    try {
      const { outcome } = await reportResult(this.ports, actor, { matchId: row.id, kind, scores });
      if (outcome === 'confirmed') this.complete(row, scores);
    } catch (error) {
      expect((error as DomainError).code).toBeOneOf(['own_report', 'match_not_open', 'state_conflict']);
    }
  }

  /** Nobody answers any more: all reports are confirmed, the first one first. */
  private async fallSilent(): Promise<void> {
    const reports = await this.db.sql<{ id: Id<'match'> }[]>`
      SELECT id FROM tournament_match WHERE tournament_id = ${this.id} AND state = 'pending_result' ORDER BY reported_at, id`;
    await confirmSilent({ ...this.ports, clock: () => addSeconds(systemClock(), 3_600) }, this.id);
    for (const { id } of reports) {
      const row = this.rows.find((match) => match.id === id) as Row;
      this.complete(
        row,
        row.slots.map(({ score }) => score ?? 0),
      );
    }
  }

  private async leave(pick: number, side: 0 | 1): Promise<void> {
    const all = [...this.players.keys()] as Id<'registration'>[];
    const registrationId = all[pick % all.length] as Id<'registration'>;
    const to = side === 0 ? ('withdrawn' as const) : ('disqualified' as const);
    const actor = to === 'withdrawn' ? actOf(this.players.get(registrationId) as Id<'player'>) : this.organizer;
    const before = this.pure.left.get(registrationId);
    if (before !== undefined && (to === 'withdrawn' || before === 'disqualified')) return;
    await leaveTournament(this.ports, actor, { registrationId, to, reason: 'ill' });
    const hasStarted =
      ({ plan }: PlayedStage) =>
      ({ key }: StageMatch) =>
        rowAt(
          this.rows.filter(({ stage }) => stage === plan.number),
          key,
        ).state !== 'ready';
    this.pure.leave(registrationId, to, hasStarted);
  }

  /** Previewed first. If nothing that was played is reset, sometimes corrected back at once. */
  private async correct(pick: number, side: 0 | 1): Promise<void> {
    const over = this.rows.filter((match) => match.state === 'completed' && presentIn(match).length > 1);
    const row = over[pick % Math.max(1, over.length)];
    if (row === undefined) return;
    const stage = this.pure.stage(row.stage);
    const [match, scores, before] = [this.matchOf(row), scoresOf(side, row), stage.state];
    const wouldBe = correctMatch(stage.format, stage.state, match.key, placedBy(scores, row));
    const input = { matchId: row.id, scores, cascade: false, dryRun: true };
    const preview = await correctResult(this.ports, this.organizer, input);
    const names = preview.affected.map(({ matchId }) => keyText(this.rows.find(({ id }) => id === matchId) as Row));
    expect(names.sort()).toEqual(wouldBe.affected.map(keyText).sort());
    await this.check();
    const hasResults = preview.affected.some(({ hasResult }) => hasResult);
    if (hasResults) {
      const refusal = await correctResult(this.ports, this.organizer, { ...input, dryRun: false }).catch(refused);
      expect(refusal).toMatchObject({
        code: 'matches_affected',
        facts: { matches: preview.affected.map(({ matchId }) => matchId) },
      });
      await this.check();
    }
    await correctResult(this.ports, this.organizer, { ...input, cascade: hasResults, dryRun: false });
    stage.state = wouldBe.state;
    await this.check();
    if (hasResults || match.result?.outcome !== 'played' || pick % 3 !== 0) return;
    const back = { ...input, scores: match.result.scores ?? [], dryRun: false };
    await correctResult(this.ports, this.organizer, back);
    stage.state = before;
    await this.check();
  }

  private async enterLate(): Promise<void> {
    const stage = this.pure.stage(firstStage);
    const playerId = newId('player');
    const entrant = { playerId, teamId: null, roster: null, displayName: 'Late Larry', language: 'en' as const };
    const entered = await enterLate(this.ports, this.organizer, this.id, { stage: firstStage, entrant }).catch(refused);
    if (stage.ranking !== null) return expect(entered).toMatchObject({ code: 'state_conflict' });
    const begun = lastBegunRound(this.rows.filter((row) => row.stage === firstStage));
    const registrationId = 'registrationId' in entered ? entered.registrationId : newId('registration');
    if (!this.pure.enterLate(firstStage, registrationId, begun))
      return expect(entered).toMatchObject({ code: 'late_entry_closed' });
    expect(entered).toMatchObject({ registrationId, seed: stage.entrants.length });
    this.players.set(registrationId, playerId);
  }

  /** In a stage that is played, or that has not started. */
  private async askByes(pick: number, side: 0 | 1): Promise<void> {
    const isNext = ({ number }: Stage) => !this.dropped.has(number) && this.pure.stages.get(number)?.ranking == null;
    const plan = this.pure.plans.find((each) => each.format === 'swiss' && isNext(each));
    if (plan?.format !== 'swiss') return;
    const { number, settings } = plan;
    const stage = this.pure.stages.get(number);
    const all = stage?.entrants ?? ([...this.players.keys()] as Id<'registration'>[]);
    const registrationId = all[pick % all.length] as Id<'registration'>;
    const points = side === 0 ? ('half' as const) : ('zero' as const);
    const wanted = pick % 5 === 0 ? [] : [{ round: 1 + (pick % settings.rounds), points }];
    const own = (stage?.state.byes ?? []).filter(({ entrant }) => entrant === stage?.seedOf(registrationId));
    const rules = {
      rounds: settings.rounds,
      nextRound: stage === undefined ? 1 : nextRoundOf(stage.state),
      byesMax: settings.requestedByesMax,
    };
    const fault = judgeByes(rules, stage === undefined ? this.pure.askedBy(number, registrationId) : own, wanted);
    const asked = await this.requestByes(number, registrationId, wanted);
    if (this.pure.left.has(registrationId)) return expect(asked).toMatchObject({ code: 'state_conflict' });
    if (fault !== null) return expect(asked).toMatchObject({ code: 'bye_not_allowed', facts: { reason: fault } });
    expect(asked).toEqual(wanted);
    this.pure.setByes(number, registrationId, wanted);
  }

  private requestByes(stage: number, registrationId: Id<'registration'>, byes: readonly Bye[]) {
    return requestByes(this.ports, this.organizer, { registrationId, stage, byes }).catch(refused);
  }

  /** Decides every open match. */
  async playOut(): Promise<void> {
    for (;;) {
      await this.check();
      const [row] = this.openRows;
      if (row === undefined) break;
      await this.decide(row, 0);
    }
    expect(this.rows.filter(({ state }) => state !== 'cancelled').map(({ state }) => state)).not.toContain('scheduled');
  }

  /** After `playOut`: pairs the next round, or starts the next stages. False if there is nothing left. */
  async goOn(): Promise<boolean> {
    for (const stage of this.pure.live) if (stage.plan.format === 'swiss' && (await this.pairNext(stage))) return true;
    const planned = this.pure.plans.filter(({ number }) => !this.pure.stages.has(number) && !this.dropped.has(number));
    const [next] = planned;
    if (next === undefined) return false;
    const source = next.entrants?.stage ?? firstStage;
    await completeStage(this.ports, this.organizer, this.id, source);
    this.pure.complete(source);
    await this.check();
    for (const { number, entrants } of planned.toReversed())
      if (entrants?.stage === source) await this.startNext(number);
    return true;
  }

  private readonly dropped = new Set<number>();

  private async startNext(number: number): Promise<void> {
    const start = (named?: readonly Id<'registration'>[]) =>
      startStage(this.ports, this.organizer, this.id, { number, order: named }).catch(refused);
    let order: readonly Id<'registration'>[];
    try {
      order = this.pure.seedsOf(number);
      if (order.length < 2 * this.pure.planOf(number).groups) throw new DomainError('not_enough_entrants', {});
    } catch (error) {
      // Too many have left: the tournament goes on without the stage.
      expect(await start()).toMatchObject({ code: refused(error).code });
      await dropStage(this.ports, this.organizer, this.id, number);
      this.dropped.add(number);
      return;
    }
    // Sometimes the organizer turns the order round.
    const isNamed = this.players.size % 2 === 0;
    const seeded = isNamed ? order.toReversed() : order;
    if (this.pure.opened(number, seeded).state.matches.length === 0) {
      expect(await start(isNamed ? seeded : undefined)).toMatchObject({ code: 'round_not_pairable' });
      for (const id of seeded) {
        await this.requestByes(number, id, []);
        this.pure.setByes(number, id, []);
      }
    }
    const started = await start(isNamed ? seeded : undefined);
    expect(started).toMatchObject({ number, state: 'live' });
    this.pure.start(number, seeded);
    await this.check();
  }

  private async pairNext(stage: PlayedStage): Promise<boolean> {
    const { number } = stage.plan;
    const { round, matches } = stage.nextRound();
    const request = await requestRound(this.ports, this.organizer, this.id, number).catch(refused);
    if (matches.length === 0) {
      expect(request).toMatchObject({ code: 'round_not_pairable' });
      return false;
    }
    expect(request).toMatchObject({ round });
    await pairRound(this.ports, { tournamentId: this.id, stage: number, round });
    this.pure.pair(number);
    await this.check();
    return true;
  }

  /** All stages are played out. The times of matches and the placements are also those of the events. */
  async finish(): Promise<void> {
    await this.replay();
    await completeTournament(this.ports, this.organizer, this.id);
    for (const { plan } of this.pure.live) this.pure.complete(plan.number);
    const { tournament: rebuilt } = await this.rebuild();
    for (const [number, { plan, state }] of rebuilt.stages)
      expect(timesOf(state)).toEqual(timesOf((await readStage(this.db.sql, this.stored, plan.settings, number)).state));
    const placed = await listPlacements(this.db, this.id, whole);
    const stored = placed.map(({ registrationId, rank, decidedBy }) => [registrationId, rank, decidedBy]).sort();
    for (const each of [this.pure, rebuilt])
      expect(stored).toEqual(
        each
          .placements()
          .map(({ entrant, rank, decidedBy }) => [entrant, rank, decidedBy])
          .sort(),
      );
  }

  private events() {
    return this.db.sql<{ type: string; payload: unknown; at: string }[]>`
      SELECT type, payload, created_at AS at FROM event_outbox WHERE tournament_id = ${this.id} ORDER BY seq`;
  }

  private async rebuild(): Promise<Rebuilt> {
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
