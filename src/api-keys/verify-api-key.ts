// Use case, part of every request with an API key: find who made the key, and note its use. Nothing is cached, so a revocation is seen at
// once also by reads.

import { refuse } from '../core/errors.ts';
import { sha256Hex } from '../core/hex.ts';
import type { Id } from '../core/id.ts';
import { readApiKeyText } from '../http/api-keys/key-text.ts';
import type { ApiKeyVerifier } from '../http/context.ts';
import { createExpiringCache } from '../identity/expiring-cache.ts';
import type { Ports } from '../outbox/ports.ts';
import { rolesOfKey } from './api-key.ts';
import { findKeyHolder, noteKeyUse } from './api-key-store.ts';

/** The issuer of whoever comes with a key. */
export const keyIssuer = 'urn:laurel:api-key';
const notedForMs = 60_000;
const notedKeysMax = 10_000;

/** @param keepRunning Notes the use after the answer. */
export function createApiKeyVerifier(
  { db, clock }: Pick<Ports, 'db' | 'clock'>,
  keepRunning: (work: Promise<unknown>) => void,
): ApiKeyVerifier {
  const bounds = { maxAgeMs: notedForMs, entriesMax: notedKeysMax, nowMs: () => Date.parse(clock()) };
  const noted = createExpiringCache<true>(bounds);

  function note(id: Id<'apiKey'>): void {
    if (noted.get(id)) return;
    noted.set(id, true);
    keepRunning(noteKeyUse(db, id, clock()).catch(() => noted.delete(id)));
  }

  return async (text) => {
    const id = readApiKeyText(text);
    if (id === null) throw refuse('unauthenticated', { reason: 'not an API key: its form or checksum is wrong' });
    const holder = await findKeyHolder(db, { id, hash: await sha256Hex(text), now: clock() });
    if (holder === null) throw refuse('unauthenticated', { reason: 'the API key is unknown, revoked or expired' });
    note(id);
    const { creatorId, scopes, issuer, reach, roles: granted } = holder;
    const apiKey = { id, scopes: scopes.split(','), issuer };
    return { playerId: creatorId, issuer: keyIssuer, name: null, roles: rolesOfKey(reach, granted.split(',')), apiKey };
  };
}
