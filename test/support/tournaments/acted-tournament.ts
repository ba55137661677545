// A stored tournament beside the same one in memory, from its start to its completion: acts in any order, then its rounds and stages.

import { expect } from 'vitest';
import { DomainError } from '../../../src/core/errors.ts';
import type { Id } from '../../../src/core/id.ts';
import { systemClock } from '../../../src/core/instant.ts';
import type { Database } from '../../../src/db/client.ts';
import { listMatches } from '../../../src/tournaments/matches/match-store.ts';
import { announceReady } from '../../../src/tournaments/reminders/reminder-store.ts';
import { completeTournament } from '../../../src/tournaments/stages/complete-tournament.ts';
import { completeStage } from '../../../src/tournaments/stages/course/complete-stage.ts';
import { dropStage } from '../../../src/tournaments/stages/course/drop-stage.ts';
import { startStage } from '../../../src/tournaments/stages/course/start-stage.ts';
import type { RequestedBye } from '../../../src/tournaments/stages/format.ts';
import { pairRound } from '../../../src/tournaments/stages/rounds/pair-round.ts';
import { requestRound } from '../../../src/tournaments/stages/rounds/request-round.ts';
import { firstStage } from '../../../src/tournaments/stages/stage.ts';
import { listPlacements } from '../../../src/tournaments/store.ts';
import { refused, timesOf, whole } from './compared-tournament.ts';
import type { PlayedStage } from './pure-tournament.ts';
import { readStage, type StagePlan, storeStages } from './stored-stage.ts';
import { TournamentActs } from './tournament-acts.ts';

export class ActedTournament extends TournamentActs {
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
}
