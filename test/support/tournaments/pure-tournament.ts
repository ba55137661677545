// A tournament in memory, by the pure rules alone: its stages, who has left, and the ranking of each stage that is over.

import type { Id } from '../../../src/core/id.ts';
import type { Departure } from '../../../src/tournaments/departures/departure.ts';
import { finalRanking } from '../../../src/tournaments/stages/advancement/final-ranking.ts';
import { type Order, seedStage } from '../../../src/tournaments/stages/advancement/seed-stage.ts';
import type { Bye } from '../../../src/tournaments/stages/entries/bye-rules.ts';
import { enterStage } from '../../../src/tournaments/stages/entries/late-place.ts';
import type { Placement, RequestedBye, StageState } from '../../../src/tournaments/stages/format.ts';
import { formatOfStage, type StageSettings } from '../../../src/tournaments/stages/format-registry.ts';
import { nextRoundOf, pairNextRound, type SwissSettings } from '../../../src/tournaments/stages/formats/swiss.ts';
import { groupsOfSeeds, outOfGroup, statesOfGroups } from '../../../src/tournaments/stages/groups.ts';
import type { MatchPlan, StageMatch } from '../../../src/tournaments/stages/match.ts';
import { firstStage, type Stage } from '../../../src/tournaments/stages/stage.ts';
import { type HasStarted, leaveStage } from '../../../src/tournaments/stages/stage-absence.ts';
import { openMatch, openStage } from '../../../src/tournaments/stages/stage-play.ts';
import { rankStage } from '../../../src/tournaments/stages/stage-ranking.ts';

type Registration = Id<'registration'>;
type State = StageState<StageSettings>;

export class PlayedStage {
  readonly plan: Stage;
  /** By seed of the stage; index 0 is seed 1. */
  readonly entrants: Registration[];
  state: State;
  /** null while it is live. */
  ranking: readonly Placement[] | null = null;

  constructor(plan: Stage, entrants: Order, byes: readonly RequestedBye[] = []) {
    this.plan = plan;
    this.entrants = [...entrants];
    this.state = openStage(this.format, entrants.length, plan.settings, byes);
  }

  get format() {
    return formatOfStage(this.plan);
  }

  get isOpen(): boolean {
    return this.state.matches.some(({ result }) => result === null);
  }

  seedOf(registration: string): number {
    return this.entrants.indexOf(registration as Registration) + 1;
  }

  idOf(seed: number | null): Registration | null {
    return seed === null ? null : (this.entrants[seed - 1] ?? null);
  }

  timeMatches(timeOf: (match: StageMatch) => number | undefined): void {
    const matches = this.state.matches.map(({ completedAtMs: _, ...match }): StageMatch => {
      const at = timeOf(_ === undefined ? match : { ...match, completedAtMs: _ });
      return at === undefined ? match : { ...match, completedAtMs: at };
    });
    this.state = { ...this.state, matches };
  }

  /** Of the next round of a Swiss; empty if no group can be paired. */
  nextRound(): { readonly round: number; readonly matches: readonly MatchPlan[] } {
    const state = this.state as StageState<SwissSettings>;
    const round = nextRoundOf(state);
    const matches = statesOfGroups(state, this.plan.groups).flatMap(({ group, seeds, state: own }) => {
      const next = pairNextRound(own, round);
      return next.kind === 'paired' ? next.matches.map((plan) => outOfGroup(plan, group, seeds)) : [];
    });
    return { round, matches };
  }
}

export class PureTournament {
  readonly plans: readonly Stage[];
  /** By number. */
  readonly stages = new Map<number, PlayedStage>();
  readonly left = new Map<Registration, Departure>();
  /** Byes of stages that have not started, by stage and entrant, as in "2/reg_…". */
  private readonly asked = new Map<string, readonly Bye[]>();

  /** `byes`: of stage 1, asked for before its start. */
  constructor(plans: readonly Stage[], entrants: Order, byes: readonly RequestedBye[] = []) {
    this.plans = plans;
    this.stages.set(firstStage, new PlayedStage(this.planOf(firstStage), entrants, byes));
  }

  planOf(number: number): Stage {
    return this.plans.find((plan) => plan.number === number) as Stage;
  }

  stage(number: number): PlayedStage {
    return this.stages.get(number) as PlayedStage;
  }

  get live(): PlayedStage[] {
    return [...this.stages.values()].filter(({ ranking }) => ranking === null);
  }

  /** Matches that have a result now and had none before were completed at this time. */
  completeAt(at: number): void {
    for (const stage of this.live)
      stage.timeMatches(({ result, completedAtMs }) => (result === null ? undefined : (completedAtMs ?? at)));
  }

  leave(registration: Registration, to: Departure, hasStarted: (stage: PlayedStage) => HasStarted): void {
    const isLeaving = !this.left.has(registration);
    this.left.set(registration, to);
    for (const stage of isLeaving ? this.live : []) {
      const seed = stage.seedOf(registration);
      if (seed > 0) stage.state = leaveStage(stage.format, stage.state, seed, hasStarted(stage));
    }
  }

  pair(number: number): void {
    const stage = this.stage(number);
    const { matches } = stage.nextRound();
    stage.state = { ...stage.state, matches: [...stage.state.matches, ...matches.map(openMatch)] };
  }

  setByes(number: number, registration: Registration, byes: readonly Bye[]): void {
    const stage = this.stages.get(number);
    this.asked.set(`${number}/${registration}`, byes);
    if (stage === undefined) return;
    const entrant = stage.seedOf(registration);
    const others = (stage.state.byes ?? []).filter((bye) => bye.entrant !== entrant);
    stage.state = { ...stage.state, byes: [...others, ...byes.map((bye) => ({ ...bye, entrant }))] };
  }

  /** `begun` as in admitLate. False if there is no place. */
  enterLate(number: number, registration: Registration, begun: number): boolean {
    const stage = this.stage(number);
    const entered = enterStage(stage.format, stage.state, begun);
    if (entered === null) return false;
    stage.entrants.push(registration);
    stage.state = entered;
    return true;
  }

  complete(number: number): void {
    const stage = this.stage(number);
    const disqualified = stage.entrants.flatMap((id, index) =>
      this.left.get(id) === 'disqualified' ? [index + 1] : [],
    );
    stage.ranking = rankStage(stage.format, stage.state, disqualified);
  }

  /** The entrants of a planned stage by its rule. @throws DomainError */
  seedsOf(number: number): Order {
    const plan = this.planOf(number);
    const source = this.stage(plan.entrants?.stage ?? firstStage);
    const taken = [...this.stages.values()].filter(({ plan: { entrants } }) => entrants?.stage === source.plan.number);
    const isTaken = new Set(taken.flatMap(({ entrants }) => entrants));
    const groupOf = groupsOfSeeds(source.entrants.length, source.plan.groups);
    const candidates = (source.ranking ?? []).map(({ entrant, rank }) => {
      const registrationId = source.entrants[entrant - 1] as Registration;
      const isAvailable = !this.left.has(registrationId) && !isTaken.has(registrationId);
      return { registrationId, rank, seed: entrant, group: groupOf[entrant - 1] ?? 1, isAvailable };
    });
    return seedStage(plan, source.plan, candidates, undefined);
  }

  askedBy(number: number, registration: Registration): readonly Bye[] {
    return this.asked.get(`${number}/${registration}`) ?? [];
  }

  /** As it would begin. */
  opened(number: number, order: Order): PlayedStage {
    const byes = order.flatMap((id, index) => this.askedBy(number, id).map((bye) => ({ ...bye, entrant: index + 1 })));
    return new PlayedStage(this.planOf(number), order, byes);
  }

  start(number: number, order: Order): void {
    this.stages.set(number, this.opened(number, order));
  }

  /** After all stages. */
  placements() {
    return finalRanking(
      [...this.stages].map(([number, { plan, entrants, ranking }]) => ({
        ...{ number, entrants: plan.entrants },
        ranking: (ranking ?? []).map((placed) => ({
          ...placed,
          entrant: entrants[placed.entrant - 1] as Registration,
        })),
      })),
    );
  }
}
