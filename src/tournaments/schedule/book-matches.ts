// Use case, part of every act that schedules matches: books stations and entrants. The database refuses to book either twice.

import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import { brokenConstraint } from '../../db/constraint.ts';
import { type RestWarning, writeSchedule } from './schedule-store.ts';
import type { ScheduleEntry } from './timetable.ts';

/** In the caller's transaction, which has locked the tournament. @throws DomainError invalid_request, double_booked. */
export async function bookMatches(
  sql: Sql,
  id: Id<'tournament'>,
  entries: readonly ScheduleEntry[],
  restMinutes: number,
): Promise<readonly RestWarning[]> {
  const written = writeSchedule(sql, id, entries, restMinutes).catch((error: unknown) => {
    throw refusalOf(brokenConstraint(error)) ?? error;
  });
  const { isTooEarly, conflicts, warnings } = await written;
  if (isTooEarly)
    throw refuse('invalid_request', { field: 'startsAt', reason: 'must not be before the tournament starts' });
  if (conflicts.length > 0)
    throw refuse('double_booked', {
      matches: [...new Set(conflicts.map(({ otherMatchId }) => otherMatchId))],
      booked: [...new Set(conflicts.map(({ subject }) => subject.replace(/^at:/, '')))],
    });
  return warnings;
}

function refusalOf(constraint: string | null) {
  switch (constraint) {
    case 'schedule_station_exists':
      return refuse('invalid_request', { field: 'station', reason: 'must be a station of the match plan' });
    case 'booking_once_at_a_time':
      return refuse('double_booked');
    default:
      return null;
  }
}
