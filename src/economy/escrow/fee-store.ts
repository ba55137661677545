// Queries on entry fees. Database functions read what each registration has paid (escrow.sql).

import type { Id } from '../../core/id.ts';
import type { Coins } from '../../core/money.ts';
import type { Sql } from '../../db/client.ts';
import type { Act } from '../ledger/ledger.ts';

export interface FeeMovement {
  readonly registrationId: Id<'registration'>;
  readonly transferId: Id<'transfer'>;
  readonly legIds: readonly [from: Id<'transaction'>, to: Id<'transaction'>];
}

export interface ReturnedFee {
  readonly registrationId: Id<'registration'>;
  /** `owed`: it could not be paid now and will be paid later. */
  readonly done: 'released' | 'refunded' | 'owed';
  readonly coins: Coins;
  /** Set when owed: `wallet_frozen`, `escrow_short`, or the constraint that refused it. */
  readonly cause: string | null;
}

/** One call. Registrations without a fee have no row in the result. */
export async function postFeeReturns(
  sql: Sql,
  { actorId, now }: Pick<Act, 'actorId' | 'now'>,
  movements: readonly FeeMovement[],
): Promise<ReturnedFee[]> {
  const list = (of: (movement: FeeMovement) => string) => movements.map(of).join(',');
  return sql<ReturnedFee[]>`
    SELECT registration AS "registrationId", done, coins, cause FROM ledger_return_fees(${actorId}, ${now}::timestamptz,
      string_to_array(${list((m) => m.registrationId)}, ','), string_to_array(${list((m) => m.transferId)}, ','),
      string_to_array(${list((m) => m.legIds[0])}, ','), string_to_array(${list((m) => m.legIds[1])}, ','))`;
}
