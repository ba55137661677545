// Who may check in for a match, and when that ends. The database decides the same in tournament_judge_match_check_in and
// tournament_check_in_closes_at, under locks; the first step that applies counts.

import { type DomainError, type Facts, refuse } from '../../core/errors.ts';
import { addSeconds, type Instant } from '../../core/instant.ts';
import { closedFacts, type MatchState } from '../matches/result.ts';
import type { TournamentState } from '../tournament.ts';

export interface MatchCheckInTimes {
  /** Since when its entrants could play it; null: not yet. */
  readonly readyAt: Instant | null;
  readonly minutes: number;
  /** As scheduled. */
  readonly startsAt: Instant | null;
  readonly isPostponed: boolean;
}

/** Who has not come by then forfeits; null: not yet known. An entrant always has the minutes of the plan, and until the scheduled time. */
export function closesAt({ readyAt, minutes, startsAt, isPostponed }: MatchCheckInTimes): Instant | null {
  if (isPostponed) return null;
  const due = [readyAt === null ? null : addSeconds(readyAt, minutes * 60), startsAt].filter((at) => at !== null);
  return due.sort().at(-1) ?? null;
}

export const matchCheckInSides = ['staff', 'entrant', 'conflict', null] as const;

export interface MatchCheckInFacts {
  /** `conflict`: staff who play in the tournament. null: neither staff nor an entrant of the match. */
  readonly side: (typeof matchCheckInSides)[number];
  readonly isSanctioned: boolean;
  readonly tournamentState: TournamentState;
  readonly matchState: MatchState;
  readonly isPresent: boolean;
  readonly opensAt: Instant | null;
  readonly closesAt: Instant | null;
  readonly now: Instant;
}

export const matchCheckInOutcomes = [
  'done',
  'repeated',
  'not_a_participant',
  'conflict_of_interest',
  'sanctioned',
  'closed',
  'too_early',
  'too_late',
  'no_entrant',
] as const;
export type MatchCheckInOutcome = (typeof matchCheckInOutcomes)[number];

export function judgeMatchCheckIn(facts: MatchCheckInFacts): MatchCheckInOutcome {
  const { side, tournamentState, matchState, now } = facts;
  if (side === null) return 'not_a_participant';
  if (side === 'conflict') return 'conflict_of_interest';
  if (facts.isSanctioned) return 'sanctioned';
  if (tournamentState !== 'live' || matchState !== 'check_in') return 'closed';
  if (facts.closesAt !== null && now >= facts.closesAt) return 'too_late';
  if (facts.opensAt !== null && now < facts.opensAt) return 'too_early';
  return facts.isPresent ? 'repeated' : 'done';
}

/** null: checked in. */
export function matchCheckInRefusal(
  outcome: MatchCheckInOutcome,
  facts: {
    readonly state: MatchState;
    readonly tournamentState: TournamentState;
    readonly sanction: Facts | null;
    readonly opensAt: Instant | null;
    readonly closesAt: Instant | null;
  },
): DomainError | null {
  switch (outcome) {
    case 'done':
    case 'repeated':
      return null;
    case 'not_a_participant':
    case 'conflict_of_interest':
      return refuse(outcome);
    case 'sanctioned':
      return refuse('sanctioned', facts.sanction ?? {});
    case 'closed':
      return refuse('match_not_open', closedFacts(facts.tournamentState, facts.state));
    case 'too_early':
      return refuse('check_in_not_open', { opensAt: facts.opensAt });
    case 'too_late':
      return refuse('check_in_not_open', { closedAt: facts.closesAt });
    case 'no_entrant':
      return refuse('invalid_request', { field: 'registrationId', reason: 'must name an entrant of the match' });
  }
}
