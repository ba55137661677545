// Results of matches: states, kinds of acts, and what an act does. The function tournament_judge_result in matches.sql decides alike.

import { type DomainError, type Facts, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { TournamentState } from '../tournament.ts';

export const matchStates = [
  'scheduled',
  'check_in',
  'ready',
  'live',
  'pending_result',
  'completed',
  'disputed',
  'cancelled',
] as const;
export type MatchState = (typeof matchStates)[number];

/** A side reports; the other side confirms; the organizer decides. */
export const resultKinds = ['report', 'confirm', 'decision'] as const;
export type ResultKind = (typeof resultKinds)[number];

export const scoreMax = 10_000;
/** More than any best-of-N in use. */
export const gamesMax = 31;

export interface Score {
  readonly scoreA: number;
  readonly scoreB: number;
}

/** The first six were accepted, the others refused. A reporter may correct a result until it is confirmed. */
export const resultOutcomes = [
  'reported',
  'corrected',
  'confirmed',
  'disputed',
  'decided',
  'repeated',
  'not_a_participant',
  'sanctioned',
  'draw_not_allowed',
  'own_report',
  'score_differs',
  'closed',
] as const;
export type ResultOutcome = (typeof resultOutcomes)[number];

export interface ResultFacts {
  readonly tournamentState: TournamentState;
  readonly matchState: MatchState;
  readonly organizerId: Id<'player'>;
  /** For a team, its captain. null: not known yet. */
  readonly sides: readonly [Id<'player'> | null, Id<'player'> | null];
  readonly allowsDraws: boolean;
  readonly reported: (Score & { readonly by: Id<'player'> }) | null;
  readonly isSanctioned: boolean;
}

export interface ResultAct extends Score {
  readonly kind: ResultKind;
  readonly actorId: Id<'player'>;
  readonly isAdmin: boolean;
}

export function judgeResult(facts: ResultFacts, act: ResultAct): ResultOutcome {
  const isDecision = act.kind === 'decision';
  const mayAct = isDecision ? act.isAdmin || act.actorId === facts.organizerId : facts.sides.includes(act.actorId);
  if (!mayAct) return 'not_a_participant';
  if (facts.isSanctioned && !isDecision) return 'sanctioned';
  if (act.scoreA === act.scoreB && !facts.allowsDraws) return 'draw_not_allowed';
  if (facts.tournamentState !== 'live') return 'closed';
  if (isDecision) return decidable.includes(facts.matchState) ? 'decided' : 'closed';
  if (facts.matchState === 'pending_result' && facts.reported !== null) return judgeAnswer(facts.reported, act);
  return reportable.includes(facts.matchState) && act.kind === 'report' ? 'reported' : 'closed';
}

const reportable: readonly MatchState[] = ['ready', 'live'];
const decidable: readonly MatchState[] = [...reportable, 'pending_result', 'disputed'];

function judgeAnswer(reported: NonNullable<ResultFacts['reported']>, act: ResultAct): ResultOutcome {
  const isSame = act.scoreA === reported.scoreA && act.scoreB === reported.scoreB;
  if (act.actorId === reported.by) {
    if (act.kind === 'confirm') return 'own_report';
    return isSame ? 'repeated' : 'corrected';
  }
  if (isSame) return 'confirmed';
  return act.kind === 'report' ? 'disputed' : 'score_differs';
}

/** null when the result was accepted, and for `not_a_participant`, whose answer depends on the caller. */
export function refusalFor(
  outcome: ResultOutcome,
  facts: { readonly state: MatchState; readonly sanction: Facts | null },
): DomainError | null {
  switch (outcome) {
    case 'sanctioned':
      return refuse('sanctioned', facts.sanction ?? {});
    case 'draw_not_allowed':
      return refuse('draw_not_allowed');
    case 'own_report':
      return refuse('own_report');
    case 'score_differs':
      return refuse('state_conflict', { state: facts.state, reason: 'the score differs from the one reported' });
    case 'closed':
      return refuse('match_not_open', { state: facts.state });
    default:
      return null;
  }
}
