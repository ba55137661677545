// An HTTP client for the Worker under test, with tokens and JSON. It compares answers of the edge with their declarations; the Worker
// compares the others.

import { env, exports } from 'cloudflare:workers';
import { SignJWT } from 'jose';
import type { Role } from '../../../src/core/actor.ts';
import { makeId } from '../../../src/core/id.ts';
import { toInstant } from '../../../src/core/instant.ts';
import { undeclaredAtEdge } from './edge-answers.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly token: string;
}

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly text: string;
  readonly headers: Headers;
}

// biome-ignore lint/suspicious/noExplicitAny: tests check the shape of responses
type Json = any;

export async function aPerson(options: { name?: string; roles?: readonly Role[] } = {}): Promise<Person> {
  const id = makeId('player', toInstant(Date.now()), crypto.getRandomValues(new Uint8Array(10)));
  const name = options.name ?? 'Ada Lovelace';
  return { id, name, token: await aToken({ sub: id, name, roles: options.roles ?? ['player'] }) };
}

/** Moderators act on players of whom something is kept: on one who has read the own profile, for example. */
export async function aKnownPerson(options: Parameters<typeof aPerson>[0] = {}): Promise<Person> {
  return known(await aPerson(options));
}

export async function known<P extends Pick<Person, 'token'>>(person: P): Promise<P> {
  const headers = { authorization: `Bearer ${person.token}` };
  const { status } = await exports.default.fetch('https://laurel.test/v1/me', { headers });
  if (status !== 200) throw new Error(`GET /v1/me answered ${status}`);
  return person;
}

export function aToken(
  claims: Record<string, unknown>,
  options: { secret?: string; expiresAt?: number } = {},
): Promise<string> {
  const secret = options.secret ?? (env as unknown as { JWT_SECRET: string }).JWT_SECRET;
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(options.expiresAt ?? Math.floor(Date.now() / 1000) + 3600)
    .sign(new TextEncoder().encode(secret));
}

export interface Call {
  readonly as?: Person | undefined;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export async function call(method: string, path: string, { as, body, headers }: Call = {}): Promise<Answer<Json>> {
  const response = await exports.default.fetch(`https://laurel.test${path}`, {
    method,
    redirect: 'manual',
    headers: {
      ...(as === undefined ? {} : { authorization: `Bearer ${as.token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const undeclared = undeclaredAtEdge(method, path, { status: response.status, headers: response.headers, text });
  if (undeclared !== null) throw new Error(undeclared);
  const isJson = text !== '' && /\bjson\b/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, body: isJson ? JSON.parse(text) : text, text, headers: response.headers };
}

export const get = (path: string, options?: Call) => call('GET', path, options);
export const post = (path: string, options?: Call) => call('POST', path, options);
