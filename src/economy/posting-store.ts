// The ledger's one way in for movements of coins.

import { invariant } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import { type AuditRow, type Fragment, withAudit } from '../db/append.ts';
import type { Sql } from '../db/client.ts';
import type { Act, ActRow } from './ledger.ts';
import type { TransferRequest } from './transfer.ts';

export interface Movement extends TransferRequest {
  readonly id: Id<'transfer'>;
  readonly legIds: readonly [from: Id<'transaction'>, to: Id<'transaction'>];
}

/** One round trip. A shortage breaks `wallet_available_not_negative`, and nothing has happened. */
export async function postMovements(
  sql: Sql,
  act: Act,
  movements: readonly Movement[],
  audit: AuditRow | null = null,
): Promise<ActRow> {
  // The lists go as text.
  invariant(!movements.some(({ reference }) => reference?.includes(',')), 'a reference has no comma');
  const { actorId, ownerId, claim, now } = act;
  const list = (of: (movement: Movement) => readonly [from: unknown, to: unknown]) => movements.flatMap(of).join(',');
  const both = (of: (movement: Movement) => string) => list((movement) => [of(movement), of(movement)] as const);
  const call: Fragment = sql`
    SELECT verdict, outcome FROM ledger_post(${actorId}, ${ownerId}, ${claim?.scope ?? null}, ${claim?.key ?? null},
      ${claim?.fingerprint ?? null}, ${now}::timestamptz, string_to_array(${list(({ legIds }) => legIds)}, ','),
      string_to_array(${both(({ id }) => id)}, ','),
      string_to_array(${list(({ fromWalletId, toWalletId }) => [fromWalletId, toWalletId])}, ','),
      string_to_array(${list(({ amount }) => [-amount, amount])}, ',')::bigint[], string_to_array(${both(({ reason }) => reason)}, ','),
      string_to_array(${both(({ reference }) => reference ?? '')}, ','), string_to_array(${both(({ reverses }) => reverses ?? '')}, ','))`;
  const rows = await withAudit(sql, call, audit);
  return rows[0] as unknown as ActRow;
}
