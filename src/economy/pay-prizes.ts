// Use case, part of paying a tournament's prizes: from its escrow to the winners, in one balanced posting or not at all.

import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Coins } from '../core/money.ts';
import type { Sql } from '../db/client.ts';
import { brokenConstraint } from '../db/constraint.ts';
import type { Ports } from '../db/ports.ts';
import { refuseForConstraint } from './conclude-act.ts';
import { toMovement } from './post-transfers.ts';
import { postMovements } from './posting-store.ts';
import { type Award, type PrizePlan, prizeReference, type Ranked, splitPrizes } from './prize-split.ts';
import { lockPurses, type Purse } from './prize-store.ts';

/** Whoever receives the prize: the player, for a team its captain. */
export interface Winner {
  readonly registrationId: Id<'registration'>;
  readonly playerId: Id<'player'>;
}

export interface PrizeOrder {
  readonly tournamentId: Id<'tournament'>;
  readonly plan: PrizePlan;
  /** In order of rank, the best first. */
  readonly ranked: readonly Ranked<Winner>[];
}

/**
 * Inside the caller's transaction, which holds the lock on the tournament. The pool is what the escrow holds: fees captured and not
 * given back, and what anybody has added. Percents divide all of it; of fixed amounts a surplus stays there for finance to move.
 * @throws DomainError escrow_short, wallet_frozen (naming whose), state_conflict (paid already): nothing is paid then.
 */
export async function payPrizes(
  sql: Sql,
  ports: Ports,
  actorId: Id<'player'>,
  order: PrizeOrder,
): Promise<Award<Winner>[]> {
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
  refuseFrozen(escrow, purses, awards);
  const walletOf = new Map(purses.map(({ id, ownerId }) => [ownerId, id]));
  const movements = awards.map(({ entrant, rank, amount }) =>
    toMovement(ports, {
      fromWalletId: escrow.id,
      toWalletId: walletOf.get(entrant.playerId) as Id<'wallet'>,
      amount,
      reason: 'prize',
      reference: prizeReference(tournamentId, entrant.registrationId, rank),
    }),
  );
  const act = { actorId, ownerId: null, claim: null, now };
  await postMovements(sql, act, movements).catch((error: unknown) => {
    if (brokenConstraint(error) === null) throw error;
    return refuseForConstraint(error);
  });
  return awards;
}

function refuseShort(escrow: Purse | undefined, needed: Coins) {
  return refuse('escrow_short', { neededCoins: Number(needed), escrowCoins: Number(escrow?.available ?? 0n) });
}

function refuseFrozen(escrow: Purse, purses: readonly Purse[], awards: readonly Award<Winner>[]): void {
  if (escrow.isFrozen) throw refuse('wallet_frozen', { wallets: [escrow.id] });
  const frozen = new Set(purses.filter(({ isFrozen }) => isFrozen).map(({ ownerId }) => ownerId));
  const waiting = awards.filter(({ entrant }) => frozen.has(entrant.playerId));
  if (waiting.length === 0) return;
  throw refuse('wallet_frozen', { registrations: waiting.map(({ entrant }) => entrant.registrationId) });
}
