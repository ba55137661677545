// Use case: the organizer asks for the next round of a Swiss stage. What cannot be paired is refused at once; a queue message pairs the rest.

import type { Actor } from '../../../core/actor.ts';
import { refuse } from '../../../core/errors.ts';
import type { Id } from '../../../core/id.ts';
import { runAct } from '../../../idempotency/run-act.ts';
import type { Ports } from '../../../outbox/ports.ts';
import { lockTournament } from '../../lock-tournament.ts';
import { confirmSilent } from '../../matches/silence/confirm-silent.ts';
import { insertAudit } from '../../store.ts';
import { pickStage, refuseUnlessStage } from '../course/pick-stage.ts';
import { listStageEntrants } from '../course/stage-entrant-store.ts';
import { fewerByes } from '../entries/bye-rules.ts';
import { judgeRound, type RoundVerdict } from '../formats/swiss.ts';
import { listStageMatches, lockStages } from '../stage-store.ts';
import { readSwiss, type SwissRounds } from './swiss-state.ts';

/** A round of a stage, to be paired. */
export interface RoundRequest {
  readonly tournamentId: Id<'tournament'>;
  readonly stage: number;
  readonly round: number;
}

/** Groups that sit the round out. */
export interface UnpairedGroup {
  readonly group: number;
  readonly reason: 'all_rounds_paired' | 'too_few_entrants' | 'no_legal_round';
  readonly rules: string[];
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
): Promise<RoundRequest & { readonly unpaired: readonly UnpairedGroup[] }> {
  await confirmSilent(ports, tournamentId);
  return runAct(ports, async (sql) => {
    await lockTournament(sql, actor, tournamentId, { state: 'live' });
    const stage = pickStage(await lockStages(sql, tournamentId), number);
    refuseUnlessStage(stage, 'live');
    const entrants = await listStageEntrants(sql, tournamentId, number);
    const swiss = readSwiss(stage, await listStageMatches(sql, tournamentId, number), entrants);
    if (swiss === null) throw refuse('state_conflict', { stage: number, format: stage.format, needs: ['swiss'] });
    if (swiss.openIds.length > 0) throw refuse('matches_open', { matches: swiss.openIds });
    const { round } = swiss;
    const unpaired = swiss.groups.flatMap(({ group, state }) => unpairedGroup(group, judgeRound(state, round)));
    if (unpaired.length === swiss.groups.length)
      throw refuse('round_not_pairable', {
        stage: number,
        ...reasonOf(unpaired),
        wayOn: wayOn(tournamentId, swiss, number),
      });
    await insertAudit(sql, {
      ...{ id: ports.newId('audit'), event: 'round.requested', actorId: actor.playerId, refId: tournamentId },
      ...{ meta: { stage: number, round }, createdAt: ports.clock() },
    });
    return { outcome: { tournamentId, stage: number, round, unpaired } };
  });
}

function wayOn(id: string, { groups, round }: SwissRounds, stage: number): string {
  const complete = `POST /v1/tournaments/${id}/stages/${stage}/completions: the ranking is that of the rounds so far`;
  const isAway = ({ state }: SwissRounds['groups'][number]) =>
    state.byes?.some((bye) => bye.round === round && !state.withdrawn.includes(bye.entrant));
  return groups.some(isAway) ? `${complete}; or ${fewerByes(stage)}` : complete;
}

const rules = {
  C1: 'C1: nobody meets an opponent twice',
  C2: 'C2: nobody gets a second bye, or a bye after a win without playing',
  C3: 'C3: two who must have the same side do not meet',
};

function unpairedGroup(group: number, verdict: RoundVerdict): UnpairedGroup[] {
  if (verdict.kind === 'pairable') return [];
  if (verdict.kind === 'over') return [{ group, reason: verdict.reason, rules: [] }];
  return [{ group, reason: 'no_legal_round', rules: verdict.rules.map((rule) => rules[rule]) }];
}

/** A group that rules block says more than one that is over. */
function reasonOf(unpaired: readonly UnpairedGroup[]) {
  const { reason, rules } = unpaired.find((group) => group.rules.length > 0) ??
    unpaired[0] ?? { reason: 'too_few_entrants', rules: [] };
  return { reason, rules };
}
