// Use case, part of the making of a sandbox: simulated players get wallets with play coins. They have a currency of their own, and a treasury
// of their own that issues them: no transfer moves coins between two currencies, so they never mix with real ones.

import type { Id } from '../../core/id.ts';
import type { Coins } from '../../core/money.ts';
import type { Sql } from '../../db/client.ts';
import type { Ports } from '../../outbox/ports.ts';
import { postMovements } from '../ledger/posting-store.ts';
import { openWallets } from './store.ts';
import { playCurrency, playTreasuryWalletId } from './wallet.ts';

export interface PlayWallets {
  readonly actorId: Id<'player'>;
  /** Nobody has a wallet yet. */
  readonly players: readonly Id<'player'>[];
  /** For each. */
  readonly amount: Coins;
}

export async function openPlayWallets(
  sql: Sql,
  ports: Ports,
  { actorId, players, amount }: PlayWallets,
): Promise<void> {
  const now = ports.clock();
  const wallets = players.map((ownerId) => ({ id: ports.newId('wallet'), ownerId }));
  await openWallets(sql, wallets, { currency: playCurrency, now });
  const movements = wallets.map(({ id: toWalletId }) => ({
    ...{ fromWalletId: playTreasuryWalletId, toWalletId, amount, reason: 'manual_adjust' as const },
    id: ports.newId('transfer'),
    legIds: [ports.newId('transaction'), ports.newId('transaction')] as const,
  }));
  await postMovements(sql, { actorId, ownerId: null, claim: null, now }, movements);
}
