// Closed wallets: only empty ones are closed, nothing moves in or out, and only finance opens them again.

import { beforeAll, expect, it } from 'vitest';
import { get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import {
  aFinanceUser,
  anOwner,
  expectConsistentLedger,
  hold,
  newKey,
  type Owner,
  outcomeOf,
  setFrozen,
  transfer,
} from '../../support/ledger/ledger.ts';
import { untilWaiting } from '../../support/rules/waiting.ts';
import { aTournament, move, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let finance: Person;
let payer: Owner;

beforeAll(async () => {
  [finance, payer] = [await aFinanceUser(), await anOwner(100)];
});

const set = (noun: 'closure' | 'reopening', { walletId }: Owner, as: Person) =>
  post(`/v1/wallets/${walletId}/${noun}`, { as, body: { reason: 'moved away' } });
async function anOpenPaidTournament() {
  const stage = await aTournament({ entryFeeCoins: 1 });
  await move(stage, 'published', 'registration_open');
  return stage;
}
const eventsOf = async ({ walletId }: Owner) => {
  const rows = await database.sql<
    { event: string }[]
  >`SELECT event FROM moderation_audit WHERE ref_id = ${walletId} ORDER BY id`;
  return rows.map(({ event }) => event);
};

it('the owner closes an empty wallet, and nothing moves in or out until finance opens it', async () => {
  const owner = await anOwner(0);
  expect(ok(await set('closure', owner, owner), 200)).toEqual({ id: owner.walletId, isClosed: true });
  ok(await set('closure', owner, owner), 200);
  expect(ok(await get(`/v1/wallets/${owner.walletId}`, { as: owner }), 200)).toMatchObject({ isClosed: true });
  expect(ok(await get(`/v1/players/${owner.id}/wallet`, { as: payer }), 200)).toMatchObject({ canReceive: false });
  const paid = await transfer(payer, owner, 1);
  expect(outcomeOf(paid)).toEqual([409, 'wallet_closed']);
  expect(paid.body.facts).toEqual({ wallets: [owner.walletId] });
  expect(outcomeOf(await transfer(owner, payer, 1))).toEqual([409, 'wallet_closed']);
  expect(outcomeOf(await hold(payer, owner, 1))).toEqual([409, 'wallet_closed']);
  const stage = await anOpenPaidTournament();
  const entry = await post(`/v1/tournaments/${stage.id}/registrations`, { as: owner, body: {} });
  expect(outcomeOf(entry)).toEqual([409, 'wallet_closed']);
  expect(outcomeOf(await set('reopening', owner, owner))).toEqual([403, 'forbidden']);
  expect(outcomeOf(await setFrozen(owner, 'thaw', finance))).toEqual([409, 'wallet_closed']);
  ok(await set('reopening', owner, finance), 200);
  ok(await set('reopening', owner, finance), 200);
  ok(await transfer(payer, owner, 1), 201);
  expect(await eventsOf(owner)).toEqual(['wallet.closed', 'wallet.reopened']);
});

it('a wallet with coins, with a hold on it or in its favour, or of a tournament is not closed', async () => {
  const owner = await anOwner(5);
  const refused = [409, 'state_conflict'];
  expect(outcomeOf(await set('closure', owner, owner))).toEqual(refused);
  const payee = await anOwner(0);
  const { id } = ok(await hold(payer, payee, 1), 201);
  expect(outcomeOf(await set('closure', payee, payee))).toEqual(refused);
  ok(await post(`/v1/holds/${id}/releases`, { as: payee, body: {}, headers: newKey() }), 201);
  ok(await set('closure', payee, payee), 200);
  const stage = await anOpenPaidTournament();
  const [escrow] = await database.sql<{ id: string }[]>`SELECT id FROM economy_wallet WHERE owner_id = ${stage.id}`;
  expect(outcomeOf(await set('closure', { ...owner, walletId: escrow?.id ?? '' }, finance))).toEqual(refused);
});

it('others cannot close it, and a frozen one is not closed', async () => {
  const owner = await anOwner(0);
  expect(outcomeOf(await set('closure', owner, payer))).toEqual([404, 'wallet_not_found']);
  ok(await setFrozen(owner, 'freeze', finance), 200);
  expect(outcomeOf(await set('closure', owner, finance))).toEqual([409, 'wallet_frozen']);
});

it('closed twice at once, it is closed once, and both requests are answered alike', async () => {
  const owner = await anOwner(0);
  const closing = await database.sql.begin(async (sql) => {
    await sql`SELECT 1 FROM economy_wallet WHERE id = ${owner.walletId} FOR NO KEY UPDATE`;
    const both = [set('closure', owner, owner), set('closure', owner, finance)];
    await untilWaiting(database.sql, 2);
    return { both };
  });
  for (const answer of await Promise.all(closing.both)) ok(answer, 200);
  expect(await eventsOf(owner)).toEqual(['wallet.closed']);
});

it('coins that arrive while it is being closed keep it open', async () => {
  const owner = await anOwner(0);
  const closing = await database.sql.begin(async (sql) => {
    await sql`INSERT INTO economy_transfer (id, from_leg_id, to_leg_id, from_wallet_id, to_wallet_id, amount, reason, actor_id)
      VALUES ('trf_late', 'txn_late_0', 'txn_late_1', ${payer.walletId}, ${owner.walletId}, 1, 'p2p_transfer', ${payer.id})`;
    const later = set('closure', owner, owner);
    await untilWaiting(database.sql, 1);
    return { later };
  });
  expect(outcomeOf(await closing.later)).toEqual([409, 'state_conflict']);
  await expectConsistentLedger(database.sql);
});
