// Queries on entry fees. The database knows what each registration has paid (drizzle/0023_ledger_fees.sql).

import type { Id } from '../core/id.ts';
import type { Coins } from '../core/money.ts';
import type { Sql } from '../db/client.ts';
import type { Act, ActRow } from './ledger.ts';

export interface FeeMovement {
  readonly registrationId: Id<'registration'>;
  readonly transferId: Id<'transfer'>;
  readonly legIds: readonly [from: Id<'transaction'>, to: Id<'transaction'>];
}

export interface ReturnedFee {
  readonly registrationId: Id<'registration'>;
  /** `frozen`: a frozen wallet stands in the way, and the fee is still owed. */
  readonly done: 'released' | 'refunded' | 'frozen';
  readonly coins: Coins;
}

/** One call. A registration that is owed nothing has no row. */
export async function giveBackFees(
  sql: Sql,
  { actorId, now }: Pick<Act, 'actorId' | 'now'>,
  movements: readonly FeeMovement[],
): Promise<ReturnedFee[]> {
  const list = (of: (movement: FeeMovement) => string) => movements.map(of).join(',');
  return sql<ReturnedFee[]>`
    SELECT registration AS "registrationId", done, coins FROM ledger_return_fees(${actorId}, ${now}::timestamptz,
      string_to_array(${list((m) => m.registrationId)}, ','), string_to_array(${list((m) => m.transferId)}, ','),
      string_to_array(${list((m) => m.legIds[0])}, ','), string_to_array(${list((m) => m.legIds[1])}, ','))`;
}

/** null where no fee is held. */
export async function captureHeldFee(
  sql: Sql,
  { actorId, now }: Pick<Act, 'actorId' | 'now'>,
  { registrationId, transferId, legIds }: FeeMovement,
): Promise<ActRow | null> {
  const rows = await sql<ActRow[]>`
    SELECT act.verdict, act.outcome FROM economy_hold h CROSS JOIN LATERAL ledger_resolve_hold(${actorId}, NULL, NULL, NULL, NULL,
      ${now}::timestamptz, h.id, 'captured', NULL, ${transferId}, ${legIds[0]}, ${legIds[1]}) AS act
    WHERE h.reference = 'entry_fee:' || ${registrationId}::text`;
  return rows[0] ?? null;
}
