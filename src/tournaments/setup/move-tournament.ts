// Use case: the organizer changes the state of a tournament, where only the state changes.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Sql } from '../../db/client.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { lockTournament } from '../lock-tournament.ts';
import { cancelMatches } from '../stages/stage-store.ts';
import { changeState, findPublishSanction } from '../store.ts';
import type { TournamentState } from '../tournament.ts';
import { applySchedule } from './apply-schedule.ts';
import { stateChange } from './state-change.ts';

/** `live` and `completed` change more than the state: see start-tournament.ts and complete-tournament.ts. */
export type PlainState = Exclude<TournamentState, 'live' | 'completed'>;

export interface Move {
  readonly id: Id<'tournament'>;
  readonly to: PlainState;
}

/** @throws DomainError not_found, forbidden, state_conflict, sanctioned for an organizer on probation. */
export async function moveTournament(ports: Ports, actor: Actor, { id, to }: Move): Promise<void> {
  // Scheduled changes come first. If they end in `to`, nothing is left to do.
  const isReached = (await applySchedule(ports, id)).at(-1) === to;
  await runAct(ports, async (sql) => {
    const { registrationClosesAt } = await lockTournament(sql, actor, id, isReached ? {} : { to });
    if (isReached) return { outcome: null };
    if (to === 'registration_open') refuseIfClosed(registrationClosesAt, ports.clock());
    if (to === 'published') await refuseOnProbation(sql, id, ports.clock());
    const changed = await changeState(sql, stateChange(ports, actor, id, to));
    if (changed === null) throw refuse('state_conflict');
    if (to === 'cancelled') await cancelMatches(sql, id);
    return { outcome: null, events: [changed] };
  });
}

/** Whoever publishes: the probation is that of the organizer. A moderator reviews the tournament first. */
async function refuseOnProbation(sql: Sql, id: Id<'tournament'>, now: Instant): Promise<void> {
  const facts = await findPublishSanction(sql, id, now);
  if (facts !== null) throw refuse('sanctioned', { ...facts, needs: 'a review by a moderator' });
}

/** Reopened after its closing time, registration would close again at once. */
function refuseIfClosed(closesAt: Instant | null, now: Instant): void {
  if (closesAt !== null && closesAt <= now) throw refuse('state_conflict', { registrationClosedAt: closesAt });
}
