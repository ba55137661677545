// Builders for coins over HTTP, and the one question every test of the ledger ends with: does it add up?

import { expect } from 'vitest';
import type { Sql } from '../../src/db/client.ts';
import { type Answer, aPerson, type Call, get, type Person, post } from './api.ts';
import { ok } from './tournament.ts';

export interface Owner extends Person {
  readonly walletId: string;
}

export const treasury = 'wal_00000000000000000000000000';

export const key = () => ({ 'idempotency-key': crypto.randomUUID() });

export const aBookkeeper = () => aPerson({ name: 'Fay Finance', roles: ['finance'] });

export async function anOwner(balanceCoins = 0): Promise<Owner> {
  const person = await aPerson();
  const { id: walletId } = ok(await post('/v1/wallets', { as: person, body: {} }), 201);
  if (balanceCoins > 0) {
    const body = { walletId, amountCoins: balanceCoins, note: 'welcome' };
    ok(await post('/v1/credits', { as: await aBookkeeper(), body, headers: key() }), 201);
  }
  return { ...person, walletId };
}

export function transfer(
  from: Owner,
  to: { readonly walletId: string },
  amountCoins: unknown,
  headers: Call['headers'] = key(),
) {
  const body = { fromWalletId: from.walletId, toWalletId: to.walletId, amountCoins };
  return post('/v1/transfers', { as: from, body, headers });
}

export function hold(
  from: Owner,
  to: { readonly walletId: string },
  amountCoins: unknown,
  fields: Readonly<Record<string, unknown>> = {},
) {
  const body = { walletId: from.walletId, toWalletId: to.walletId, amountCoins, ...fields };
  return post('/v1/holds', { as: from, body, headers: key() });
}

/** No test waits for a clock: only the owner of the database can say that the time is up, by leaving the trigger out. */
export const letRunOut = (sql: Sql, id: string) =>
  sql.begin(async (transaction) => {
    await transaction`SET LOCAL session_replication_role = replica`;
    await transaction`UPDATE economy_hold SET expires_at = now() - interval '1 second' WHERE id = ${id} AND state = 'active'`;
  });

export interface WalletShown {
  readonly balanceCoins: number;
  readonly heldCoins: number;
  readonly availableCoins: number;
}

export const walletOf = async (owner: Owner): Promise<WalletShown> =>
  ok(await get(`/v1/wallets/${owner.walletId}`, { as: owner }), 200);

export const balanceOf = async (owner: Owner): Promise<number> => (await walletOf(owner)).balanceCoins;

/** [status, code], or [status] where it was done. */
export const outcomeOf = ({ status, body }: Answer<{ code?: string }>) =>
  status < 300 ? [status] : [status, body.code];

/** Every rule that holds over all rows at once; any row it returns is a defect. */
export async function faultsOf(sql: Sql): Promise<string[]> {
  const rows = await sql<{ fault: string }[]>`
    SELECT 'balance is not the sum of rows: ' || w.id AS fault FROM economy_wallet w LEFT JOIN economy_transaction t ON t.wallet_id = w.id
      GROUP BY w.id HAVING w.balance <> coalesce(sum(t.amount), 0)
    UNION ALL SELECT 'legs do not sum to zero: ' || transfer_id FROM economy_transaction GROUP BY transfer_id HAVING sum(amount) <> 0 OR count(*) <> 2
    UNION ALL SELECT 'balances do not sum to zero' FROM economy_wallet GROUP BY currency HAVING sum(balance) <> 0
    UNION ALL SELECT 'below zero: ' || id FROM economy_wallet WHERE NOT allows_negative AND balance < held
    UNION ALL SELECT 'held is not the sum of active holds: ' || w.id FROM economy_wallet w
      LEFT JOIN economy_hold h ON h.wallet_id = w.id AND h.state = 'active' GROUP BY w.id HAVING w.held <> coalesce(sum(h.amount), 0)
    UNION ALL SELECT 'balance after is not the running sum: ' || id FROM (
      SELECT id, balance_after, sum(amount) OVER (PARTITION BY wallet_id ORDER BY created_at, id) AS running FROM economy_transaction
    ) t WHERE balance_after <> running
    UNION ALL SELECT 'captured without its transfer: ' || h.id FROM economy_hold h WHERE h.state = 'captured' AND NOT EXISTS (
      SELECT FROM economy_transaction t WHERE t.transfer_id = h.transfer_id AND t.wallet_id = h.to_wallet_id AND t.amount = h.captured)`;
  return rows.map(({ fault }) => fault);
}

export async function expectSoundLedger(sql: Sql): Promise<void> {
  expect(await faultsOf(sql)).toEqual([]);
}
