// What an act on a hold is refused for, and in which order. The functions of holds.sql decide the same; a property test compares both on
// generated states.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Coins } from '../../core/money.ts';
import type { LedgerRefusal } from '../ledger/refusal.ts';
import { isReserved, type WalletTransfer } from '../ledger/transfer.ts';
import {
  isOwnReason,
  judgeCoins,
  judgeKey,
  judgeWallets,
  type LedgerFacts,
  type Poster,
  type WalletFacts,
} from '../ledger/transfer-rules.ts';
import { type Hold, stateAt } from './hold.ts';

/** `references`: those of holds. A hold and a transfer may have the same one, since a capture posts that of its hold. */
export type OpeningFacts = Omit<LedgerFacts, 'transfers'>;

export function judgeOpening(
  facts: OpeningFacts,
  poster: Poster,
  request: WalletTransfer,
): LedgerRefusal | 'repeated' | null {
  const { fromWalletId, toWalletId, amount, reason, reference = null } = request;
  if (amount <= 0n || fromWalletId === toWalletId) return 'transfer_moves_coins';
  if (isOwnReason(reason, null) || (reference !== null && isReserved(reference))) return 'transfer_reserved';
  const earlier = judgeKey(facts.key, poster.fingerprint);
  if (earlier !== null) return earlier;
  const [payer, payee] = [facts.wallets.get(fromWalletId), facts.wallets.get(toWalletId)];
  const refusal = judgeWallets(facts, poster, [payer, payee], payer);
  if (refusal !== null) return refusal;
  if (reference !== null && facts.references.has(reference)) return 'hold_once_per_reference';
  const { allowsNegative, balance, held } = payer as WalletFacts;
  return allowsNegative || balance - held >= amount ? null : 'wallet_available_not_negative';
}

type HoldFacts = Pick<Hold, 'walletId' | 'toWalletId' | 'amount' | 'state' | 'expiresAt'> & {
  readonly reference: string | null;
};

export interface ResolutionFacts extends Omit<LedgerFacts, 'transfers' | 'isOwnerSanctioned'> {
  readonly hold: HoldFacts | null;
  /** By the clock of the database. */
  readonly now: Instant;
}

export interface ResolutionRequest {
  readonly state: 'captured' | 'released';
  /** To capture; null for the full amount. */
  readonly amount: Coins | null;
}

/** A sanction does not keep a payee from resolving: it is about spending own coins. A release is possible also for frozen wallets. */
export function judgeResolution(
  facts: ResolutionFacts,
  { ownerId, fingerprint }: Poster,
  { state, amount }: ResolutionRequest,
): LedgerRefusal | 'repeated' | null {
  const { hold, key, now, references } = facts;
  if (hold === null) return 'hold_not_found';
  const earlier = judgeKey(key, fingerprint);
  if (earlier !== null) return earlier;
  const [payer, payee] = [facts.wallets.get(hold.walletId), facts.wallets.get(hold.toWalletId)];
  const refusal = judgeWallets({ isOwnerSanctioned: false }, { ownerId }, [payer, payee], payee);
  if (refusal === 'wallet_owner') return refusal;
  const current = stateAt(hold, now);
  if (current === 'expired') return 'hold_expired';
  if (current !== 'active') return 'hold_closed';
  if (state === 'captured' && refusal !== null) return refusal;
  const captured = amount ?? hold.amount;
  if (captured < 1n || captured > hold.amount) return 'hold_captured_within_amount';
  if (state === 'released') return null;
  if (hold.reference !== null && references.has(hold.reference)) return 'transaction_once_per_reference';
  const freed = { ...(payer as WalletFacts), held: (payer as WalletFacts).held - hold.amount };
  return judgeCoins(freed, payee as WalletFacts, captured);
}

/** The holds that a sweep expires: of the given wallets, or of all if there are none. Its clock is never ahead of the database's. */
export function dueHolds<H extends Pick<Hold, 'walletId' | 'state' | 'expiresAt'>>(
  holds: readonly H[],
  wallets: readonly Id<'wallet'>[],
  { now, given }: { readonly now: Instant; readonly given: Instant },
): H[] {
  const ends = given < now ? given : now;
  const isMeant = ({ walletId }: H) => wallets.length === 0 || wallets.includes(walletId);
  return holds.filter((hold) => hold.state === 'active' && stateAt(hold, ends) === 'expired' && isMeant(hold));
}
