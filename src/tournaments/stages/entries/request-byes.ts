// Use case: an entrant, or the organizer, says in which rounds of a Swiss stage to come the entrant is not paired. Before the stage starts
// everybody who is registered may ask; the start judges again who plays: settle-byes.ts.

import type { Actor } from '../../../core/actor.ts';
import { refuse } from '../../../core/errors.ts';
import type { Id } from '../../../core/id.ts';
import type { Sql } from '../../../db/client.ts';
import { runAct } from '../../../idempotency/run-act.ts';
import type { Ports } from '../../../outbox/ports.ts';
import { isEntrantOr } from '../../permission.ts';
import { type Entrant, findEntrant, lockEntrant } from '../../registration/entrant-store.ts';
import { activeStates } from '../../registration/registration.ts';
import { withStaffRole } from '../../staff/with-staff-role.ts';
import { insertAudit, insertEvent, type LockedTournament, lockRow } from '../../store.ts';
import type { TournamentState } from '../../tournament.ts';
import { pickStage, refuseUnlessStage } from '../course/pick-stage.ts';
import { listRounds, listStageEntrants } from '../course/stage-entrant-store.ts';
import type { Stage } from '../stage.ts';
import { lockStages } from '../stage-store.ts';
import { type Bye, judgeByes } from './bye-rules.ts';
import { isPlaying, listAskedByes, replaceByes } from './entry-store.ts';

/** In which somebody may ask before the stage starts. */
const openStates: readonly TournamentState[] = ['published', 'registration_open', 'registration_closed', 'live'];

export interface ByesRequest {
  readonly registrationId: Id<'registration'>;
  readonly stage: number;
  /** All of the entrant in the stage. */
  readonly byes: readonly Bye[];
}

/** @throws DomainError not_found, forbidden, conflict_of_interest, state_conflict, bye_not_allowed. */
export function requestByes(ports: Ports, actor: Actor, { registrationId, stage: number, byes }: ByesRequest) {
  const wanted = byes.toSorted((left, right) => left.round - right.round);
  return runAct(ports, async (sql) => {
    const known = await findEntrant(sql, registrationId);
    const tournament = known && (await lockRow(sql, known.tournamentId));
    // A team may have another captain by now.
    const entrant = tournament && (await lockEntrant(sql, registrationId));
    if (entrant === null || tournament === null) throw refuse('not_found', { kind: 'registration' });
    const { tournamentId } = entrant;
    await refuseUnlessOwnOrStaff(sql, actor, entrant, tournament);
    const stage = pickStage(await lockStages(sql, tournamentId), number);
    if (stage.state !== 'planned') refuseUnlessStage(stage, 'live');
    const needs = stage.state === 'planned' ? openStates : (['live'] as const);
    if (!needs.some((state) => state === tournament.state))
      throw refuse('state_conflict', { state: tournament.state, needs: [...needs] });
    if (stage.format !== 'swiss')
      throw refuse('state_conflict', { stage: number, format: stage.format, needs: ['swiss'] });
    const own = await findOwn(sql, entrant, stage);
    if (own === null) throw refuse('state_conflict', { stage: number, reason: 'does not play in this stage' });
    const { rounds, requestedByesMax: byesMax } = stage.settings;
    const nextRound = 1 + Math.max(0, ...(await listRounds(sql, tournamentId, number)).map(({ round }) => round));
    const fault = judgeByes({ rounds, nextRound, byesMax }, own, wanted);
    if (fault !== null) throw refuse('bye_not_allowed', { reason: fault, rounds, nextRound, byesMax });
    if (JSON.stringify(own) === JSON.stringify(wanted)) return { outcome: wanted };
    await replaceByes(sql, { tournamentId, stage: number, registrationId }, wanted);
    const createdAt = ports.clock();
    const event = { id: ports.newId('event'), type: 'byes_changed' as const, createdAt };
    const written = await insertEvent(sql, tournamentId, event, { registrationId, stage: number, byes: wanted });
    if (actor.playerId !== entrant.playerId)
      await insertAudit(sql, {
        ...{ id: ports.newId('audit'), event: 'registration.byes_changed', actorId: actor.playerId },
        ...{ refId: registrationId, meta: { stage: number, byes: wanted.length }, createdAt },
      });
    return { outcome: wanted, events: [written] };
  });
}

/** The byes so far; null: no entrant of the stage, and none who may become one. */
async function findOwn(sql: Sql, { id, tournamentId, state }: Entrant, stage: Stage): Promise<readonly Bye[] | null> {
  const isOwn = ({ registrationId }: { readonly registrationId: string }) => registrationId === id;
  if (stage.state !== 'planned') {
    const entrant = (await listStageEntrants(sql, tournamentId, stage.number)).find(isOwn);
    return entrant?.left === null ? entrant.byes : null;
  }
  if (!activeStates.includes(state)) return null;
  return (await listAskedByes(sql, tournamentId, stage.number)).find(isOwn)?.byes ?? [];
}

/** Who plays does not decide about others, not even as staff. */
async function refuseUnlessOwnOrStaff(
  sql: Sql,
  actor: Actor,
  { playerId, tournamentId }: Entrant,
  row: LockedTournament,
): Promise<void> {
  const tournament = await withStaffRole(sql, actor, { ...row, id: tournamentId });
  if (!isEntrantOr('referee')(actor, { playerId, tournament })) throw refuse('forbidden');
  if (actor.playerId !== playerId && (await isPlaying(sql, tournamentId, actor.playerId)))
    throw refuse('conflict_of_interest');
}
