// Use case, part of every ledger act: run it and map the database's answer to an outcome or a refusal. If coins are short, due holds are
// expired and the act runs once more.

import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { brokenConstraint } from '../../db/constraint.ts';
import { run } from '../../db/transaction.ts';
import type { Ports } from '../../outbox/ports.ts';
import { expireHolds } from '../holds/expire-holds.ts';
import { addRefusalFacts } from './add-refusal-facts.ts';
import type { ActRow } from './ledger.ts';
import type { TransferRequest } from './transfer.ts';

type Movement = Pick<TransferRequest, 'fromWalletId' | 'toWalletId' | 'amount'>;

/** @throws DomainError when `act` or a constraint refuses, with facts on wallets and coins. */
export async function runLedgerAct<T>(ports: Ports, movements: readonly Movement[], act: () => Promise<T>): Promise<T> {
  const payers = movements.map(({ fromWalletId }) => fromWalletId);
  return runWithRetry(ports, payers, act).catch(async (error: unknown) => {
    throw await addRefusalFacts(ports, error, movements);
  });
}

async function runWithRetry<T>(ports: Ports, payers: readonly Id<'wallet'>[], act: () => Promise<T>): Promise<T> {
  return run(act).catch(async (error: unknown) => {
    const constraint = brokenConstraint(error);
    // A concurrent request used the same key for other wallets; the second run sees its result.
    const shouldRetry =
      constraint === 'idempotency_once_per_key' ||
      constraint === 'transaction_once_per_claim' ||
      (constraint === 'wallet_available_not_negative' && (await expireHolds(ports, payers)) > 0);
    if (!shouldRetry) return refuseForConstraint(error);
    return run(act).catch(refuseForConstraint);
  });
}

/** @throws DomainError for a broken ledger constraint, otherwise `error` itself. */
export function refuseForConstraint(error: unknown): never {
  switch (brokenConstraint(error)) {
    case 'wallet_available_not_negative':
      throw refuse('insufficient_funds');
    case 'wallet_frozen':
      throw refuse('wallet_frozen');
    case 'transaction_wallet_exists':
      throw refuse('wallet_not_found');
    case 'transfer_one_currency':
      throw refuse('invalid_request', { field: 'toWalletId', reason: 'has another currency' });
    case 'wallet_balance_exact_in_json':
      throw refuse('invalid_amount', { field: 'amountCoins', reason: 'a balance would exceed 9007199254740991 coins' });
    case 'transaction_once_per_reference':
    case 'hold_once_per_reference':
      throw refuse('state_conflict', { reference: 'already used' });
    case 'transaction_reversed_once':
      throw refuse('state_conflict', { transfer: 'already reversed' });
    case 'transfer_reserved':
      throw refuse('invalid_request', {
        field: 'reference',
        reason: 'this reason or reference is reserved',
      });
    case 'reversal_mirrors_transfer':
      throw refuse('state_conflict', { transfer: 'a reversal must mirror its transfer' });
    case 'wallet_owner':
      throw refuseNotOwner();
    case 'idempotency_mismatch':
      throw refuse('idempotency_mismatch');
    case 'idempotency_in_flight':
    case 'idempotency_once_per_key':
    case 'transaction_once_per_claim':
      throw refuse('idempotency_in_flight');
    default:
      throw error;
  }
}

/** @throws DomainError unless the act was done, now or by an earlier request with the same key. */
export function refuseForVerdict({ verdict }: Pick<ActRow, 'verdict'>): void {
  switch (verdict) {
    case 'done':
    case 'repeated':
      return;
    case 'other_currency':
      throw refuse('invalid_request', { field: 'toWalletId', reason: 'has another currency' });
    case 'forbidden':
      throw refuseNotOwner();
    case 'hold_not_found':
      throw refuse('not_found', { kind: 'hold' });
    case 'invalid_amount':
      throw refuse('invalid_amount', { field: 'amountCoins', reason: 'above the hold' });
    default:
      throw refuse(verdict);
  }
}

const refuseNotOwner = () => refuse('forbidden', { needs: 'owner of the wallet' });
