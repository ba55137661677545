// Builders of people with coins, and the questions whose answers must never change: nothing lost, nothing doubled.

import { expect } from 'vitest';
import type { Sql } from '../../src/db/client.ts';
import { aPerson, get, type Person, post } from './api.ts';
import { ok } from './tournament.ts';

export interface Owner extends Person {
  readonly walletId: string;
}

export const newKey = () => ({ 'idempotency-key': crypto.randomUUID() });

export async function aRichPerson(balanceCoins: number, name = 'Rich Player'): Promise<Owner> {
  const person = await aPerson({ name });
  const { id: walletId } = ok(await post('/v1/wallets', { as: person, body: {} }), 201);
  if (balanceCoins > 0) await credit(walletId, balanceCoins);
  return { ...person, walletId };
}

export async function credit(walletId: string, amountCoins: number): Promise<void> {
  const finance = await aPerson({ roles: ['finance'] });
  ok(await post('/v1/credits', { as: finance, body: { walletId, amountCoins, note: 'test' }, headers: newKey() }), 201);
}

/** Many at once, straight into the ledger as finance would in one batch. */
export async function richPeople(count: number, balanceCoins: number): Promise<Owner[]> {
  const owners = await Promise.all(Array.from({ length: count }, () => aRichPerson(0)));
  if (balanceCoins === 0) return owners;
  const finance = await aPerson({ roles: ['finance'] });
  for (let first = 0; first < owners.length; first += 100) {
    const movements = owners.slice(first, first + 100).map(({ walletId }) => ({
      fromWalletId: 'wal_00000000000000000000000000',
      toWalletId: walletId,
      amountCoins: balanceCoins,
    }));
    ok(await post('/v1/batches', { as: finance, body: { movements, note: 'test' }, headers: newKey() }), 201);
  }
  return owners;
}

/** What an owner has, and what of it can be spent. */
export async function coinsOf(owner: Owner): Promise<readonly [balance: number, available: number]> {
  const { balanceCoins, availableCoins } = ok(await get(`/v1/wallets/${owner.walletId}`, { as: owner }), 200);
  return [balanceCoins, availableCoins];
}

export async function escrowOf(sql: Sql, tournamentId: string): Promise<number> {
  const rows = await sql<{ balance: bigint }[]>`
    SELECT balance FROM economy_wallet WHERE kind = 'escrow' AND owner_id = ${tournamentId}`;
  return Number(rows[0]?.balance ?? 0n);
}

/** Every coin is somewhere, every balance is the sum of its rows, and what is held is the sum of the active holds. */
export async function expectConservation(sql: Sql): Promise<void> {
  const whole = await sql<{ coins: bigint }[]>`SELECT coalesce(sum(balance), 0)::bigint AS coins FROM economy_wallet`;
  const drifting = await sql`
    SELECT w.id FROM economy_wallet w
    WHERE w.balance <> (SELECT coalesce(sum(amount), 0) FROM economy_transaction t WHERE t.wallet_id = w.id)
      OR w.held <> (SELECT coalesce(sum(amount), 0) FROM economy_hold h WHERE h.wallet_id = w.id AND h.state = 'active')`;
  const unbalanced = await sql`
    SELECT transfer_id FROM economy_transaction GROUP BY transfer_id HAVING sum(amount) <> 0`;
  expect([whole[0]?.coins, drifting, unbalanced]).toEqual([0n, [], []]);
}
