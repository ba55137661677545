// Use case, part of a disqualification after the end: judges it, and writes the state of the entrant and the new ranks. The caller's
// transaction goes on with certificates, and writes audit row and event.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import { type ChangedPrize, changePrizes } from '../../economy/escrow/change-prizes.ts';
import type { Ports } from '../../outbox/ports.ts';
import { listWaitingPrizes, type WaitingPrize, writeWaitingPrizes } from '../guests/guest-store.ts';
import { lockTournament } from '../lock-tournament.ts';
import { findEntrant } from '../registration/entrant-store.ts';
import { isEnteredIn, listRanked, type RankedEntrant } from '../store.ts';
import { judgeReview, listPlaced, writeDisqualification } from './completion-store.ts';
import {
  judgeLateDisqualification,
  lateDisqualificationNeeds,
  type Placed,
  rankAfterDisqualification,
} from './late-disqualification.ts';

export interface ChangedRank {
  readonly registrationId: Id<'registration'>;
  readonly before: number;
  readonly after: number;
}

export interface DisqualifiedPlaced {
  readonly tournamentId: Id<'tournament'>;
  /** null: a guest. */
  readonly playerId: Id<'player'> | null;
  readonly ranks: readonly ChangedRank[];
  /** Empty where no prize has been paid. */
  readonly prizes: readonly ChangedPrize[];
}

/** @throws DomainError not_found, forbidden, conflict_of_interest, tournament_not_completed, state_conflict. */
export async function disqualifyPlaced(
  sql: Sql,
  ports: Ports,
  actor: Actor,
  id: Id<'registration'>,
): Promise<DisqualifiedPlaced> {
  const entry = await findEntrant(sql, id);
  if (entry === null) throw refuse('not_found', { kind: 'registration' });
  const { tournamentId } = entry;
  const { state, prizes: plan, isSettled } = await lockTournament(sql, actor, tournamentId, { act: 'own' });
  if (await isEnteredIn(sql, tournamentId, actor.playerId)) throw refuse('conflict_of_interest');
  const entrant = await findEntrant(sql, id);
  invariant(entrant !== null, 'registrations are not deleted');
  const verdict = judgeLateDisqualification({ tournamentState: state, registration: entrant.state });
  if (verdict === 'tournament_not_completed') throw refuse(verdict, { state });
  if (verdict !== 'done')
    throw refuse('state_conflict', { registration: entrant.state, needs: lateDisqualificationNeeds });

  const winnersBefore = await listRanked(sql, tournamentId);
  const waiting = await listWaitingPrizes({ sql }, tournamentId);
  const placed = await listPlaced(sql, tournamentId);
  const out = placed.filter(({ isOut, entrant: one }) => isOut || one === id).map(({ entrant: one }) => one);
  const ranking = rankAfterDisqualification(placed, out);
  await writeDisqualification(sql, tournamentId, entrant, ranking);
  await judgeReview(sql, tournamentId);
  const order = {
    tournamentId,
    waiting,
    before: toRanked(winnersBefore),
    after: toRanked(await listRanked(sql, tournamentId)),
  };
  const prizes = isSettled && plan !== null ? await changePrizes(sql, ports, actor.playerId, { ...order, plan }) : [];
  await writeWaitingPrizes(sql, waitingAfter(prizes, ranking));
  const ranks = placed.flatMap(({ entrant: one, rank: before }) => {
    const after = ranking.find(({ entrant: other }) => other === one)?.rank as number;
    return after === before ? [] : [{ registrationId: one, before, after }];
  });
  return { tournamentId, playerId: entrant.playerId, ranks, prizes };
}

const toRanked = (list: readonly RankedEntrant[]) => list.map(({ rank, ...entrant }) => ({ rank, entrant }));

/** The prizes of guests, until a player claims the entry. */
function waitingAfter(prizes: readonly ChangedPrize[], ranking: readonly Placed<Id<'registration'>>[]): WaitingPrize[] {
  return prizes.flatMap(({ registrationId, after, cause }) => {
    const rank = ranking.find(({ entrant }) => entrant === registrationId)?.rank;
    return cause === 'unclaimed' && rank !== undefined ? [{ registrationId, rank, amount: after }] : [];
  });
}
