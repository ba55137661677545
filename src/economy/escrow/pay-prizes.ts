// Use case, part of a payout: pay the prizes of a tournament from its escrow. A prize that cannot be paid now is recorded as owed and
// does not block the others.

import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Coins } from '../../core/money.ts';
import type { Sql } from '../../db/client.ts';
import type { Ports } from '../../outbox/ports.ts';
import { type Award, type PrizePlan, type Ranked, splitPrizes } from './prize-split.ts';
import { type LockedWallet, lockPrizeWallets, postPrizes } from './prize-store.ts';

/** The payee: the player, or the captain of the team. null: nobody yet; the prize stays in the escrow until somebody claims the entry. */
export interface Winner {
  readonly registrationId: Id<'registration'>;
  readonly playerId: Id<'player'> | null;
}

/** `cause` is why it is owed, `unclaimed` without a payee; null when it is paid. */
export type PaidAward = Award<Winner> & { readonly cause: string | null };

export interface PrizeOrder {
  readonly tournamentId: Id<'tournament'>;
  readonly plan: PrizePlan;
  /** In order of rank, the best first. */
  readonly ranked: readonly Ranked<Winner>[];
}

/**
 * The caller's transaction holds the lock on the tournament. The pool is the available balance of the escrow: captured fees that were
 * not refunded, and transfers to it. Percents divide all of it. With fixed amounts the rest stays in the escrow.
 * @throws DomainError escrow_short, wallet_frozen (the escrow); then nothing is paid.
 */
export async function payPrizes(
  sql: Sql,
  ports: Ports,
  actorId: Id<'player'>,
  order: PrizeOrder,
): Promise<PaidAward[]> {
  const { tournamentId, plan } = order;
  const now = ports.clock();
  // Ranks beyond the plan win nothing. A shared rank within the plan may include more entrants than places.
  const ranked = order.ranked.filter(({ rank }) => rank <= plan.places.length);
  const winners = ranked.flatMap(({ entrant: { playerId } }) =>
    playerId === null ? [] : [{ playerId, newWalletId: ports.newId('wallet') }],
  );
  const wallets = await lockPrizeWallets(sql, tournamentId, winners, now);
  const escrow = wallets.find(({ kind }) => kind === 'escrow');
  const awards = splitPrizes(plan, escrow?.available ?? 0n, ranked);
  const total = awards.reduce((sum, { amount }) => sum + amount, 0n);
  if (escrow === undefined || total === 0n || total > escrow.available) throw escrowShort(escrow, total);
  if (escrow.isFrozen) throw refuse('wallet_frozen', { wallets: [escrow.id] });
  const walletOf = new Map(wallets.map(({ id, ownerId }) => [ownerId, id]));
  const payable = awards.filter(({ entrant }) => entrant.playerId !== null);
  const prizes = payable.map(({ entrant, rank, amount }) => ({
    registrationId: entrant.registrationId,
    rank,
    payeeId: walletOf.get(entrant.playerId as string) as Id<'wallet'>,
    amount,
    transferId: ports.newId('transfer'),
    legIds: [ports.newId('transaction'), ports.newId('transaction')] as const,
  }));
  const causes = await postPrizes(sql, { actorId, now }, tournamentId, prizes);
  return awards.map((award) => {
    const { playerId, registrationId } = award.entrant;
    return { ...award, cause: playerId === null ? 'unclaimed' : (causes.get(registrationId) ?? null) };
  });
}

function escrowShort(escrow: LockedWallet | undefined, needed: Coins) {
  return refuse('escrow_short', { neededCoins: Number(needed), escrowCoins: Number(escrow?.available ?? 0n) });
}
