// Reminders of a tournament before its start: which are due at a time. The database decides the same in tournament_due_reminders, and
// adds the matches that can be played.

import { addSeconds, type Instant } from '../../core/instant.ts';
import type { Tournament } from '../tournament.ts';

/** How long before its end a deadline is near. */
export const nearMinutes = { registration: 60, check_in: 10 } as const;

type Times = Pick<Tournament, 'state' | 'startsAt' | 'registrationClosesAt' | 'checkInMinutes'>;

/** Type and subject of each. */
export function dueReminders(tournament: Times, now: Instant): string[] {
  const { state, startsAt, registrationClosesAt, checkInMinutes } = tournament;
  const isIn = (end: Instant, minutes: number) => now < end && now >= addSeconds(end, -60 * minutes);
  const isBefore = ['published', 'registration_open', 'registration_closed'].includes(state);
  const due: string[] = [];
  if (isBefore && checkInMinutes !== null) {
    if (isIn(startsAt, checkInMinutes)) due.push('check_in_opened ');
    if (isIn(startsAt, Math.min(checkInMinutes, nearMinutes.check_in))) due.push('deadline_near check_in');
  }
  if (
    state === 'registration_open' &&
    registrationClosesAt !== null &&
    isIn(registrationClosesAt, nearMinutes.registration)
  )
    due.push('deadline_near registration');
  return due;
}
