// Limits the requests of an address, where no player is known. Behind one address may be a whole venue, so these limits are high. A
// platform may have a second counter that all isolates share.

import { refuse } from '../core/errors.ts';
import { clientNetworkOf } from '../http/limits/client-network.ts';
import type { Limiter } from '../http/limits/limiter.ts';

export interface AddressLimits {
  readonly limiter: Limiter;
  /** The client's address, from the header that the platform sets. null: unknown, and not limited. */
  readonly addressOf: (request: Request) => string | null;
  /** The counter of the platform: whether the network may send one more request. null: the platform has none. */
  readonly sharedCounter: ((network: string) => Promise<boolean>) | null;
}

/** The longest window of Cloudflare's counter. */
const sharedWindowSeconds = 60;

/** @throws DomainError quota_exceeded. */
export async function limitAddress(
  { limiter, addressOf, sharedCounter }: AddressLimits,
  request: Request,
  name: 'verification' | 'anonymous',
): Promise<void> {
  const network = clientNetworkOf(addressOf(request) ?? '');
  if (network === null) return;
  limiter({ caller: network, class: name });
  if (sharedCounter === null || (await sharedCounter(network))) return;
  throw refuse('quota_exceeded', { limit: 'address', retryAfterSeconds: sharedWindowSeconds });
}
