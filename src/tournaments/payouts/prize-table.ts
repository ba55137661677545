// Query: the prizes of a tournament, paid and owed. Those of guests are owed until a player claims the entry.

import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import { type PrizeTable, showPrizes } from '../../economy/escrow/show-prizes.ts';
import { listWaitingPrizes } from '../guests/guest-store.ts';

export async function prizeTable(
  sql: Sql,
  id: Id<'tournament'>,
  ranked: Parameters<typeof showPrizes>[2],
): Promise<PrizeTable> {
  const { owed, paid, ...table } = await showPrizes(sql, id, ranked);
  const waiting = (await listWaitingPrizes({ sql }, id)).map(({ registrationId, amount }) => {
    return { registrationId, amount, cause: 'unclaimed', nextAttemptAt: null };
  });
  const isWaiting = new Set(waiting.map(({ registrationId }) => registrationId));
  const settled = paid.filter(({ registrationId }) => !isWaiting.has(registrationId));
  return { ...table, paid: settled, owed: [...owed, ...waiting] };
}
