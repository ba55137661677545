// The frontends of a bench: people with tokens, and their requests.

import { randomUUID } from 'node:crypto';
import { makePlayerId, signToken } from '../src/cli/sign-token.ts';
import type { Role } from '../src/core/actor.ts';

export interface Person {
  readonly id: string;
  readonly token: string;
}

export interface Client {
  person(roles?: readonly Role[]): Promise<Person>;
  /** The parsed body. @throws Error unless the status is 2xx. */
  // biome-ignore lint/suspicious/noExplicitAny: a bench trusts the shapes that the tests have checked
  post(as: Person, path: string, body: object): Promise<any>;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  get(as: Person | null, path: string): Promise<any>;
}

export function createClient(baseUrl: string, jwtSecret: string): Client {
  const send = async (as: Person | null, path: string, init: RequestInit) => {
    const headers = {
      'content-type': 'application/json',
      ...(as === null ? {} : { authorization: `Bearer ${as.token}` }),
      ...(init.method === 'POST' ? { 'idempotency-key': randomUUID() } : {}),
    };
    const response = await fetch(baseUrl + path, { ...init, headers });
    const text = await response.text();
    if (!response.ok) throw new Error(`${init.method} ${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  };
  return {
    async person(roles = ['player']) {
      const id = makePlayerId();
      return { id, token: await signToken(jwtSecret, { sub: id, name: 'Bench Player', roles, ttlSeconds: 7200 }) };
    },
    post: (as, path, body) => send(as, path, { method: 'POST', body: JSON.stringify(body) }),
    get: (as, path) => send(as, path, { method: 'GET' }),
  };
}

/** Runs `work` for each item, so many at a time. */
export async function pooled<T, R>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<R>,
  width = 8,
): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++)
      results[index] = await work(items[index] as T, index);
  };
  await Promise.all(Array.from({ length: width }, worker));
  return results;
}
