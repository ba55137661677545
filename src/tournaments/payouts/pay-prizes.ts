// Use case: the organizer of a completed tournament pays the prizes, once. A repeated request changes nothing. A winner whose wallet
// is frozen is owed the prize, and so is a guest until a player claims the entry.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { payPrizes as pay } from '../../economy/escrow/pay-prizes.ts';
import type { PrizeTable } from '../../economy/escrow/show-prizes.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { isReviewDue } from '../completion/is-review-due.ts';
import { writeWaitingPrizes } from '../guests/guest-store.ts';
import { lockTournament } from '../lock-tournament.ts';
import { markSettled } from '../registration/entrant-store.ts';
import { insertAudit, insertEvent, listRanked } from '../store.ts';
import type { Tournament } from '../tournament.ts';
import { prizeTable } from './prize-table.ts';

export interface Payout {
  /** False if an earlier request paid them. */
  readonly isPaidNow: boolean;
  readonly plan: Pick<Tournament, 'prizes' | 'entryFee'>;
  readonly table: PrizeTable;
}

/**
 * Nothing is paid when this throws, and the request may be repeated.
 * @throws DomainError not_found, forbidden, tournament_not_completed, review_required, state_conflict (no prize plan), escrow_short, wallet_frozen (the
 * escrow).
 */
export async function payPrizes(ports: Ports, actor: Actor, id: Id<'tournament'>): Promise<Payout> {
  return runAct<Payout>(ports, async (sql) => {
    const { state, prizes, entryFee, isSettled } = await lockTournament(sql, actor, id, { act: 'own' });
    if (state !== 'completed' && state !== 'archived') throw refuse('tournament_not_completed', { state });
    if (await isReviewDue(sql, id)) throw refuse('review_required');
    if (prizes === null) throw refuse('state_conflict', { prizes: 'no prize plan' });
    const ranking = await listRanked(sql, id);
    const plan = { prizes, entryFee };
    if (isSettled) return { outcome: { isPaidNow: false, plan, table: await prizeTable(sql, id, ranking) } };
    const ranked = ranking.map(({ rank, ...entrant }) => ({ rank, entrant }));
    const awards = await pay(sql, ports, actor.playerId, { tournamentId: id, plan: prizes, ranked });
    const waiting = awards.filter(({ cause }) => cause === 'unclaimed');
    await writeWaitingPrizes(
      sql,
      waiting.map(({ entrant: { registrationId }, rank, amount }) => ({ registrationId, rank, amount })),
    );
    await markSettled(sql, id);
    const createdAt = ports.clock();
    const paid = awards.filter(({ cause }) => cause === null);
    const coinsOf = (list: typeof awards) => Number(list.reduce((sum, { amount }) => sum + amount, 0n));
    const owedCoins = coinsOf(awards.filter(({ cause }) => cause !== null));
    const meta = { prizes: paid.length, coins: coinsOf(paid), ...(owedCoins > 0 ? { owedCoins } : {}) };
    const audit = { id: ports.newId('audit'), event: 'tournament.prizes_paid' as const, actorId: actor.playerId };
    await insertAudit(sql, { ...audit, refId: id, meta, createdAt });
    const event = await insertEvent(sql, id, { id: ports.newId('event'), type: 'prizes_paid', createdAt }, meta);
    return { outcome: { isPaidNow: true, plan, table: await prizeTable(sql, id, ranking) }, events: [event] };
  });
}
