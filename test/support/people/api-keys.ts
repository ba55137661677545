// Builders of API keys, and acts with them.

import { aPerson, call, type Person, post } from '../isolate/api.ts';
import { ok } from '../tournaments/tournament.ts';

export interface KeyPerson extends Person {
  readonly keyId: string;
}

/** Whoever sends the key. */
export async function aKey(as: Person, scopes: readonly string[], fields: object = {}): Promise<KeyPerson> {
  const body = { name: 'Stage server', scopes, ...fields };
  const { apiKey, key } = ok(await post('/v1/api-keys', { as, body }), 201);
  return { id: apiKey.creatorId, name: '', token: key, keyId: apiKey.id };
}

/** Whose role Laurel grants. */
export async function anAdminBy(root: Person): Promise<Person> {
  const person = await aPerson();
  ok(await post(`/v1/players/${person.id}/roles`, { as: root, body: { role: 'admin' } }), 200);
  return person;
}

export const rename = (as: Person, id: string, title: string) =>
  call('PATCH', `/v1/tournaments/${id}`, { as, body: { title } });
export const revoke = (as: Person, { keyId }: KeyPerson) => post(`/v1/api-keys/${keyId}/revocation`, { as });
export const codeOf = ({ status, body }: { readonly status: number; readonly body: { readonly code?: string } }) =>
  status < 300 ? 'done' : body.code;
