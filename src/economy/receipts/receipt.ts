// A receipt: a credit of coins that a partner has sold, under the partner's own reference. Laurel takes no money: it knows what the partner
// says was paid, and posts the coins. What was said is not judged, except that it was not said before with another content.

import type { Actor } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import { addSeconds, type Instant, toInstant } from '../../core/instant.ts';
import type { Coins } from '../../core/money.ts';
import type { TransferDetail } from '../ledger/transfer.ts';

/** `reversed`: the partner has given the money back, and Laurel has taken the coins back. */
export const receiptStates = ['posted', 'reversed'] as const;
export type ReceiptState = (typeof receiptStates)[number];

export interface Receipt extends TransferDetail {
  /** Of the transfer from the treasury. */
  readonly id: Id<'transfer'>;
  readonly issuer: string;
  /** Unique for its issuer. */
  readonly reference: string;
  readonly playerId: Id<'player'>;
  readonly walletId: Id<'wallet'>;
  readonly amount: Coins;
  readonly createdAt: Instant;
  /** null: it stands. */
  readonly reversal: { readonly transferId: Id<'transfer'>; readonly createdAt: Instant } | null;
}

/** What the partner says. */
export interface Sale extends TransferDetail {
  readonly reference: string;
  readonly playerId: Id<'player'>;
  readonly amount: Coins;
}

type Caller = Pick<Actor, 'playerId' | 'apiKey'>;

/** Whose references the caller gives: those of the API key's issuer, otherwise one's own. */
export const issuerOf = ({ playerId, apiKey }: Caller): string => apiKey?.issuer ?? playerId;

/** The key of a partner names its issuer, and sees nothing of others. */
export const reachesIssuer = ({ apiKey }: Caller, issuer: string): boolean =>
  apiKey === undefined || apiKey.issuer === null || apiKey.issuer === issuer;

/** Sales of one content have the same text, whatever the order of their metadata. */
export function contentOf({ playerId, amount, memo, occurredAt, metadata }: Omit<Sale, 'reference'>): string {
  const facts = Object.entries(metadata ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([playerId, String(amount), memo, occurredAt, facts]);
}

/** `known` is the content under the same reference; null: it is new. The function ledger_post_receipt decides alike. */
export function judgeSale(known: string | null, content: string): 'done' | 'repeated' | 'receipt_once_per_reference' {
  if (known === null) return 'done';
  return known === content ? 'repeated' : 'receipt_once_per_reference';
}

/** Clocks of partners differ a little from ours. */
const aheadSecondsMax = 300;
export const isAhead = (occurredAt: Instant | null, now: Instant): boolean =>
  occurredAt !== null && occurredAt > addSeconds(now, aheadSecondsMax);

/** `yyyy-mm-dd`, in UTC. */
export const boundsOf = (day: string): { readonly from: Instant; readonly to: Instant } => {
  const from = toInstant(day);
  return { from, to: addSeconds(from, 86_400) };
};

/** The sale took place on an earlier day than its credit, so that a partner may have it on another day. */
export const isLate = (occurredAt: Instant | null, createdAt: Instant): boolean =>
  occurredAt !== null && occurredAt.slice(0, 10) < createdAt.slice(0, 10);
