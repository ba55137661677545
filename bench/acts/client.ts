// The HTTP client of the benches: people with tokens, and requests over persistent connections.

import { Pool } from 'undici';
import { makePlayerId, signToken } from '../../src/cli/operator/sign-token.ts';
import type { Role } from '../../src/core/actor.ts';
import { mapConcurrently } from '../../src/core/map-concurrently.ts';

export interface Person {
  readonly id: string;
  readonly token: string;
}

// biome-ignore lint/suspicious/noExplicitAny: response shapes are checked by the tests
type Json = any;

export interface PostOptions {
  readonly signal?: AbortSignal;
  /** Sent as Idempotency-Key. */
  readonly key?: string;
}

export interface GetOptions {
  readonly signal?: AbortSignal;
  /** Bypasses caches. */
  readonly isUncached?: boolean;
}

export interface Client {
  readonly baseUrl: string;
  person(roles?: readonly Role[]): Promise<Person>;
  /** The parsed body. @throws Error unless the status is 2xx. */
  post(as: Person, path: string, body: object, options?: PostOptions): Promise<Json>;
  get(as: Person | null, path: string, options?: GetOptions): Promise<Json>;
  close(): Promise<void>;
}

const connectionsMax = 128;

export function createClient(baseUrl: string, jwtSecret: string): Client {
  const pool = new Pool(baseUrl, { connections: connectionsMax, pipelining: 1 });
  const send = async (
    method: 'GET' | 'POST',
    path: string,
    init: PostOptions & GetOptions & { as: Person | null; body?: string },
  ) => {
    const headers = {
      accept: 'application/json',
      ...(init.as === null ? {} : { authorization: `Bearer ${init.as.token}` }),
      ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
      ...(init.key === undefined ? {} : { 'idempotency-key': init.key }),
      ...(init.isUncached === true ? { 'cache-control': 'no-cache' } : {}),
    };
    const rest = {
      ...(init.body === undefined ? {} : { body: init.body }),
      ...(init.signal === undefined ? {} : { signal: init.signal }),
    };
    const { statusCode, body } = await pool.request({ method, path, headers, ...rest });
    const text = await body.text();
    if (statusCode >= 300) throw new Error(`${method} ${path}: ${statusCode} ${text.slice(0, 300)}`);
    return JSON.parse(text);
  };
  return {
    baseUrl,
    async person(roles = ['player']) {
      const id = makePlayerId();
      return { id, token: await signToken(jwtSecret, { sub: id, name: 'Bench Player', roles, ttlSeconds: 7200 }) };
    },
    post: (as, path, body, options) => send('POST', path, { as, body: JSON.stringify(body), ...options }),
    get: (as, path, options) => send('GET', path, { as, ...options }),
    close: () => pool.close(),
  };
}

/** Runs `work` for all items, eight at a time. */
export function pooled<T, R>(items: readonly T[], work: (item: T, index: number) => Promise<R>): Promise<R[]> {
  return mapConcurrently(items, 8, work);
}
