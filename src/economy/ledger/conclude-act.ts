// Use case, part of every act on the ledger: what the database said of it, as an outcome or as a refusal. Coins of holds that have
// run out are given back before anybody is told that there are too few.

import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { brokenConstraint } from '../../db/constraint.ts';
import { run } from '../../db/transaction.ts';
import type { Ports } from '../../outbox/ports.ts';
import { expireHolds } from '../holds/expire-holds.ts';
import type { ActRow } from './ledger.ts';
import { nameRefusal } from './name-refusal.ts';
import type { TransferRequest } from './transfer.ts';

type Movement = Pick<TransferRequest, 'fromWalletId' | 'toWalletId' | 'amount'>;

/** @throws DomainError where `act` or a constraint refused it, with the wallets and coins it is about. */
export async function concludeAct<T>(ports: Ports, movements: readonly Movement[], act: () => Promise<T>): Promise<T> {
  const payers = movements.map(({ fromWalletId }) => fromWalletId);
  return repeatOnce(ports, payers, act).catch(async (error: unknown) => {
    throw await nameRefusal(ports, error, movements);
  });
}

async function repeatOnce<T>(ports: Ports, payers: readonly Id<'wallet'>[], act: () => Promise<T>): Promise<T> {
  return run(act).catch(async (error: unknown) => {
    const constraint = brokenConstraint(error);
    // The same key at once, for other wallets: the second sees what the first one did.
    const isWorthRepeating =
      constraint === 'idempotency_once_per_key' ||
      constraint === 'transaction_once_per_claim' ||
      (constraint === 'wallet_available_not_negative' && (await expireHolds(ports, payers)) > 0);
    if (!isWorthRepeating) return refuseForConstraint(error);
    return run(act).catch(refuseForConstraint);
  });
}

/** @throws DomainError for what a constraint of the ledger refused. */
export function refuseForConstraint(error: unknown): never {
  switch (brokenConstraint(error)) {
    case 'wallet_available_not_negative':
      throw refuse('insufficient_funds');
    case 'wallet_frozen':
      throw refuse('wallet_frozen');
    case 'transaction_wallet_exists':
      throw refuse('wallet_not_found');
    case 'transfer_one_currency':
      throw refuse('invalid_request', { field: 'toWalletId', reason: 'of another currency' });
    case 'wallet_balance_exact_in_json':
      throw refuse('invalid_amount', { field: 'amountCoins', reason: 'a balance would exceed 9007199254740991 coins' });
    case 'transaction_once_per_reference':
    case 'hold_once_per_reference':
      throw refuse('state_conflict', { reference: 'used already' });
    case 'transaction_reversed_once':
      throw refuse('state_conflict', { transfer: 'reversed already' });
    case 'transfer_reserved':
      throw refuse('invalid_request', {
        field: 'reference',
        reason: 'this reason or reference is for Laurel’s own acts',
      });
    case 'reversal_mirrors_transfer':
      throw refuse('state_conflict', { transfer: 'cannot be reversed like this' });
    case 'wallet_owner':
      throw refuseStranger();
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

/** @throws DomainError unless it was done, now or by an earlier request with the same key. */
export function refuseForVerdict({ verdict }: Pick<ActRow, 'verdict'>): void {
  switch (verdict) {
    case 'done':
    case 'repeated':
      return;
    case 'other_currency':
      throw refuse('invalid_request', { field: 'toWalletId', reason: 'of another currency' });
    case 'forbidden':
      throw refuseStranger();
    case 'hold_not_found':
      throw refuse('not_found', { kind: 'hold' });
    case 'invalid_amount':
      throw refuse('invalid_amount', { field: 'amountCoins', reason: 'above the hold' });
    default:
      throw refuse(verdict);
  }
}

const refuseStranger = () => refuse('forbidden', { needs: 'owner of the wallet' });
