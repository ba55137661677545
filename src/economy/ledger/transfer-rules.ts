// What a transfer is refused for, and in which order, when it breaks several rules. post_transfer (ledger.sql) decides the same; a property
// test compares both on generated states. First come rules of the request, then of its key, then of what exists, last of coins.

import type { Id } from '../../core/id.ts';
import { amountCoinsMax, type Coins } from '../../core/money.ts';
import type { WalletKind } from '../wallets/wallet.ts';
import type { LedgerRefusal } from './refusal.ts';
import {
  isPlayer,
  isReserved,
  type Payee,
  type TransferReason,
  type TransferRequest,
  type WalletTransfer,
} from './transfer.ts';

export interface WalletFacts {
  readonly kind: WalletKind;
  readonly ownerId: string;
  readonly currency: string;
  readonly balance: Coins;
  /** Of active holds, also of those that are due. */
  readonly held: Coins;
  /** The part of `held` that is due. */
  readonly due?: Coins;
  /** Only the treasury. */
  readonly allowsNegative: boolean;
  readonly isFrozen: boolean;
  /** A closed wallet is frozen too. */
  readonly isClosed: boolean;
}

/** What became of the Idempotency-Key: unused, in use by a running request, or the fingerprint of the request that used it. */
export type KeyFacts = 'free' | 'running' | { readonly fingerprint: string };

export interface PostedTransfer extends Pick<WalletTransfer, 'fromWalletId' | 'toWalletId' | 'amount' | 'reason'> {
  readonly isReversed: boolean;
}

export interface LedgerFacts {
  readonly wallets: ReadonlyMap<Id<'wallet'>, WalletFacts>;
  readonly transfers: ReadonlyMap<Id<'transfer'>, PostedTransfer>;
  /** References that have moved coins. */
  readonly references: ReadonlySet<string>;
  readonly key: KeyFacts;
  /** Whether a sanction keeps the owner from moving coins. */
  readonly isOwnerSanctioned: boolean;
}

export interface Poster {
  /** If set, this player must own the paying wallet. null for finance and for Laurel itself. */
  readonly ownerId: Id<'player'> | null;
  readonly fingerprint: string;
}

/** @returns null if it is posted; `repeated` if an earlier request with the same key and body was. */
export function judgeTransfer(
  before: LedgerFacts,
  poster: Poster,
  request: TransferRequest,
): LedgerRefusal | 'repeated' | null {
  const { fromWalletId, toWalletId, reason, reference = null, reverses = null } = request;
  const facts = expireFor(request, before);
  const amount = amountMoved(facts, request);
  const payeeId = walletIdOf(facts, toWalletId);
  if (amount <= 0n || fromWalletId === payeeId) return 'transfer_moves_coins';
  if (isOwnReason(reason, reverses) || (reference !== null && isReserved(reference))) return 'transfer_reserved';
  if (facts.key === 'running') return 'idempotency_in_flight';
  const reversed = reverses === null ? null : (facts.transfers.get(reverses) ?? 'unknown');
  if (reversed !== null && !isMirror(request, reversed)) return 'reversal_mirrors_transfer';
  const earlier = judgeKey(facts.key, poster.fingerprint);
  if (earlier !== null) return earlier;
  if (reversed !== null && reversed !== 'unknown' && reversed.isReversed) return 'transaction_reversed_once';
  const [payer, payee] = [facts.wallets.get(fromWalletId), facts.wallets.get(payeeId as Id<'wallet'>)];
  const refusal = judgeWallets(facts, poster, [payer, payee], payer);
  if (refusal !== null) return refusal;
  if (reference !== null && facts.references.has(reference)) return 'transaction_once_per_reference';
  return judgeCoins(payer as WalletFacts, payee as WalletFacts, amount);
}

/** What is moved: of a transfer up to an amount what the payer has available, at least one coin. */
export function amountMoved({ wallets }: Pick<LedgerFacts, 'wallets'>, request: TransferRequest): Coins {
  const { fromWalletId, amount, isUpTo = false } = request;
  const payer = wallets.get(fromWalletId);
  if (!isUpTo || amount < 1n || payer === undefined || payer.allowsNegative) return amount;
  const available = payer.balance - payer.held;
  if (available < 1n) return 1n;
  const surplus = available - amount;
  return surplus > 0n ? amount : available;
}

/** A transfer up to an amount first expires the due holds of its payer. */
function expireFor({ fromWalletId, isUpTo = false }: TransferRequest, facts: LedgerFacts): LedgerFacts {
  const payer = facts.wallets.get(fromWalletId);
  if (!isUpTo || payer?.due === undefined) return facts;
  const { due, ...rest } = payer;
  return { ...facts, wallets: new Map(facts.wallets).set(fromWalletId, { ...rest, held: rest.held - due }) };
}

/** A player has one wallet of coins. undefined: none. */
function walletIdOf({ wallets }: Pick<LedgerFacts, 'wallets'>, payee: Payee): Id<'wallet'> | undefined {
  if (!isPlayer(payee)) return payee;
  const isTheirs = ({ kind, ownerId, currency }: WalletFacts) =>
    kind === 'player' && ownerId === payee && currency === 'COIN';
  return [...wallets].find(([, wallet]) => isTheirs(wallet))?.[0];
}

/** Posts all or none, in this order: the first movement that is refused decides. */
export function judgeBatch(
  facts: LedgerFacts,
  poster: Poster,
  requests: readonly TransferRequest[],
): LedgerRefusal | 'repeated' | null {
  let before = facts;
  for (const request of requests) {
    const verdict = judgeTransfer(before, poster, request);
    if (verdict !== null) return verdict;
    before = afterTransfer(before, request);
  }
  return null;
}

/** A used key: the same request is answered again, another one is refused. */
export function judgeKey(key: KeyFacts, fingerprint: string): LedgerRefusal | 'repeated' | null {
  if (key === 'free') return null;
  if (key === 'running') return 'idempotency_in_flight';
  return key.fingerprint === fingerprint ? 'repeated' : 'idempotency_mismatch';
}

/** Rules on who may use which wallets. `owned` is the wallet that the actor must own, unless finance acts. */
export function judgeWallets(
  { isOwnerSanctioned }: Pick<LedgerFacts, 'isOwnerSanctioned'>,
  { ownerId }: Pick<Poster, 'ownerId'>,
  [payer, payee]: readonly [payer: WalletFacts | undefined, payee: WalletFacts | undefined],
  owned: WalletFacts | undefined,
): LedgerRefusal | null {
  if (ownerId !== null && isOwnerSanctioned) return 'sanctioned';
  if (payer === undefined || payee === undefined) return 'transaction_wallet_exists';
  if (ownerId !== null && owned?.ownerId !== ownerId) return 'wallet_owner';
  if (payer.isFrozen || payee.isFrozen) return payer.isClosed || payee.isClosed ? 'wallet_closed' : 'wallet_frozen';
  return payer.currency === payee.currency ? null : 'transfer_one_currency';
}

export function judgeCoins(payer: WalletFacts, payee: WalletFacts, amount: Coins): LedgerRefusal | null {
  if (!payer.allowsNegative && payer.balance - payer.held < amount) return 'wallet_available_not_negative';
  const isExact = amount - payer.balance <= amountCoinsMax && payee.balance + amount <= amountCoinsMax;
  return isExact ? null : 'wallet_balance_exact_in_json';
}

/** Reasons of Laurel's own acts. Finance may refund a fee only by reversing it. */
export function isOwnReason(reason: TransferReason, reverses: Id<'transfer'> | null): boolean {
  return reason === 'entry_fee' || reason === 'prize' || (reason === 'refund' && reverses === null);
}

/** The same coins go back between the same wallets; a refund reverses a fee, and nothing else does. */
function isMirror(request: TransferRequest, reversed: PostedTransfer | 'unknown'): boolean {
  if (reversed === 'unknown') return false;
  const isBack = request.fromWalletId === reversed.toWalletId && request.toWalletId === reversed.fromWalletId;
  const isRefund = request.reason === 'refund';
  return isBack && request.amount === reversed.amount && isRefund === (reversed.reason === 'entry_fee');
}

/** What the next movement of a batch sees. The key stays as it was: it belongs to the whole batch. */
function afterTransfer(before: LedgerFacts, request: TransferRequest): LedgerFacts {
  const facts = expireFor(request, before);
  const { fromWalletId, toWalletId, reference = null, reverses = null } = request;
  const amount = amountMoved(facts, request);
  const wallets = new Map(facts.wallets);
  for (const [id, change] of [
    [fromWalletId, -amount],
    [walletIdOf(facts, toWalletId) as Id<'wallet'>, amount],
  ] as const) {
    const wallet = wallets.get(id) as WalletFacts;
    wallets.set(id, { ...wallet, balance: wallet.balance + change });
  }
  const reversed = reverses === null ? undefined : facts.transfers.get(reverses);
  const transfers =
    reverses === null || reversed === undefined
      ? facts.transfers
      : new Map(facts.transfers).set(reverses, { ...reversed, isReversed: true });
  const references = reference === null ? facts.references : new Set(facts.references).add(reference);
  return { ...facts, wallets, transfers, references };
}
