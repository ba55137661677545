// Builders of partners that sell coins: their API keys, their sales, and the files that they compare with their books.

import { aPerson, get, type Person, post } from '../isolate/api.ts';
import { ok } from '../tournaments/tournament.ts';
import { newKey } from './ledger.ts';

export interface Partner extends Person {
  readonly keyId: string;
  /** The administrator who made the key. */
  readonly admin: Person;
}

/** A key of an issuer of its own. `root` grants the role that the key needs. */
export async function aPartner(issuer: string | null = `shop-${crypto.randomUUID().slice(0, 8)}`): Promise<Partner> {
  const [root, admin] = [await aPerson({ roles: ['admin'] }), await aPerson()];
  ok(await post(`/v1/players/${admin.id}/roles`, { as: root, body: { role: 'admin' } }), 200);
  const body = { name: 'Shop', scopes: ['economy:credit'], reach: 'all', issuer };
  const { apiKey, key } = ok(await post('/v1/api-keys', { as: admin, body }), 201);
  return { id: admin.id, name: '', token: key, keyId: apiKey.id, admin };
}

export const sell = (as: Person, body: object, headers: Record<string, string> = newKey()) =>
  post('/v1/receipts', { as, body, headers });

export const refund = (as: Person, id: string, headers: Record<string, string> = newKey()) =>
  post(`/v1/receipts/${id}/reversals`, { as, body: { note: 'Money given back' }, headers });

export const findSales = async (as: Person, reference: string) =>
  ok(await get(`/v1/receipts?reference=${encodeURIComponent(reference)}`, { as }), 200).items;

export const summaryOf = async (as: Person, day: string) =>
  ok(await get(`/v1/receipts/summary?day=${day}`, { as }), 200);

/** The lines of the JSON file; the last one has the sums. */
export async function linesOf(as: Person, day: string) {
  const { status, text } = await get(`/v1/receipts.ndjson?day=${day}`, { as });
  if (status !== 200) throw new Error(text);
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

export const today = () => new Date().toISOString().slice(0, 10);

/** The body of a sale to the buyer, under a reference of its own. */
export const saleTo = (buyer: { readonly id: string }, fields: object = {}) => ({
  ...{ playerId: buyer.id, amountCoins: 100, reference: `order:${crypto.randomUUID()}` },
  ...{ memo: 'Pack of 100', occurredAt: '2026-01-31T23:50:00Z', metadata: { country: 'BD', price: 4.5 } },
  ...fields,
});
