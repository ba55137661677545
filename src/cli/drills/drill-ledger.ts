// The acts of a drill: coins posted by the application's role, with audit rows, and sealed as the cron seals them.

import { sealAudit } from '../../audit/chain/seal-audit.ts';
import type { Actor } from '../../core/actor.ts';
import { type Id, type IdKind, makeId } from '../../core/id.ts';
import { systemClock } from '../../core/instant.ts';
import type { Database } from '../../db/client.ts';
import { postTransfer } from '../../economy/ledger/post-transfers.ts';
import { openWallet } from '../../economy/wallets/store.ts';
import { treasuryWalletId } from '../../economy/wallets/wallet.ts';
import type { Ports } from '../../outbox/ports.ts';

const newId = <K extends IdKind>(kind: K): Id<K> =>
  makeId(kind, systemClock(), crypto.getRandomValues(new Uint8Array(10)));

export interface DrillLedger {
  /** Credits one coin to one of the wallets, `count` times. */
  post(count: number): Promise<void>;
  seal(): Promise<void>;
}

const walletCount = 10;

export async function openDrillLedger(db: Database): Promise<DrillLedger> {
  const ports: Ports = {
    ...{ db, newId, claim: null, clock: systemClock },
    randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
    publish: () => {},
  };
  const finance: Actor = { playerId: newId('player'), issuer: 'drill', name: null, roles: new Set(['finance']) };
  const wallets: Id<'wallet'>[] = [];
  while (wallets.length < walletCount) {
    const owner = { id: newId('wallet'), kind: 'player' as const, ownerId: newId('player'), currency: 'COIN' };
    wallets.push(await openWallet(db.sql, owner, systemClock()));
  }
  const postOne = (toWalletId: Id<'wallet'>) =>
    postTransfer(
      ports,
      finance,
      { fromWalletId: treasuryWalletId, toWalletId, amount: 1n, reason: 'manual_adjust' },
      { by: 'finance', note: 'drill' },
    );
  return {
    async post(count) {
      for (let posted = 0; posted < count; posted += 1) {
        await postOne(wallets[posted % walletCount] as Id<'wallet'>);
      }
    },
    async seal() {
      await sealAudit({ db, clock: systemClock });
    },
  };
}
