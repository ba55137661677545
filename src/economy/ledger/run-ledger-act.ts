// Use case, part of every ledger act: run it and map the database's answer to an outcome or a refusal. If coins are short, due holds are
// expired and the act runs once more.

import { DomainError, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { brokenConstraint, detailOf } from '../../db/constraint.ts';
import { run } from '../../db/transaction.ts';
import type { Ports } from '../../outbox/ports.ts';
import { expireHolds } from '../holds/expire-holds.ts';
import { treasuryWalletId } from '../wallets/wallet.ts';
import { addRefusalFacts } from './add-refusal-facts.ts';
import type { ActRow } from './ledger.ts';
import { isLedgerRefusal, toRefusal } from './refusal.ts';
import { isPlayer, type TransferRequest } from './transfer.ts';

type Movement = Pick<TransferRequest, 'fromWalletId' | 'toWalletId' | 'amount' | 'isUpTo'>;

/** @throws DomainError when `act` or a constraint refuses, with facts on wallets and coins. */
export async function runLedgerAct<T>(ports: Ports, movements: readonly Movement[], act: () => Promise<T>): Promise<T> {
  const payers = movements.map(({ fromWalletId }) => fromWalletId);
  if (ports.db.isJoined)
    return runInside(ports, payers, act).catch((error: unknown) => {
      throw nameOnlyOne(error, movements);
    });
  return runWithRetry(ports, payers, act).catch(async (error: unknown) => {
    throw await addRefusalFacts(ports, error, movements);
  });
}

/**
 * Within the transaction of an API key or a condition. What the database refuses ends that transaction: due holds are expired before, and
 * the refusal has no facts that would have to be read.
 */
async function runInside<T>(ports: Ports, payers: readonly Id<'wallet'>[], act: () => Promise<T>): Promise<T> {
  const own = payers.filter((id) => id !== treasuryWalletId);
  if (own.length > 0) await expireHolds(ports, own);
  return run(act).catch(refuseForConstraint);
}

/** Without reading: of one wallet beside the treasury it is known that it is the one. */
function nameOnlyOne(error: unknown, movements: readonly Movement[]): unknown {
  if (!(error instanceof DomainError) || error.code !== 'wallet_not_found') return error;
  const ids = movements.flatMap(({ fromWalletId, toWalletId }) => [fromWalletId, toWalletId]);
  const [one, ...more] = new Set(ids.filter((id) => id !== treasuryWalletId));
  if (one === undefined || more.length > 0) return error;
  return refuse(error.code, isPlayer(one) ? { players: [one] } : { wallets: [one] });
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

/** @throws DomainError for a rule of the ledger, otherwise `error` itself. */
export function refuseForConstraint(error: unknown): never {
  const name = brokenConstraint(error);
  throw isLedgerRefusal(name) ? toRefusal(name, detailOf(error)) : error;
}

/** @throws DomainError unless the act was done, now or by an earlier request with the same key. */
export function refuseForVerdict({
  verdict,
  outcome = null,
}: Pick<ActRow, 'verdict'> & { readonly outcome?: string | null }): void {
  if (verdict !== 'done' && verdict !== 'repeated') throw toRefusal(verdict, outcome);
}
