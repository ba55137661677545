// Use cases: the payee, or finance, captures a hold in full or in part, or releases it. A hold is resolved once.

import type { AuditRow } from '../../audit/append.ts';
import { type Actor, hasRole } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { type Coins, coinsToJson, isPostable } from '../../core/money.ts';
import type { Ports } from '../../outbox/ports.ts';
import { type TransferRow, toTransfer } from '../ledger/ledger.ts';
import { refuseForVerdict, runLedgerAct } from '../ledger/run-ledger-act.ts';
import type { Transfer } from '../ledger/transfer.ts';
import { resolveHold as resolve } from './hold-store.ts';

interface ResolveInput {
  readonly holdId: Id<'hold'>;
  readonly state: 'captured' | 'released';
  /** To capture; null for the full amount. */
  readonly amount: Coins | null;
}

/**
 * Captures `amount`, or all of the hold if it is null. The rest is released.
 * @throws DomainError not_found, forbidden, hold_expired, hold_closed, invalid_amount (above the hold), wallet_frozen.
 */
export async function captureHold(
  ports: Ports,
  actor: Actor,
  holdId: Id<'hold'>,
  amount: Coins | null,
): Promise<Transfer> {
  if (amount !== null && !isPostable(amount))
    throw refuse('invalid_amount', { field: 'amountCoins', reason: 'a whole number of coins above zero' });
  const transfer = await resolveHold(ports, actor, { holdId, state: 'captured', amount });
  invariant(transfer !== null, 'a capture has a transfer');
  return transfer;
}

/** @throws DomainError not_found, forbidden, hold_expired, hold_closed. */
export async function releaseHold(ports: Ports, actor: Actor, holdId: Id<'hold'>): Promise<void> {
  await resolveHold(ports, actor, { holdId, state: 'released', amount: null });
}

/** @returns the transfer of a capture; null for a release. */
async function resolveHold(ports: Ports, actor: Actor, input: ResolveInput): Promise<Transfer | null> {
  const ownerId = hasRole(actor, 'finance') ? null : actor.playerId;
  const act = { actorId: actor.playerId, ownerId, claim: ports.claim, now: ports.clock() };
  const legIds = [ports.newId('transaction'), ports.newId('transaction')] as const;
  const resolution = { ...input, transferId: ports.newId('transfer'), legIds };
  const audit = ownerId === null ? auditOf(ports, actor, input) : null;
  const row = await runLedgerAct(ports, [], () => resolve(ports.db.sql, act, resolution, audit));
  refuseForVerdict(row);
  if (row.verdict === 'repeated') ports.claim?.markReplayed();
  const transfer: TransferRow | null = JSON.parse(row.outcome);
  return transfer === null ? null : toTransfer(transfer);
}

const events = { captured: 'economy.captured', released: 'economy.released' } as const;

function auditOf(ports: Ports, actor: Actor, { holdId, state, amount }: ResolveInput): AuditRow {
  return {
    id: ports.newId('audit'),
    event: events[state],
    actorId: actor.playerId,
    refId: holdId,
    meta: { amountCoins: amount === null ? null : coinsToJson(amount) },
    createdAt: ports.clock(),
  };
}
