// Who may check in, and when. The database decides the same in tournament_judge_check_in, under locks; the first step that applies counts.

import { type DomainError, type Facts, refuse } from '../../core/errors.ts';
import { addSeconds, type Instant } from '../../core/instant.ts';
import { needsFor } from '../permission.ts';
import type { RegistrationState } from '../registration/registration.ts';
import type { TournamentState } from '../tournament.ts';

export const checkInMinutesMin = 5;
export const checkInMinutesMax = 1440;
/** Entrants in one request of staff. */
export const checkInsMax = 200;
/** How long an entrant may undo the own check-in. */
export const undoMinutes = 15;

export interface CheckInWindow {
  readonly state: TournamentState;
  /** Before the start; null: no check-in. */
  readonly checkInMinutes: number | null;
  readonly startsAt: Instant;
}

export interface CheckInFacts {
  /** null: the actor may not act for this entrant. */
  readonly side: 'staff' | 'entrant' | null;
  readonly isSanctioned: boolean;
  readonly tournament: CheckInWindow;
  readonly registrationState: RegistrationState;
  readonly checkedInAt: Instant | null;
  readonly isUndo: boolean;
  readonly now: Instant;
}

export const checkInVerdicts = [
  'done',
  'repeated',
  'registration_not_found',
  'forbidden',
  'sanctioned',
  'not_required',
  'wrong_tournament_state',
  'wrong_registration_state',
  'too_early',
  'too_late',
  'undo_too_late',
] as const;
export type CheckInVerdict = (typeof checkInVerdicts)[number];

const statesBeforeStart: readonly TournamentState[] = ['published', 'registration_open', 'registration_closed'];
const presentable: readonly RegistrationState[] = ['confirmed', 'waitlisted'];

export function judgeCheckIn(facts: CheckInFacts): CheckInVerdict {
  const { side, isSanctioned, tournament, registrationState, checkedInAt, isUndo, now } = facts;
  if (side === null) return 'forbidden';
  if (isSanctioned && !isUndo) return 'sanctioned';
  if (tournament.checkInMinutes === null) return 'not_required';
  if (!statesBeforeStart.includes(tournament.state)) return 'wrong_tournament_state';
  if (!presentable.includes(registrationState)) return 'wrong_registration_state';
  if (now < opensAt(tournament.startsAt, tournament.checkInMinutes)) return 'too_early';
  if (side === 'entrant' && now >= tournament.startsAt) return 'too_late';
  if ((checkedInAt === null) === isUndo) return 'repeated';
  const isLate = checkedInAt !== null && now >= addSeconds(checkedInAt, undoMinutes * 60);
  return isUndo && side === 'entrant' && isLate ? 'undo_too_late' : 'done';
}

/**
 * Whether a team has enough players without a sanction: as many as its line-ups need, or as the tournament asks for where the match plan
 * has none. A roster that is smaller anyway is no matter of sanctions.
 * A sanction on the captain keeps the team from checking in, whether the captain plays or not. The same in SQL: tournament_team_sanction.
 */
export function canAppear({
  isCaptainBarred,
  players,
  barred,
  rosterSize,
  lineUpMin,
}: {
  readonly isCaptainBarred: boolean;
  /** Of the roster. */
  readonly players: number;
  /** Of these, kept by a sanction. */
  readonly barred: number;
  /** Of the tournament, without substitutes. */
  readonly rosterSize: number;
  /** null: the match plan has no line-ups. */
  readonly lineUpMin: number | null;
}): boolean {
  return !isCaptainBarred && (barred === 0 || players - barred >= (lineUpMin ?? Math.min(rosterSize, players)));
}

export function opensAt(startsAt: Instant, minutes: number): Instant {
  return addSeconds(startsAt, -minutes * 60);
}

export interface CheckInItem {
  readonly verdict: CheckInVerdict;
  readonly checkedInAt: Instant | null;
  readonly state: RegistrationState | null;
  readonly sanction: Facts | null;
}

/** null if it was done, or was so already. */
export function refusalOf(item: CheckInItem, { state, checkInMinutes, startsAt }: CheckInWindow): DomainError | null {
  switch (item.verdict) {
    case 'done':
    case 'repeated':
      return null;
    case 'registration_not_found':
      return refuse('not_found', { kind: 'registration' });
    case 'forbidden':
      return refuse('forbidden', { needs: needsFor('check_in', 'entrant') });
    case 'sanctioned':
      return refuse('sanctioned', item.sanction ?? {});
    case 'not_required':
      return refuse('check_in_not_open', { reason: 'the tournament has no check-in' });
    case 'wrong_tournament_state':
      return refuse('check_in_not_open', { state });
    case 'wrong_registration_state':
      return refuse('state_conflict', { registration: item.state, needs: presentable });
    case 'too_early':
      return refuse('check_in_not_open', { opensAt: opensAt(startsAt, checkInMinutes ?? 0) });
    case 'too_late':
      return refuse('check_in_not_open', { closedAt: startsAt });
    case 'undo_too_late':
      return refuse('check_in_not_open', { undoUntil: addSeconds(item.checkedInAt ?? startsAt, undoMinutes * 60) });
  }
}
