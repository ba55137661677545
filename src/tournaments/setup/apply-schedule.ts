// Use case: open and close registration by its times. Cron does it, and organizer acts that depend on the state do it first.

import { invariant } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { run } from '../../db/transaction.ts';
import { toEvent } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { changeState, findTournament, listScheduled } from '../store.ts';
import { scheduledState, type TournamentState } from '../tournament.ts';
import { stateChange } from './state-change.ts';

/** Limit per run. */
const tournamentsMax = 100;

/** @returns the states it changed to, in order. */
export async function applySchedule(ports: Ports, id: Id<'tournament'>): Promise<TournamentState[]> {
  const moved: TournamentState[] = [];
  for (;;) {
    const tournament = await findTournament(ports.db, id);
    const to = tournament === null ? null : scheduledState(tournament, ports.clock());
    if (tournament === null || to === null) return moved;
    invariant(moved.length < 2, 'only two state changes are scheduled');
    // The organizer set the times, so the organizer is the actor.
    const change = stateChange(ports, { playerId: tournament.organizerId }, id, to, { by: 'time' });
    const event = await run(() => changeState(ports.db.sql, { ...change, from: [tournament.state] }));
    if (event === null) continue;
    moved.push(to);
    ports.publish([toEvent(event)]);
  }
}

/** For cron: all due tournaments. One that fails does not block the others. */
export async function applySchedules(ports: Ports): Promise<void> {
  for (const id of await listScheduled(ports.db, ports.clock(), tournamentsMax)) {
    await applySchedule(ports, id).catch((error: unknown) => {
      console.error(
        JSON.stringify({ level: 'error', message: 'state not changed', tournament: id, error: String(error) }),
      );
    });
  }
}
