// Use case: registration opens and ends by its times. By the timetable, and before an act of the organizer that depends on the state.

import { invariant } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { run } from '../../db/transaction.ts';
import { toEvent } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { changeState, findTournament, listScheduled } from '../store.ts';
import { scheduledState, type TournamentState } from '../tournament.ts';
import { stateChange } from './state-change.ts';

/** A run's share. */
const tournamentsMax = 100;

/** @returns the states it moved to now, in order. */
export async function applySchedule(ports: Ports, id: Id<'tournament'>): Promise<TournamentState[]> {
  const moved: TournamentState[] = [];
  for (;;) {
    const tournament = await findTournament(ports.db, id);
    const to = tournament === null ? null : scheduledState(tournament, ports.clock());
    if (tournament === null || to === null) return moved;
    invariant(moved.length < 2, 'registration opens and ends, nothing more');
    // The organizer set the times.
    const change = stateChange(ports, { playerId: tournament.organizerId }, id, to, { by: 'time' });
    const event = await run(() => changeState(ports.db.sql, { ...change, from: [tournament.state] }));
    if (event === null) continue;
    moved.push(to);
    ports.publish([toEvent(event)]);
  }
}

/** By the timetable: all that are due. One that fails holds up no other. */
export async function applySchedules(ports: Ports): Promise<void> {
  for (const id of await listScheduled(ports.db, ports.clock(), tournamentsMax)) {
    await applySchedule(ports, id).catch((error: unknown) => {
      console.error(
        JSON.stringify({ level: 'error', message: 'state not moved', tournament: id, error: String(error) }),
      );
    });
  }
}
