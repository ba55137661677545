// Use case, part of setting up a tournament: the wallet that keeps its fees and prizes. Nobody owns it; whoever wants to add to the
// pool transfers to it.

import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import type { Ports } from '../../outbox/ports.ts';
import { currencyDefault } from '../wallets/open-wallet.ts';
import { openWallet } from '../wallets/store.ts';

export function openEscrow(sql: Sql, ports: Ports, tournamentId: Id<'tournament'>): Promise<Id<'wallet'>> {
  const wallet = {
    id: ports.newId('wallet'),
    kind: 'escrow' as const,
    ownerId: tournamentId,
    currency: currencyDefault,
  };
  return openWallet(sql, wallet, ports.clock());
}
