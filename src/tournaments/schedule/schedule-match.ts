// Use case: the organizer sets time, station and stream of a match, or postpones it.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import { inTransaction } from '../../db/transaction.ts';
import { toEvent } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { lockTournament } from '../lock-tournament.ts';
import { findMatch, type MatchView } from '../matches/match-store.ts';
import { closedFacts } from '../matches/result.ts';
import { insertAudit, insertEvent } from '../store.ts';
import { bookMatches } from './book-matches.ts';
import { defaultPlan } from './match-plan.ts';
import { findMatchPlan, moveCheckIn, type RestWarning } from './schedule-store.ts';
import { endOf, type ScheduleEntry } from './timetable.ts';

/** An absent field stays as it is. */
export interface ScheduleChange {
  readonly startsAt?: Instant | null | undefined;
  readonly station?: string | null | undefined;
  readonly stream?: string | null | undefined;
  readonly isPostponed?: boolean | undefined;
}

export interface ScheduledMatch {
  readonly match: MatchView;
  readonly warnings: readonly RestWarning[];
}

/** @throws DomainError not_found, forbidden, invalid_request, match_not_open, double_booked. */
export async function scheduleMatch(
  ports: Ports,
  actor: Actor,
  id: Id<'match'>,
  change: ScheduleChange,
): Promise<ScheduledMatch> {
  const known = await findMatch(ports.db, id);
  if (known === null) throw refuse('not_found', { kind: 'match' });
  const { tournamentId } = known;
  const { event, ...scheduled } = await inTransaction(ports.db, async (sql) => {
    const { state } = await lockTournament(sql, actor, tournamentId, { act: 'referee' });
    const match = await findMatch({ sql }, id);
    invariant(match !== null, 'matches are never deleted');
    if (state !== 'live' || match.state === 'completed' || match.state === 'cancelled')
      throw refuse('match_not_open', closedFacts(state, match.state));
    const { matchMinutes, restMinutes } = (await findMatchPlan(sql, tournamentId)) ?? defaultPlan;
    const entry = merge(match, change, matchMinutes);
    const warnings = await bookMatches(sql, tournamentId, [entry], restMinutes);
    const now = ports.clock();
    if (entry.isPostponed !== match.isPostponed) await moveCheckIn(sql, id, entry.isPostponed, now);
    const audit = { event: 'match.scheduled', actorId: actor.playerId, refId: id, createdAt: now } as const;
    await insertAudit(sql, { ...audit, id: ports.newId('audit') });
    const row = { id: ports.newId('event'), type: 'schedule_changed' as const, createdAt: now };
    const { stream: _, ...told } = entry;
    const event = await insertEvent(sql, tournamentId, row, { matches: [told] });
    const after = await findMatch({ sql }, id);
    invariant(after !== null, 'matches are never deleted');
    return { event, match: after, warnings };
  });
  ports.publish([toEvent(event)]);
  return scheduled;
}

/** A new time is booked for the minutes of the plan, and ends a postponement. @throws DomainError invalid_request. */
function merge(match: MatchView, change: ScheduleChange, matchMinutes: number): ScheduleEntry {
  if (change.isPostponed === true && typeof change.startsAt === 'string')
    throw refuse('invalid_request', { field: 'startsAt', reason: 'a postponed match has no time' });
  const { station = match.station, stream = match.stream } = change;
  const isPostponed = change.isPostponed ?? (match.isPostponed && typeof change.startsAt !== 'string');
  const startsAt = isPostponed ? null : change.startsAt === undefined ? match.startsAt : change.startsAt;
  const endsAt = startsAt === null ? null : startsAt === match.startsAt ? match.endsAt : endOf(startsAt, matchMinutes);
  return { matchId: match.id, startsAt, endsAt, station, stream, isPostponed };
}
