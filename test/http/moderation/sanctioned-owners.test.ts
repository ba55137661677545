// An owner under a sanction moves and holds no coins.

import { beforeAll, expect, it } from 'vitest';
import { post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aFinanceUser, anOwner, coinsOf, hold, newKey, type Owner, transfer } from '../../support/ledger/ledger.ts';
import { ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const facts = { reasonCode: 'match_fixing', endsAt: '2030-01-01T00:00:00.000Z' };
let sanctioned: Owner;
let free: Owner;

beforeAll(async () => {
  [sanctioned, free] = [await anOwner(50), await anOwner(50)];
  await database.sql`INSERT INTO sanction_record (id, player_id, kind, reason_code, statement, starts_at, ends_at, imposed_by, created_at, needs_confirmation)
    VALUES (${`san_${'0'.repeat(26)}`}, ${sanctioned.id}, 'mute', ${facts.reasonCode}, 'Muted', now(), ${facts.endsAt}, ${free.id}, now(), false)`;
});

it('an owner under a sanction is refused transfers and holds, with the facts of the sanction', async () => {
  for (const act of [transfer, hold])
    expect(ok(await act(sanctioned, free, 5), 403)).toMatchObject({ code: 'sanctioned', facts });
  expect(await coinsOf(sanctioned)).toEqual([50, 50]);
});

it('an owner under a sanction without an end is refused, too', async () => {
  const owner = await anOwner(5);
  await database.sql`INSERT INTO sanction_record (id, player_id, kind, reason_code, statement, starts_at, imposed_by, created_at, needs_confirmation)
    VALUES (${`san_${'1'.repeat(26)}`}, ${owner.id}, 'mute', 'fraud', 'Muted', now(), ${free.id}, now(), false)`;
  for (const act of [transfer, hold])
    expect(ok(await act(owner, free, 5), 403)).toMatchObject({ facts: { endsAt: null } });
});

it('the sanction is named before what is wrong with the wallets', async () => {
  for (const act of [transfer, hold]) {
    expect(ok(await act({ ...sanctioned, walletId: free.walletId }, sanctioned, 5), 403).code).toBe('sanctioned');
    expect(ok(await act(sanctioned, free, 5000), 403).code).toBe('sanctioned');
  }
});

it('a transfer from before the sanction is answered again to its key', async () => {
  const key = newKey();
  const first = ok(await transfer(free, sanctioned, 5, key), 201);
  expect(ok(await transfer(free, sanctioned, 5, key), 201)).toEqual(first);
});

it('others pay to that owner, and finance still moves the coins', async () => {
  ok(await transfer(free, sanctioned, 5), 201);
  ok(await hold(free, sanctioned, 5), 201);
  const movements = [{ fromWalletId: sanctioned.walletId, toWalletId: free.walletId, amountCoins: 7 }];
  ok(
    await post('/v1/batches', { as: await aFinanceUser(), body: { movements, note: 'repaid' }, headers: newKey() }),
    201,
  );
  expect(await coinsOf(sanctioned)).toEqual([53, 53]);
});
