// Rebuilds the stages of a tournament from their plans, the entrants by seed and the events, with nothing but the pure rules.

import type { Id } from '../../../src/core/id.ts';
import type { Order } from '../../../src/tournaments/stages/advancement/seed-stage.ts';
import type { RequestedBye } from '../../../src/tournaments/stages/format.ts';
import type { MatchKey, MatchResult, StageMatch } from '../../../src/tournaments/stages/match.ts';
import type { Stage } from '../../../src/tournaments/stages/stage.ts';
import { forfeitMatch } from '../../../src/tournaments/stages/stage-absence.ts';
import { correctMatch } from '../../../src/tournaments/stages/stage-correction.ts';
import { completeMatch } from '../../../src/tournaments/stages/stage-play.ts';
import { type PlayedStage, PureTournament } from './pure-tournament.ts';
import { keyText } from './stored-stage.ts';

interface Event {
  readonly type: string;
  /** When it was written, in milliseconds since 1970: also the time of the matches that it completes. */
  readonly at: number;
  // biome-ignore lint/suspicious/noExplicitAny: the payloads are checked by the outbox' own tests
  readonly payload: any;
}

export interface Rebuilt {
  readonly tournament: PureTournament;
  /** Matches that were reported and are not over, by stage and key, as in "1/1.2.0". */
  readonly waiting: ReadonlyMap<string, 'pending_result' | 'disputed'>;
}

type Named = MatchKey & { readonly stage: number };
const nameOf = (match: Named) => `${match.stage}/${keyText(match)}`;

interface Start {
  readonly entrants: Order;
  readonly byes: readonly RequestedBye[];
  readonly at: number;
}

/** The tournament is live. `start`: of stage 1. */
export function rebuildTournament(
  plans: readonly Stage[],
  { entrants, byes, ...start }: Start,
  events: readonly Event[],
): Rebuilt {
  const tournament = new PureTournament(plans, entrants, byes);
  const waiting = new Map<string, 'pending_result' | 'disputed'>();
  tournament.completeAt(start.at);
  for (const { type, payload, at } of events) {
    const stage = tournament.stage(payload.stage);
    const key: MatchKey = { group: payload.group, round: payload.round, position: payload.position };
    const { outcome, places, scores }: MatchResult = payload;
    const result = { outcome, places, scores };
    if (type === 'result_reported' || type === 'dispute_opened') waiting.set(nameOf(payload), payload.state);
    if (type === 'match_completed') {
      finish(stage, key, result);
      waiting.delete(nameOf(payload));
    }
    if (type === 'match_corrected') {
      const { state, affected } = correctMatch(stage.format, stage.state, key, result);
      const isReset = ({ key: other }: StageMatch) => affected.some((reset) => keyText(reset) === keyText(other));
      const matches = state.matches.map((match) => (isReset(match) ? { ...match, completedAtMs: undefined } : match));
      stage.state = { ...state, matches: matches as StageMatch[] };
      for (const reset of affected) waiting.delete(nameOf({ stage: payload.stage, ...reset }));
    }
    if (type === 'registration_cancelled') leave(tournament, payload, waiting);
    if (type === 'round_paired') tournament.pair(payload.stage);
    if (type === 'byes_changed') tournament.setByes(payload.stage, payload.registrationId, payload.byes);
    if (type === 'late_entry_added') tournament.enterLate(payload.stage, payload.registrationId, payload.round - 1);
    if (type === 'stage_completed') tournament.complete(payload.stage);
    if (type === 'stage_started' && !tournament.stages.has(payload.stage))
      tournament.start(payload.stage, payload.order ?? tournament.seedsOf(payload.stage));
    tournament.completeAt(at);
  }
  return { tournament, waiting };
}

interface Departed {
  readonly registrationId: Id<'registration'>;
  readonly state: 'withdrawn' | 'disqualified';
  readonly matches: readonly (Named & MatchResult)[];
}

function leave(
  tournament: PureTournament,
  { registrationId, state, matches }: Departed,
  waiting: Map<string, unknown>,
) {
  const outcomes = new Map(matches.map((match) => [nameOf(match), match.outcome]));
  const hasStarted =
    ({ plan }: PlayedStage) =>
    ({ key }: StageMatch) =>
      outcomes.get(nameOf({ stage: plan.number, ...key })) === 'forfeit';
  tournament.leave(registrationId, state, hasStarted);
  for (const match of outcomes.keys()) waiting.delete(match);
}

/** In a lobby that ends without being played the slots of who has not come are vacant. */
function finish(stage: PlayedStage, key: MatchKey, result: MatchResult): void {
  const slots = stage.state.matches.find((match) => keyText(match.key) === keyText(key))?.slots ?? [];
  if (slots.length === 2 || result.outcome === 'played') {
    stage.state = completeMatch(stage.format, stage.state, key, result);
    return;
  }
  const absent = [...slots.keys()].filter((slot) => slots[slot]?.entrant !== null && result.places[slot] === null);
  stage.state = forfeitMatch(stage.format, stage.state, key, { absent, hasStarted: false });
}
