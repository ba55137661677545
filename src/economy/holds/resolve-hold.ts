// Use case: the payee, or finance, captures a hold in full or in part, or releases it. A hold is resolved once.

import type { AuditRow } from '../../audit/append.ts';
import { type Actor, hasRole } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { type Coins, coinsToJson, isPostable } from '../../core/money.ts';
import type { Ports } from '../../outbox/ports.ts';
import { type KeyClaim, type TransferRow, toTransfer } from '../ledger/ledger.ts';
import type { Posted } from '../ledger/post-transfers.ts';
import { refuseForVerdict, runLedgerAct } from '../ledger/run-ledger-act.ts';
import { resolveHold as resolve } from './hold-store.ts';

export interface ResolveInput {
  readonly holdId: Id<'hold'>;
  readonly state: 'captured' | 'released';
  /** To capture; null for the full amount. */
  readonly amount: Coins | null;
  readonly claim: KeyClaim;
}

/**
 * @returns the transfer of a capture; none for a release.
 * @throws DomainError not_found, forbidden, hold_expired, hold_closed, invalid_amount (above the hold), wallet_frozen.
 */
export async function resolveHold(ports: Ports, actor: Actor, input: ResolveInput): Promise<Posted> {
  const { claim, ...request } = input;
  if (request.amount !== null && !isPostable(request.amount))
    throw refuse('invalid_amount', { field: 'amountCoins', reason: 'a whole number of coins above zero' });
  const ownerId = hasRole(actor, 'finance') ? null : actor.playerId;
  const act = { actorId: actor.playerId, ownerId, claim, now: ports.clock() };
  const legIds = [ports.newId('transaction'), ports.newId('transaction')] as const;
  const resolution = { ...request, transferId: ports.newId('transfer'), legIds };
  const audit = ownerId === null ? auditOf(ports, actor, input) : null;
  const row = await runLedgerAct(ports, [], () => resolve(ports.db.sql, act, resolution, audit));
  refuseForVerdict(row);
  const transfer: TransferRow | null = JSON.parse(row.outcome);
  return { transfers: transfer === null ? [] : [toTransfer(transfer)], isReplayed: row.verdict === 'repeated' };
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
