// Use case: an entrant of a Swiss stage, or the organizer, says in which rounds to come the entrant is not paired.

import type { Actor } from '../../../core/actor.ts';
import { refuse } from '../../../core/errors.ts';
import type { Id } from '../../../core/id.ts';
import type { Sql } from '../../../db/client.ts';
import { runAct } from '../../../idempotency/run-act.ts';
import type { Ports } from '../../../outbox/ports.ts';
import { isEntrantOr } from '../../permission.ts';
import { type Entrant, findEntrant, lockEntrant } from '../../registration/entrant-store.ts';
import { withStaffRole } from '../../staff/with-staff-role.ts';
import { insertAudit, insertEvent, type LockedTournament, lockRow } from '../../store.ts';
import { pickStage, refuseUnlessStage } from '../course/pick-stage.ts';
import { listRounds, listStageEntrants } from '../course/stage-entrant-store.ts';
import { lockStages } from '../stage-store.ts';
import { type Bye, judgeByes } from './bye-rules.ts';
import { isPlaying, replaceByes } from './entry-store.ts';

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
    if (tournament.state !== 'live') throw refuse('state_conflict', { state: tournament.state, needs: ['live'] });
    const stage = pickStage(await lockStages(sql, tournamentId), number);
    refuseUnlessStage(stage, 'live');
    if (stage.format !== 'swiss')
      throw refuse('state_conflict', { stage: number, format: stage.format, needs: ['swiss'] });
    const own = (await listStageEntrants(sql, tournamentId, number)).find(
      (each) => each.registrationId === registrationId && each.left === null,
    );
    if (own === undefined) throw refuse('state_conflict', { stage: number, reason: 'does not play in this stage' });
    const { rounds, requestedByesMax: byesMax } = stage.settings;
    const nextRound = 1 + Math.max(0, ...(await listRounds(sql, tournamentId, number)).map(({ round }) => round));
    const fault = judgeByes({ rounds, nextRound, byesMax }, own.byes, wanted);
    if (fault !== null) throw refuse('bye_not_allowed', { reason: fault, rounds, nextRound, byesMax });
    if (JSON.stringify(own.byes) === JSON.stringify(wanted)) return { outcome: wanted };
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
