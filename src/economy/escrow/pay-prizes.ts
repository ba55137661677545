// Use case, part of paying a tournament's prizes: from its escrow to the winners. A prize that cannot be paid now is owed and paid
// later; it holds up no other.

import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Coins } from '../../core/money.ts';
import type { Sql } from '../../db/client.ts';
import type { Ports } from '../../outbox/ports.ts';
import { type Award, type PrizePlan, type Ranked, splitPrizes } from './prize-split.ts';
import { lockPurses, type Purse, postPrizes } from './prize-store.ts';

/** Whoever receives the prize: the player, for a team its captain. */
export interface Winner {
  readonly registrationId: Id<'registration'>;
  readonly playerId: Id<'player'>;
}

/** `cause` says why it is owed; null when it is paid. */
export type PaidAward = Award<Winner> & { readonly cause: string | null };

export interface PrizeOrder {
  readonly tournamentId: Id<'tournament'>;
  readonly plan: PrizePlan;
  /** In order of rank, the best first. */
  readonly ranked: readonly Ranked<Winner>[];
}

/**
 * Inside the caller's transaction, which holds the lock on the tournament. The pool is what the escrow holds: fees captured and not
 * given back, and what anybody has added. Percents divide all of it; of fixed amounts a surplus stays there for finance to move.
 * @throws DomainError escrow_short, wallet_frozen (the escrow itself): nothing is paid then.
 */
export async function payPrizes(
  sql: Sql,
  ports: Ports,
  actorId: Id<'player'>,
  order: PrizeOrder,
): Promise<PaidAward[]> {
  const { tournamentId, plan } = order;
  const now = ports.clock();
  // Places beyond the plan win nothing; a rank that is shared reaches over its end.
  const ranked = order.ranked.filter(({ rank }) => rank <= plan.places.length);
  const winners = ranked.map(({ entrant }) => ({ playerId: entrant.playerId, freshId: ports.newId('wallet') }));
  const purses = await lockPurses(sql, tournamentId, winners, now);
  const escrow = purses.find(({ kind }) => kind === 'escrow');
  const awards = splitPrizes(plan, escrow?.available ?? 0n, ranked);
  const total = awards.reduce((sum, { amount }) => sum + amount, 0n);
  if (escrow === undefined || total === 0n || total > escrow.available) throw refuseShort(escrow, total);
  if (escrow.isFrozen) throw refuse('wallet_frozen', { wallets: [escrow.id] });
  const walletOf = new Map(purses.map(({ id, ownerId }) => [ownerId, id]));
  const prizes = awards.map(({ entrant, rank, amount }) => ({
    registrationId: entrant.registrationId,
    rank,
    payeeId: walletOf.get(entrant.playerId) as Id<'wallet'>,
    amount,
    transferId: ports.newId('transfer'),
    legIds: [ports.newId('transaction'), ports.newId('transaction')] as const,
  }));
  const causes = await postPrizes(sql, { actorId, now }, tournamentId, prizes);
  return awards.map((award) => ({ ...award, cause: causes.get(award.entrant.registrationId) ?? null }));
}

function refuseShort(escrow: Purse | undefined, needed: Coins) {
  return refuse('escrow_short', { neededCoins: Number(needed), escrowCoins: Number(escrow?.available ?? 0n) });
}
