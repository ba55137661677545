// Use case: a partner credits coins that it has sold, once per reference, whatever Idempotency-Key the request has. A repetition gets the
// receipt as it is now.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import { sha256Hex } from '../../core/hex.ts';
import type { Id } from '../../core/id.ts';
import { coinsToJson } from '../../core/money.ts';
import type { Ports } from '../../outbox/ports.ts';
import { toRefusal } from '../ledger/refusal.ts';
import { runLedgerAct } from '../ledger/run-ledger-act.ts';
import { refusalFor } from '../ledger/transfer.ts';
import { treasuryWalletId } from '../wallets/wallet.ts';
import { contentOf, isAhead, issuerOf, type Receipt, type Sale } from './receipt.ts';
import { findReceipt, postReceipt as post } from './receipt-store.ts';

/** @throws DomainError invalid_amount, invalid_request, reference_conflict, sanctioned, wallet_not_found, wallet_frozen, wallet_closed. */
export async function postReceipt(ports: Ports, actor: Actor, sale: Sale): Promise<Receipt> {
  const movement = {
    ...{ fromWalletId: treasuryWalletId, toWalletId: sale.playerId },
    ...{ amount: sale.amount, reason: 'purchase' as const },
  };
  const refusal = refusalFor(movement);
  if (refusal !== null) throw refusal;
  const now = ports.clock();
  if (isAhead(sale.occurredAt, now))
    throw refuse('invalid_request', { field: 'occurredAt', reason: 'is in the future' });
  const issuer = issuerOf(actor);
  const receipt = {
    ...{ ...sale, id: ports.newId('transfer'), issuer, content: await sha256Hex(contentOf(sale)) },
    legIds: [ports.newId('transaction'), ports.newId('transaction')] as const,
  };
  const audit = {
    ...({
      id: ports.newId('audit'),
      event: 'economy.receipt_posted',
      actorId: actor.playerId,
      refId: receipt.id,
    } as const),
    ...{ meta: { issuer, reference: sale.reference, amountCoins: coinsToJson(sale.amount) }, createdAt: now },
  };
  const act = { actorId: actor.playerId, ownerId: null, claim: ports.claim, now };
  const { verdict, outcome } = await runLedgerAct(ports, [movement], async () => {
    const row = await post(ports.db.sql, act, receipt, audit);
    // Why a player may not buy is told to the player, not to who sells.
    if (row.verdict === 'sanctioned') throw refuse('sanctioned', { playerId: sale.playerId });
    if (row.verdict !== 'done' && row.verdict !== 'repeated') throw toRefusal(row.verdict, null);
    return row;
  });
  if (verdict === 'repeated') ports.claim?.markReplayed();
  const posted = await findReceipt(ports.db, outcome as Id<'transfer'>);
  invariant(posted !== null, 'a posted receipt exists');
  return posted;
}
