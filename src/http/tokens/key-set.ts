// The keys of an issuer: its key set (RFC 7517) by URL, or by the URL in its discovery document (OpenID Connect Discovery 1.0 §4).

import { createLocalJWKSet, createRemoteJWKSet, errors, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod';
import { DependencyError } from '../../core/errors.ts';

/** The URL of the key set, the key set itself, or `discovery`: the issuer's own document names it. */
export type KeySource = string | JSONWebKeySet;

export const discovery = 'discovery';

const timeoutMs = 2_000;

/** The returned function @throws DependencyError jwks; errors of jose. */
export function openKeySet(issuer: string, keys: KeySource): JWTVerifyGetKey {
  if (typeof keys !== 'string') return createLocalJWKSet(keys);
  if (keys !== discovery) return openRemote(keys);
  // This caches the opened set, not a promise: workerd ties a promise to its request.
  let found: JWTVerifyGetKey | null = null;
  return async (header, token) => {
    found ??= openRemote(await discoverKeys(issuer));
    try {
      return await found(header, token);
    } catch (error) {
      // The key set may have moved.
      if (!(error instanceof errors.JWKSNoMatchingKey)) found = null;
      throw error;
    }
  };
}

const openRemote = (url: string) => createRemoteJWKSet(new URL(url), { timeoutDuration: timeoutMs });

/** Keys are fetched over https, so that nobody on the way replaces them. A local issuer may use http. */
export function isSafeUrl(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
}

const configuration = z.object({ issuer: z.string(), jwks_uri: z.url().refine(isSafeUrl) });

async function discoverKeys(issuer: string): Promise<string> {
  try {
    const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'manual' });
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    const found = configuration.parse(await response.json());
    // §4.3: otherwise another issuer's document could name the keys.
    if (found.issuer !== issuer) throw new Error(`${url} is of another issuer`);
    return found.jwks_uri;
  } catch (error) {
    throw new DependencyError('jwks', { cause: error });
  }
}
