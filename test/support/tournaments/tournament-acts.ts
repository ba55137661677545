// Acts on the matches and entrants of a tournament. Each runs in the stored tournament and in the one in memory.

import { expect } from 'vitest';
import { DomainError } from '../../../src/core/errors.ts';
import type { Id } from '../../../src/core/id.ts';
import { addSeconds, systemClock } from '../../../src/core/instant.ts';
import { leaveTournament } from '../../../src/tournaments/departures/leave-tournament.ts';
import { correctResult } from '../../../src/tournaments/matches/corrections/correct-result.ts';
import { forfeitMatch } from '../../../src/tournaments/matches/forfeits/forfeit-match.ts';
import { reportResult } from '../../../src/tournaments/matches/report-result.ts';
import { confirmSilent } from '../../../src/tournaments/matches/silence/confirm-silent.ts';
import { type Bye, judgeByes } from '../../../src/tournaments/stages/entries/bye-rules.ts';
import { enterLate } from '../../../src/tournaments/stages/entries/enter-late.ts';
import { lastBegunRound } from '../../../src/tournaments/stages/entries/late-place.ts';
import { requestByes } from '../../../src/tournaments/stages/entries/request-byes.ts';
import { nextRoundOf } from '../../../src/tournaments/stages/formats/swiss.ts';
import type { StageMatch } from '../../../src/tournaments/stages/match.ts';
import { firstStage, type Stage } from '../../../src/tournaments/stages/stage.ts';
import { forfeitMatch as forfeit } from '../../../src/tournaments/stages/stage-absence.ts';
import { correctMatch } from '../../../src/tournaments/stages/stage-correction.ts';
import type { StoredMatch } from '../../../src/tournaments/stages/stored-match.ts';
import { newId } from '../isolate/ports.ts';
import { actOf, ComparedTournament, placedBy, presentIn, type Row, refused } from './compared-tournament.ts';
import type { PlayedStage } from './pure-tournament.ts';
import { keyText, rowAt } from './stored-stage.ts';

export const actKinds = [
  ...(['report', 'report', 'confirm', 'decide', 'decide'] as const),
  ...(['forfeit', 'double', 'leave', 'correct', 'silence', 'late', 'byes'] as const),
];

export interface Act {
  readonly kind: (typeof actKinds)[number];
  readonly pick: number;
  readonly side: 0 | 1;
}

/** In a lobby all differ; a vacant slot has 0. */
function scoresOf(side: 0 | 1, { slots }: Pick<StoredMatch, 'slots'>): number[] {
  if (slots.length === 2) return side === 0 ? [2, 1] : [0, 3];
  return slots.map(({ vacancy }, slot) => (vacancy !== null ? 0 : side === 0 ? slots.length - slot : slot + 1));
}

export class TournamentActs extends ComparedTournament {
  private playerAt({ slots }: StoredMatch, slot: number): Id<'player'> {
    return this.players.get(slots[slot]?.registrationId ?? '') as Id<'player'>;
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

  protected async decide(row: Row, side: 0 | 1): Promise<void> {
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

  protected requestByes(stage: number, registrationId: Id<'registration'>, byes: readonly Bye[]) {
    return requestByes(this.ports, this.organizer, { registrationId, stage, byes }).catch(refused);
  }
}
