// Use case: the organizer spreads the matches of a round over stations.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { lockTournament } from '../lock-tournament.ts';
import { insertAudit, insertEvent } from '../store.ts';
import { bookMatches } from './book-matches.ts';
import { defaultPlan, scheduledMax } from './match-plan.ts';
import { findMatchPlan, listRoundMatches, type RestWarning } from './schedule-store.ts';
import { type ScheduleEntry, spreadRound } from './timetable.ts';

export interface RoundSchedule {
  readonly stage: number;
  readonly round: number;
  readonly group: number | null;
  readonly startsAt: Instant;
  /** null: those of the plan. */
  readonly stations: readonly string[] | null;
  readonly gapMinutes: number;
}

export interface ScheduledRound {
  readonly entries: readonly ScheduleEntry[];
  readonly warnings: readonly RestWarning[];
}

/** All matches of the round that are not over, or none. @throws DomainError not_found, forbidden, state_conflict, invalid_request, double_booked. */
export function scheduleRound(
  ports: Ports,
  actor: Actor,
  id: Id<'tournament'>,
  asked: RoundSchedule,
): Promise<ScheduledRound> {
  return runAct(ports, async (sql) => {
    await lockTournament(sql, actor, id, { act: 'referee', state: 'live' });
    const plan = (await findMatchPlan(sql, id)) ?? defaultPlan;
    const matches = await listRoundMatches(sql, id, asked);
    const open = matches.filter(({ state }) => state !== 'completed' && state !== 'cancelled');
    if (open.length === 0 || open.length > scheduledMax)
      throw refuse('invalid_request', {
        field: 'round',
        reason: `must have 1 to ${scheduledMax} matches that are not over`,
      });
    const terms = { ...asked, stations: asked.stations ?? plan.stations, matchMinutes: plan.matchMinutes };
    const entries = spreadRound(open, terms);
    const warnings = await bookMatches(sql, id, entries, plan.restMinutes);
    const now = ports.clock();
    const audit = { event: 'tournament.round_scheduled', actorId: actor.playerId, refId: id, createdAt: now } as const;
    const meta = { stage: asked.stage, round: asked.round, matches: entries.length };
    await insertAudit(sql, { ...audit, id: ports.newId('audit'), meta });
    const row = { id: ports.newId('event'), type: 'schedule_changed' as const, createdAt: now };
    const told = entries.map(({ stream: _, ...entry }) => entry);
    const event = await insertEvent(sql, id, row, { matches: told });
    return { outcome: { entries, warnings }, events: [event] };
  });
}
