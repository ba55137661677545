// A dispute: an entrant of a match contests its result. Two reports that differ are one too. What opens one is judged here; the function
// tournament_judge_dispute in disputes.sql decides alike.

import { type DomainError, type Facts, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import { addSeconds } from '../../core/instant.ts';
import { limitReached } from '../../core/limits.ts';
import { closedFacts, type MatchState } from '../matches/result.ts';
import type { StageLifeState } from '../stages/stage.ts';
import type { TournamentState } from '../tournament.ts';

export const disputeReasons = ['score_mismatch', 'no_show', 'cheating', 'technical_issue', 'other'] as const;
export type DisputeReason = (typeof disputeReasons)[number];

/** `decided`, `corrected`, `rejected`: staff did. `withdrawn`: the opener did. `ended`: the match ended or was reset otherwise. */
export const disputeOutcomes = ['decided', 'corrected', 'rejected', 'withdrawn', 'ended'] as const;
export type DisputeOutcome = (typeof disputeOutcomes)[number];

export const textLengthMin = 20;
export const textLengthMax = 2_000;
/** How long the result of a completed match may be contested. */
export const disputeHours = 24;
/** How often one entrant may contest the results of one match. */
export const ownDisputesMax = 3;

export interface Dispute {
  readonly id: Id<'dispute'>;
  readonly tournamentId: Id<'tournament'>;
  readonly matchId: Id<'match'>;
  /** The entrant who contests. */
  readonly registrationId: Id<'registration'>;
  readonly openerId: Id<'player'>;
  readonly reason: DisputeReason;
  /** null where two reports differ, and after the opener's personal data was erased. */
  readonly text: string | null;
  readonly openedAt: Instant;
  /** null while it is open. */
  readonly outcome: DisputeOutcome | null;
  readonly closedAt: Instant | null;
  /** null: nobody did, it ended with the match. */
  readonly closedBy: Id<'player'> | null;
}

export const openingOutcomes = [
  'opened',
  'not_a_participant',
  'sanctioned',
  'closed',
  'open_already',
  'own_report',
  'no_opponent',
  'final',
  'too_late',
  'too_many',
] as const;
export type OpeningOutcome = (typeof openingOutcomes)[number];

export interface DisputeFacts {
  /** Whether the actor acts for an entrant of the match. */
  readonly isEntrant: boolean;
  readonly isSanctioned: boolean;
  readonly tournamentState: TournamentState;
  readonly stageState: StageLifeState;
  readonly matchState: MatchState;
  readonly entrantCount: number;
  readonly hasOpenDispute: boolean;
  readonly isOwnReport: boolean;
  /** Staff have decided a dispute of this result. */
  readonly isFinal: boolean;
  readonly completedAt: Instant | null;
  /** Disputes of the match that the entrant has opened. */
  readonly ownCount: number;
  readonly now: Instant;
}

export function judgeDispute(facts: DisputeFacts): OpeningOutcome {
  if (!facts.isEntrant) return 'not_a_participant';
  if (facts.isSanctioned) return 'sanctioned';
  if (facts.tournamentState !== 'live' || facts.stageState !== 'live') return 'closed';
  if (facts.hasOpenDispute || facts.matchState === 'disputed') return 'open_already';
  if (facts.matchState === 'pending_result') {
    if (facts.isOwnReport) return 'own_report';
  } else {
    if (facts.matchState !== 'completed' || facts.completedAt === null) return 'closed';
    if (facts.entrantCount < 2) return 'no_opponent';
    if (facts.isFinal) return 'final';
    if (facts.now >= addSeconds(facts.completedAt, disputeHours * 3600)) return 'too_late';
  }
  return facts.ownCount >= ownDisputesMax ? 'too_many' : 'opened';
}

/** null when it was opened. */
export function openingRefusal(
  outcome: OpeningOutcome,
  facts: { readonly state: MatchState; readonly tournamentState: TournamentState; readonly sanction: Facts | null },
): DomainError | null {
  switch (outcome) {
    case 'not_a_participant':
    case 'own_report':
      return refuse(outcome);
    case 'sanctioned':
      return refuse('sanctioned', facts.sanction ?? {});
    case 'closed':
      return refuse('match_not_open', closedFacts(facts.tournamentState, facts.state));
    case 'opened':
      return null;
    case 'too_many':
      return limitReached('ownDispute', ownDisputesMax);
    default:
      return refuse('state_conflict', openingFacts[outcome]);
  }
}

const openingFacts = {
  open_already: { reason: 'a dispute of this match is open' },
  no_opponent: { reason: 'the match had fewer than two entrants' },
  final: { reason: 'staff have decided a dispute of this result' },
  too_late: { reason: 'the time to contest the result is over', disputeHours },
} as const;
