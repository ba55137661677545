// Deleting drafts: who may, what goes with them, and what cannot be deleted.

import { describe, expect, it } from 'vitest';
import { aPerson, get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { anOwner, newKey } from '../../support/ledger/ledger.ts';
import { aTournament, ok, type Stage } from '../../support/tournaments/tournament.ts';
import { auditOf, change, pathOf, read, remove } from '../../support/tournaments/tournament-change.ts';

useDatabase();

describe('a deleted draft', () => {
  it('does not exist for anybody, and its audit rows stay', async () => {
    const stage = await aTournament();
    expect((await remove(stage)).status).toBe(204);
    for (const as of [undefined, stage.organizer, await aPerson({ roles: ['admin'] })])
      expect((await get(pathOf(stage), { as })).status).toBe(404);
    expect((await remove(stage)).status).toBe(404);
    expect((await change(stage, { title: 'Back again' })).status).toBe(404);
    expect((await auditOf(stage)).map(({ event }: { event: string }) => event)).toEqual([
      'tournament.deleted',
      'tournament.created',
    ]);
    expect(ok(await get('/v1/tournaments?mine=true', { as: stage.organizer }), 200).items).toEqual([]);
  });

  it('leaves an escrow that takes no coins; one that has coins keeps its tournament', async () => {
    const rich = await anOwner(20);
    const pay = async (toWalletId: string) =>
      post('/v1/transfers', {
        as: rich,
        body: { fromWalletId: rich.walletId, toWalletId, amountCoins: 1 },
        headers: newKey(),
      });
    const escrowOf = async (stage: Stage) =>
      ok(await get(`${pathOf(stage)}/prizes`, { as: stage.organizer }), 200).escrowWalletId;
    const [empty, filled] = [await aTournament({ entryFeeCoins: 5 }), await aTournament({ entryFeeCoins: 5 })];
    const [emptyId, filledId] = [await escrowOf(empty), await escrowOf(filled)];
    expect((await remove(empty)).status).toBe(204);
    expect((await pay(emptyId)).body.code).toBe('wallet_frozen');
    ok(await pay(filledId), 201);
    expect((await remove(filled)).body).toMatchObject({
      ...{ code: 'state_conflict', facts: { escrowWalletId: filledId, escrowCoins: 1 } },
    });
    expect((await read(filled)).status).toBe(200);
    ok(await pay(filledId), 201);
  });

  it('of deletions, changes and payments at once leaves no coins behind', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [rich, stage] = [await anOwner(5), await aTournament({ entryFeeCoins: 5 })];
      const { escrowWalletId } = ok(await get(`${pathOf(stage)}/prizes`, { as: stage.organizer }), 200);
      const body = { fromWalletId: rich.walletId, toWalletId: escrowWalletId, amountCoins: 1 };
      const [paid, removed] = await Promise.all([
        post('/v1/transfers', { as: rich, body, headers: newKey() }),
        remove(stage),
        change(stage, { title: 'At once' }),
      ]);
      expect([paid.status, removed.status]).toEqual(paid.status === 201 ? [201, 409] : [409, 204]);
    }
  });
});
