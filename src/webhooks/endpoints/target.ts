// Use case, part of the change of an endpoint and of every attempt: whether Laurel may send to a URL. It must be https on a public name or
// address; locally also http on the own machine. `fetch` resolves names again by itself: docs/webhooks.md#addresses.

import { isAddress, isLoopbackAddress, isPublicAddress } from '../../core/network/internet-address.ts';
import { isReservedName } from '../../core/public-url.ts';

export interface TargetPorts {
  /** All addresses of a name, also none. @throws if the resolver does not answer. */
  readonly resolveHost: (name: string) => Promise<readonly string[]>;
  /** Only in development. */
  readonly allowsLoopback: boolean;
}

export type TargetVerdict =
  | { readonly verdict: 'allowed' }
  | { readonly verdict: 'not_https' | 'not_public' | 'not_resolvable' };

export async function judgeTarget(
  { resolveHost, allowsLoopback }: TargetPorts,
  target: string,
): Promise<TargetVerdict> {
  const { protocol, hostname } = new URL(target);
  const isLoopback = isLoopbackAddress(hostname) || /(^|\.)localhost\.?$/.test(hostname);
  if (allowsLoopback && isLoopback) return { verdict: 'allowed' };
  if (protocol !== 'https:') return { verdict: 'not_https' };
  if (isReservedName(hostname)) return { verdict: 'not_public' };
  if (isAddress(hostname)) return { verdict: 'allowed' };
  const addresses = await resolveHost(hostname).catch(() => []);
  if (addresses.length === 0) return { verdict: 'not_resolvable' };
  // One private address among several is enough for an attack.
  return { verdict: addresses.every(isPublicAddress) ? 'allowed' : 'not_public' };
}
