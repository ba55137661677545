// Use case, part of a disqualification after the payout: the prizes follow the new ranks. Who has won less pays back what is there and
// owes the rest; who has won more is paid from the escrow, or is owed it.

import type { Id } from '../../core/id.ts';
import type { Coins } from '../../core/money.ts';
import type { Sql } from '../../db/client.ts';
import type { Ports } from '../../outbox/ports.ts';
import type { Winner } from './pay-prizes.ts';
import { findPrizeChange, postPrizeChanges } from './prize-change-store.ts';
import { type PrizePlan, type Ranked, splitPrizes } from './prize-split.ts';
import { lockPrizeWallets } from './prize-store.ts';
import { showPrizes } from './show-prizes.ts';

export interface PrizeChangeOrder {
  readonly tournamentId: Id<'tournament'>;
  readonly plan: PrizePlan;
  /** As the prizes were paid, the best first. */
  readonly before: readonly Ranked<Winner>[];
  /** Those that wait for somebody to pay them to. */
  readonly waiting: readonly { readonly registrationId: Id<'registration'>; readonly amount: Coins }[];
  /** Without those who were disqualified. */
  readonly after: readonly Ranked<Winner>[];
}

export interface ChangedPrize {
  readonly registrationId: Id<'registration'>;
  readonly before: Coins;
  readonly after: Coins;
  /** Coins that moved now; below zero: paid back. */
  readonly moved: Coins;
  /** Owed to the entrant; below zero: owed by the entrant. */
  readonly owed: Coins;
  readonly cause: string | null;
}

/** The caller's transaction holds the lock on the tournament. The pool is the sum of all prizes as they were. */
export async function changePrizes(
  sql: Sql,
  ports: Ports,
  actorId: Id<'player'>,
  order: PrizeChangeOrder,
): Promise<ChangedPrize[]> {
  const { tournamentId, plan } = order;
  const now = ports.clock();
  const entrants = order.before.map(({ entrant }) => entrant);
  const before = await amountsBefore(sql, order);
  const pool = [...before.values()].reduce((sum, amount) => sum + amount, 0n);
  const ranked = order.after.filter(({ rank }) => rank <= plan.places.length);
  const awards = splitPrizes(plan, pool, ranked);
  const after = new Map(awards.map(({ entrant, amount }) => [entrant.registrationId, amount]));
  const rankOf = (list: PrizeChangeOrder['after'], id: string) =>
    list.find(({ entrant }) => entrant.registrationId === id)?.rank;
  const changed = entrants.filter(({ registrationId: id }) => before.has(id) || after.has(id));
  const winners = changed.flatMap(({ playerId }) =>
    playerId === null ? [] : [{ playerId, newWalletId: ports.newId('wallet') }],
  );
  const wallets = await lockPrizeWallets(sql, tournamentId, winners, now);
  const walletOf = new Map(wallets.map(({ id, ownerId }) => [ownerId, id]));
  const moves = changed.map(({ registrationId: id, playerId }) => ({
    registration: id,
    wallet: playerId === null ? null : (walletOf.get(playerId) as Id<'wallet'>),
    rank_before: rankOf(order.before, id) as number,
    rank: rankOf(order.after, id) ?? null,
    before: String(before.get(id) ?? 0n),
    after: String(after.get(id) ?? 0n),
    ...{ transfer: ports.newId('transfer'), leg_from: ports.newId('transaction'), leg_to: ports.newId('transaction') },
    rest_transfer: ports.newId('transfer'),
    ...{ rest_from: ports.newId('transaction'), rest_to: ports.newId('transaction') },
  }));
  const moved = await postPrizeChanges(sql, { actorId, now }, tournamentId, moves);
  return moved.map(({ registration: id, ...one }) => {
    return { registrationId: id, before: before.get(id) ?? 0n, after: after.get(id) ?? 0n, ...one };
  });
}

/** Of each entrant with a prize, whether it has been paid or is still owed. */
async function amountsBefore(sql: Sql, { tournamentId, before, waiting }: PrizeChangeOrder) {
  const changes = await findPrizeChange(sql, tournamentId);
  if (changes.length > 0)
    return new Map(changes.flatMap(({ registrationId, amount }) => (amount > 0n ? [[registrationId, amount]] : [])));
  const ranking = before.map(({ entrant, rank }) => ({ registrationId: entrant.registrationId, rank }));
  const { paid, owed } = await showPrizes(sql, tournamentId, ranking);
  return new Map([...paid, ...owed, ...waiting].map(({ registrationId, amount }) => [registrationId, amount]));
}
