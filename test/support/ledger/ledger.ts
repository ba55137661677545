// Builders of wallet owners and postings over HTTP, and checks that the whole ledger is consistent.

import { expect } from 'vitest';
import { systemClock } from '../../../src/core/instant.ts';
import type { Database, Sql } from '../../../src/db/client.ts';
import { reconcileLedger } from '../../../src/economy/reports/reconcile-ledger.ts';
import { describeReconciliation } from '../../../src/economy/reports/reconciliation.ts';
import { type Answer, aPerson, type Call, get, type Person, post } from '../isolate/api.ts';
import { ok } from '../tournaments/tournament.ts';

export interface Owner extends Person {
  readonly walletId: string;
}

export const treasury = 'wal_00000000000000000000000000';

export const newKey = () => ({ 'idempotency-key': crypto.randomUUID() });

export const aFinanceUser = () => aPerson({ name: 'Fay Finance', roles: ['finance'] });

export async function anOwner(balanceCoins = 0, name = 'Wallet Owner'): Promise<Owner> {
  const person = await aPerson({ name });
  const { id: walletId } = ok(await post('/v1/wallets', { as: person, body: {} }), 201);
  if (balanceCoins > 0) await credit(walletId, balanceCoins);
  return { ...person, walletId };
}

export async function credit(walletId: string, amountCoins: number): Promise<void> {
  const body = { walletId, amountCoins, note: 'test' };
  ok(await post('/v1/credits', { as: await aFinanceUser(), body, headers: newKey() }), 201);
}

/** Credits all owners in batches. */
export async function manyOwners(count: number, balanceCoins: number): Promise<Owner[]> {
  const owners = await Promise.all(Array.from({ length: count }, () => anOwner()));
  if (balanceCoins === 0) return owners;
  const finance = await aFinanceUser();
  for (let first = 0; first < owners.length; first += 100) {
    const movements = owners.slice(first, first + 100).map(({ walletId }) => ({
      fromWalletId: treasury,
      toWalletId: walletId,
      amountCoins: balanceCoins,
    }));
    ok(await post('/v1/batches', { as: finance, body: { movements, note: 'test' }, headers: newKey() }), 201);
  }
  return owners;
}

export function transfer(
  from: Owner,
  to: { readonly walletId: string },
  amountCoins: unknown,
  headers: Call['headers'] = newKey(),
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
  return post('/v1/holds', { as: from, body, headers: newKey() });
}

/** `act` is a path: freeze or thaw. */
export function setFrozen({ walletId }: Owner, act: 'freeze' | 'thaw', as: Person) {
  return post(`/v1/wallets/${walletId}/${act}`, { as, body: { reason: 'under review' } });
}

/** Moves the end of a hold into the past. Only the database owner can do this, with triggers off. */
export const makeHoldDue = (sql: Sql, id: string) =>
  sql.begin(async (transaction) => {
    await transaction`SET LOCAL session_replication_role = replica`;
    await transaction`UPDATE economy_hold SET expires_at = now() - interval '1 second' WHERE id = ${id} AND state = 'active'`;
  });

export interface WalletJson {
  readonly balanceCoins: number;
  readonly heldCoins: number;
  readonly availableCoins: number;
}

export const walletOf = async (owner: Owner): Promise<WalletJson> =>
  ok(await get(`/v1/wallets/${owner.walletId}`, { as: owner }), 200);

/** [balance, available]. */
export async function coinsOf(owner: Owner): Promise<readonly [balance: number, available: number]> {
  const { balanceCoins, availableCoins } = await walletOf(owner);
  return [balanceCoins, availableCoins];
}

export async function escrowOf(sql: Sql, tournamentId: string): Promise<number> {
  const rows = await sql<{ balance: bigint }[]>`
    SELECT balance FROM economy_wallet WHERE kind = 'escrow' AND owner_id = ${tournamentId}`;
  return Number(rows[0]?.balance ?? 0n);
}

export const balanceOf = async (owner: Owner): Promise<number> => (await walletOf(owner)).balanceCoins;

/** [status, code] of a refusal, [status] of a success. */
export const outcomeOf = ({ status, body }: Answer<{ code?: string }>) =>
  status < 300 ? [status] : [status, body.code];

/** Checks the invariants over all rows. Each returned row is a defect. */
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

/** By the queries above, and by reconciliation in small pages: it must not report what is right. */
export async function expectConsistentLedger(sql: Sql): Promise<void> {
  expect(await faultsOf(sql)).toEqual([]);
  const found = await reconcileLedger({ db: { sql } as Database, clock: systemClock }, { rowsAtOnce: 1000 });
  expect(describeReconciliation(found)).toMatch(/^The ledger balances/);
}
