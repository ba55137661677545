// Two owners with coins, a transfer and entry fees, for tests that compare what stores return with shapes: docs/architecture.md#row-types

import type { Id } from '../../../src/core/id.ts';
import { systemClock } from '../../../src/core/instant.ts';
import { post } from '../isolate/api.ts';
import type { TestDatabase } from '../isolate/database.ts';
import { newId } from '../rules/row-check.ts';
import { aTournament, enter, move, ok } from '../tournaments/tournament.ts';
import { anOwner, type Owner, transfer } from './ledger.ts';

export const [page, now] = [{ after: null, limit: 20 }, systemClock()];

export const legIds = () => [newId('transaction'), newId('transaction')] as const;
export const walletOf = ({ walletId }: Owner) => walletId as Id<'wallet'>;
export const playerOf = ({ id: playerId }: Owner) => playerId as Id<'player'>;
export const actOf = (owner: Owner) => ({
  actorId: playerOf(owner),
  ownerId: playerOf(owner),
  claim: { scope: 'rows', key: crypto.randomUUID(), fingerprint: '' },
  now,
});

export async function rowEconomy(database: TestDatabase) {
  const [payer, payee] = [await anOwner(100), await anOwner(100)];
  ok(await transfer(payer, payee, 1), 201);
  const stage = await aTournament({
    entryFeeCoins: 20,
    requiresApproval: true,
    prizes: { kind: 'fixed', places: [5] },
  });
  await move(stage, 'published', 'registration_open');
  await enter(stage, [payer, payee]);
  const rows = await database.sql<{ id: Id<'registration'> }[]>`SELECT id FROM tournament_registration ORDER BY id`;
  const registrations = rows.map((row) => row.id);
  // The fee of the first is captured, that of the second stays held.
  ok(await post(`/v1/registrations/${registrations[0]}/approval`, { as: stage.organizer, body: {} }), 200);
  return { payer, payee, stage, registrations };
}
