// Use case: the organizer asks for the next round of a Swiss stage. What cannot be paired is refused at once; a queue message pairs the rest.

import type { Actor } from '../../../core/actor.ts';
import { refuse } from '../../../core/errors.ts';
import type { Id } from '../../../core/id.ts';
import { runAct } from '../../../idempotency/run-act.ts';
import type { Ports } from '../../../outbox/ports.ts';
import { lockTournament } from '../../lock-tournament.ts';
import { confirmSilent } from '../../matches/silence/confirm-silent.ts';
import { insertAudit } from '../../store.ts';
import { judgeNextRound } from '../formats/swiss.ts';
import { listStageMatches } from '../stage-store.ts';
import { findStageVersion } from './round-store.ts';
import { readSwiss } from './swiss-state.ts';

/** A round of a stage, to be paired. */
export interface RoundRequest {
  readonly tournamentId: Id<'tournament'>;
  readonly stage: number;
  readonly round: number;
}

/**
 * The round to queue, also on a repetition: the first request may have ended between its commit and the queue.
 * @throws DomainError not_found, forbidden, state_conflict, matches_open, round_not_pairable.
 */
export async function requestRound(
  ports: Ports,
  actor: Actor,
  tournamentId: Id<'tournament'>,
  number: number,
): Promise<RoundRequest> {
  await confirmSilent(ports, tournamentId);
  return runAct(ports, async (sql) => {
    await lockTournament(sql, actor, tournamentId, { state: 'live' });
    const found = await findStageVersion({ sql }, tournamentId, number);
    if (found === null) throw refuse('not_found', { kind: 'stage' });
    const { stage, gone } = found;
    if (stage.state !== 'live') throw refuse('state_conflict', { stage: number, state: stage.state, needs: ['live'] });
    const swiss = readSwiss(stage, await listStageMatches(sql, tournamentId, number), gone);
    if (swiss === null) throw refuse('state_conflict', { stage: number, format: stage.format, needs: ['swiss'] });
    if (swiss.openIds.length > 0) throw refuse('matches_open', { matches: swiss.openIds });
    const next = judgeNextRound(swiss.state);
    if (next.kind !== 'pairable') throw refuse('round_not_pairable', { stage: number, ...reasonOf(next) });
    await insertAudit(sql, {
      ...{ id: ports.newId('audit'), event: 'round.requested', actorId: actor.playerId, refId: tournamentId },
      ...{ meta: { stage: number, round: next.round }, createdAt: ports.clock() },
    });
    return { outcome: { tournamentId, stage: number, round: next.round } };
  });
}

const wayOn = 'complete the stage now; its ranking is that of the rounds so far';
const rules = {
  C1: 'C1: nobody meets an opponent twice',
  C2: 'C2: nobody gets a second bye, or a bye after a win without playing',
  C3: 'C3: two who must have the same side do not meet',
};

function reasonOf(next: Exclude<ReturnType<typeof judgeNextRound>, { kind: 'pairable' }>) {
  if (next.kind === 'over') return { rules: ['all planned rounds are played, or nobody is left to meet'], wayOn };
  return { rules: next.rules.map((rule) => rules[rule]), wayOn };
}
