// The only query that posts transfers: it inserts into the view economy_transfer, whose trigger writes the legs (ledger.sql).

import { type AuditRow, withAudit } from '../../audit/append.ts';
import type { Id } from '../../core/id.ts';
import type { Fragment, Sql } from '../../db/client.ts';
import { type Act, type TransferRow, toTransfer } from './ledger.ts';
import { isPlayer, type Payee, type Transfer, type TransferRequest } from './transfer.ts';

export interface Movement extends TransferRequest {
  readonly id: Id<'transfer'>;
  readonly legIds: readonly [from: Id<'transaction'>, to: Id<'transaction'>];
}

/** One round trip; posts all or none. A repeated key returns the earlier transfers. The audit row is written only for new ones. */
export async function postMovements(
  sql: Sql,
  act: Act,
  movements: readonly Movement[],
  audit: AuditRow | null = null,
): Promise<Transfer[]> {
  const [first] = movements;
  const source =
    first !== undefined && movements.length === 1 ? valuesOf(sql, act, first) : rowsOf(sql, act, movements);
  const call: Fragment = sql`
    INSERT INTO economy_transfer (id, from_leg_id, to_leg_id, from_wallet_id, to_wallet_id, amount, reason, reference, reverses,
      actor_id, from_owner_id, claim, fingerprint) ${source}
    RETURNING id, to_wallet_id, amount, from_balance_after, to_balance_after, created_at`;
  const isNew: Fragment = sql`id = ${audit?.refId ?? null}`;
  const rows = await withAudit(sql, call, audit, isNew, detailsOf(sql, movements));
  return (rows as unknown as Posted[]).map((row, index) => {
    const { fromWalletId, reason } = movements[index] as Movement;
    return toTransfer({ ...row, from_wallet_id: fromWalletId, reason });
  });
}

/** The columns that the database computes. */
type Posted = Omit<TransferRow, 'from_wallet_id' | 'reason'>;

/** Writes the details of the transfers that were posted now. null where nothing is said of any. */
function detailsOf(sql: Sql, movements: readonly Movement[]): Fragment | null {
  const rows = movements.flatMap(({ id, detail }) => (detail == null ? [] : [{ id, ...detail }]));
  if (rows.length === 0) return null;
  return sql`
    INSERT INTO economy_transfer_detail (transfer_id, memo, occurred_at, metadata)
    SELECT d.id, d.memo, d."occurredAt", d.metadata
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) AS d (id text, memo text, "occurredAt" timestamptz, metadata jsonb)
    JOIN act ON act.id = d.id`;
}

function valuesOf(sql: Sql, { actorId, ownerId, claim }: Act, movement: Movement): Fragment {
  const { id, legIds, fromWalletId, toWalletId, amount, isUpTo, reason, reference, reverses } = movement;
  const payee = payeeOf(sql, toWalletId);
  const moved = isUpTo ? sql`ledger_amount_up_to(${fromWalletId}, ${payee}, ${amount})` : amount;
  return sql`VALUES (${id}, ${legIds[0]}, ${legIds[1]}, ${fromWalletId}, ${payee}, ${moved}, ${reason}, ${reference ?? null},
    ${reverses ?? null}, ${actorId}, ${ownerId}, ${claim === null ? null : claimOf(claim, 0)}, ${claim?.fingerprint ?? null})`;
}

/** A player's wallet is looked up by the statement itself. */
function payeeOf(sql: Sql, payee: Payee): Fragment | Id<'wallet'> {
  return isPlayer(payee) ? sql`ledger_wallet_of(${payee})` : payee;
}

/** Queues for all wallets, then locks them, both in id order, before the first posting. */
function rowsOf(sql: Sql, { actorId, ownerId, claim }: Act, movements: readonly Movement[]): Fragment {
  const wallets = [...new Set(movements.flatMap(({ fromWalletId, toWalletId }) => [fromWalletId, toWalletId]))].sort();
  const rows = movements.map(({ legIds: [from, to], amount, detail: _, ...movement }, index) => {
    return { ...movement, from, to, amount: String(amount), claim: claim === null ? null : claimOf(claim, index) };
  });
  return sql`
    SELECT m.id, m."from", m."to", m."fromWalletId", m."toWalletId",
      CASE WHEN m."isUpTo" THEN ledger_amount_up_to(m."fromWalletId", m."toWalletId", m.amount) ELSE m.amount END, m.reason, m.reference, m.reverses, ${actorId}, ${ownerId},
      m.claim, ${claim?.fingerprint ?? null}
    FROM (SELECT count(*) FROM string_to_table(${wallets.join(',')}, ',') AS id WHERE ledger_queue(id)) queued,
      LATERAL (SELECT count(*) FROM (SELECT FROM economy_wallet WHERE id = ANY (string_to_array(${wallets.join(',')}, ',')) AND queued.count > 0
        ORDER BY id FOR NO KEY UPDATE) w) locked,
      jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) AS m (id text, "from" text, "to" text, "fromWalletId" text, "toWalletId" text,
        amount bigint, "isUpTo" boolean, reason text, reference text, reverses text, claim text)`;
}

/** The claim of the movement at `index`. Scopes and keys contain no line break. */
function claimOf({ scope, key }: { readonly scope: string; readonly key: string }, index: number): string {
  return index === 0 ? `${scope}\n${key}` : `${scope}\n${key}\n${index}`;
}
