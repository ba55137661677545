// Use case: post transfers between wallets, all or none, once per Idempotency-Key.

import type { AuditRow } from '../../audit/append.ts';
import type { Actor } from '../../core/actor.ts';
import { invariant } from '../../core/errors.ts';
import type { Instant } from '../../core/instant.ts';
import type { Ports } from '../../outbox/ports.ts';
import { type Movement, postMovements } from './posting-store.ts';
import { runLedgerAct } from './run-ledger-act.ts';
import { refusalFor, type Transfer, type TransferRequest } from './transfer.ts';

export interface PostingInput {
  readonly movements: readonly TransferRequest[];
  /** `owner`: the actor must own the paying wallets. `finance`: the route has checked the role. */
  readonly by: 'owner' | 'finance';
  /** Reason of a privileged act, for the audit trail. */
  readonly note?: string | undefined;
}

/**
 * @throws DomainError invalid_amount, same_wallet, wallet_not_found, forbidden, wallet_frozen, insufficient_funds,
 * state_conflict (reference already used), idempotency_mismatch, idempotency_in_flight.
 */
export async function postTransfers(ports: Ports, actor: Actor, input: PostingInput): Promise<readonly Transfer[]> {
  for (const [index, movement] of input.movements.entries()) {
    const field = movement.isUpTo ? 'upToCoins' : 'amountCoins';
    const refusal = refusalFor(movement, input.movements.length > 1 ? `movements.${index}.${field}` : field);
    if (refusal !== null) throw refusal;
  }
  const movements = input.movements.map((movement) => toMovement(ports, movement));
  const now = ports.clock();
  const ownerId = input.by === 'owner' ? actor.playerId : null;
  const act = { actorId: actor.playerId, ownerId, claim: ports.claim, now };
  const transfers = await runLedgerAct(ports, movements, () =>
    postMovements(ports.db.sql, act, movements, auditOf(ports, actor, input, movements, now)),
  );
  // A repeated key returns the earlier transfers, which have other ids.
  if (transfers[0]?.id !== movements[0]?.id) ports.claim?.markReplayed();
  return transfers;
}

/** Posts one transfer. @throws as `postTransfers`. */
export async function postTransfer(
  ports: Ports,
  actor: Actor,
  movement: TransferRequest,
  how: Omit<PostingInput, 'movements'>,
): Promise<Transfer> {
  const [transfer] = await postTransfers(ports, actor, { ...how, movements: [movement] });
  invariant(transfer !== undefined, 'a posted movement has a transfer');
  return transfer;
}

function toMovement(ports: Ports, request: TransferRequest): Movement {
  return { ...request, id: ports.newId('transfer'), legIds: [ports.newId('transaction'), ports.newId('transaction')] };
}

/** The audit row refers to the first transfer. */
function auditOf(
  ports: Ports,
  actor: Actor,
  { note }: PostingInput,
  movements: readonly Movement[],
  now: Instant,
): AuditRow | null {
  const [first] = movements;
  if (note === undefined || first === undefined) return null;
  const event = first.reverses == null ? 'economy.posted' : 'economy.reversed';
  const coins = Number(movements.reduce((sum, { amount }) => sum + amount, 0n));
  return {
    id: ports.newId('audit'),
    event,
    actorId: actor.playerId,
    refId: first.id,
    meta: {
      note,
      reason: first.reason,
      // The transfer says what was moved.
      ...(movements.some(({ isUpTo }) => isUpTo) ? { upToCoins: coins } : { amountCoins: coins }),
      movements: movements.length,
    },
    createdAt: now,
  };
}
