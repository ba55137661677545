// Use case: the owner of a wallet, or finance, reserves coins for a payee.

import type { AuditRow } from '../../audit/append.ts';
import type { Actor } from '../../core/actor.ts';
import { invariant } from '../../core/errors.ts';
import { addSeconds } from '../../core/instant.ts';
import { coinsToJson } from '../../core/money.ts';
import type { Ports } from '../../outbox/ports.ts';
import { refuseForVerdict, runLedgerAct } from '../ledger/run-ledger-act.ts';
import { refusalFor, type WalletTransfer } from '../ledger/transfer.ts';
import { type Hold, holdSecondsDefault } from './hold.ts';
import { findHold, openHold as open } from './hold-store.ts';

export interface HoldInput extends WalletTransfer {
  readonly expiresInSeconds?: number | undefined;
  readonly by: 'owner' | 'finance';
}

/** @throws DomainError as posting does. */
export async function openHold(ports: Ports, actor: Actor, input: HoldInput): Promise<Hold> {
  const refusal = refusalFor(input);
  if (refusal !== null) throw refusal;
  const now = ports.clock();
  const hold: Hold = {
    id: ports.newId('hold'),
    walletId: input.fromWalletId,
    toWalletId: input.toWalletId,
    amount: input.amount,
    captured: 0n,
    state: 'active',
    reason: input.reason,
    createdAt: now,
    expiresAt: addSeconds(now, input.expiresInSeconds ?? holdSecondsDefault),
    resolvedAt: null,
  };
  const ownerId = input.by === 'owner' ? actor.playerId : null;
  const act = { actorId: actor.playerId, ownerId, claim: ports.claim, now };
  const audit = input.by === 'owner' ? null : auditOf(ports, actor, hold);
  const row = await runLedgerAct(ports, [input], async () => {
    const answer = await open(ports.db.sql, act, hold, input.reference ?? null, audit);
    refuseForVerdict(answer);
    return answer;
  });
  if (row.verdict === 'done') return hold;
  ports.claim?.markReplayed();
  // A repeated request gets the hold in its original state.
  const earlier = await findHold(ports.db, row.outcome as Hold['id']);
  invariant(earlier !== null, 'an opened hold exists');
  return { ...earlier, captured: 0n, state: 'active', resolvedAt: null };
}

function auditOf(ports: Ports, actor: Actor, hold: Hold): AuditRow {
  return {
    id: ports.newId('audit'),
    event: 'economy.held',
    actorId: actor.playerId,
    subjectId: hold.walletId,
    refId: hold.id,
    meta: { toWalletId: hold.toWalletId, amountCoins: coinsToJson(hold.amount) },
    createdAt: hold.createdAt,
  };
}
