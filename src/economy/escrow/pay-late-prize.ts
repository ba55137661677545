// Use case, part of a claim: pay one prize after the payout. It waited for somebody to pay it to.

import type { Id } from '../../core/id.ts';
import type { Coins } from '../../core/money.ts';
import type { Sql } from '../../db/client.ts';
import type { Ports } from '../../outbox/ports.ts';
import type { Winner } from './pay-prizes.ts';
import { lockPrizeWallets, postPrizes } from './prize-store.ts';

export interface LatePrize {
  readonly tournamentId: Id<'tournament'>;
  readonly winner: Winner & { readonly playerId: Id<'player'> };
  readonly rank: number;
  readonly amount: Coins;
}

/** The caller's transaction holds the lock on the tournament. What cannot be paid now is recorded as owed. */
export async function payLatePrize(sql: Sql, ports: Ports, actorId: Id<'player'>, prize: LatePrize): Promise<void> {
  const { tournamentId, winner, rank, amount } = prize;
  const { registrationId, playerId } = winner;
  const now = ports.clock();
  const wallets = await lockPrizeWallets(sql, tournamentId, [{ playerId, newWalletId: ports.newId('wallet') }], now);
  const payeeId = wallets.find(({ kind }) => kind === 'player')?.id as Id<'wallet'>;
  const legIds = [ports.newId('transaction'), ports.newId('transaction')] as const;
  const transferId = ports.newId('transfer');
  await postPrizes(sql, { actorId, now }, tournamentId, [
    { registrationId, rank, payeeId, amount, transferId, legIds },
  ]);
}
