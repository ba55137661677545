// What the ledger refuses, by the names that the database reports: of a constraint, or of a rule in ledger.sql and holds.sql. One table
// maps them to the refusals of the API.

import { type DomainError, type Facts, type RefusalCode, refuse } from '../../core/errors.ts';

const refusals = {
  transfer_moves_coins: ['invalid_amount', { field: 'amountCoins', reason: 'more than zero, between two wallets' }],
  transfer_reserved: ['invalid_request', { field: 'reference', reason: 'this reason or reference is reserved' }],
  reversal_mirrors_transfer: ['state_conflict', { transfer: 'a reversal must mirror its transfer' }],
  transaction_reversed_once: ['state_conflict', { transfer: 'already reversed' }],
  idempotency_mismatch: ['idempotency_mismatch'],
  idempotency_in_flight: ['idempotency_in_flight'],
  idempotency_once_per_key: ['idempotency_in_flight'],
  transaction_once_per_claim: ['idempotency_in_flight'],
  sanctioned: ['sanctioned'],
  transaction_wallet_exists: ['wallet_not_found'],
  wallet_owner: ['forbidden', { needs: 'owner of the paying wallet; for a hold its payee' }],
  wallet_frozen: ['wallet_frozen'],
  wallet_closed: ['wallet_closed'],
  wallet_closes_empty: ['state_conflict', { wallet: 'needs: of a player, no coins, no active holds' }],
  transfer_one_currency: ['invalid_request', { field: 'toWalletId', reason: 'has another currency' }],
  transaction_once_per_reference: ['state_conflict', { reference: 'already used' }],
  receipt_once_per_reference: [
    'reference_conflict',
    { field: 'reference', reason: 'stands for a sale with another content' },
  ],
  receipt_reversed_for_good: ['state_conflict', { transfer: 'the reversal of a receipt stands' }],
  hold_once_per_reference: ['state_conflict', { reference: 'already used' }],
  wallet_available_not_negative: ['insufficient_funds'],
  wallet_balance_exact_in_json: [
    'invalid_amount',
    { field: 'amountCoins', reason: 'a balance would exceed 9007199254740991 coins' },
  ],
  hold_not_found: ['not_found', { kind: 'hold' }],
  hold_expired: ['hold_expired'],
  hold_closed: ['hold_closed'],
  hold_captured_within_amount: [
    'invalid_amount',
    { field: 'amountCoins', reason: 'must be at most the amount of the hold' },
  ],
} as const satisfies Readonly<Record<string, readonly [code: RefusalCode, facts?: Facts]>>;

export type LedgerRefusal = keyof typeof refusals;

export function isLedgerRefusal(name: string | null): name is LedgerRefusal {
  return name !== null && Object.hasOwn(refusals, name);
}

/** `detail`: what the database says beside the name. For `sanctioned` it is the facts as JSON; otherwise it is not for readers. */
export function toRefusal(name: LedgerRefusal, detail: string | null): DomainError {
  if (name === 'sanctioned' && detail !== null) return refuse(name, JSON.parse(detail) as Facts);
  const [code, facts] = refusals[name];
  return refuse(code, facts);
}
