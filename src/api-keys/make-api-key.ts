// Use case: an administrator or an organizer makes an API key. Its text is answered once and stored nowhere: a repeated request gets the
// key without its text.

import { type Actor, hasRole } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import { sha256Hex } from '../core/hex.ts';
import type { Instant } from '../core/instant.ts';
import { limitReached } from '../core/limits.ts';
import { apiKeySecretBytes, apiKeyTextOf } from '../http/api-keys/key-text.ts';
import { runAct } from '../idempotency/run-act.ts';
import type { Ports } from '../outbox/ports.ts';
import { type ApiKey, expiryAfter, expiryFault, lifeDaysDefault, liveKeysMax, mayMakeKeys } from './api-key.ts';
import { hasRoomForKey, holdRoles, insertApiKey } from './api-key-store.ts';

export type ApiKeyInput = Pick<ApiKey, 'name' | 'scopes' | 'reach' | 'issuer'> & { readonly expiresAt: Instant | null };

export interface MadeApiKey {
  readonly apiKey: ApiKey;
  readonly text: string | null;
}

/** A key has no roles of the token with which it was made: it could do nothing. */
const roleReason =
  'a key has only roles that Laurel grants its creator, not those of a token: POST /v1/players/:id/roles, for the first administrator `npm run grant`';

/** @throws DomainError forbidden. */
export function refuseUnlessMayMakeKeys(actor: Actor): void {
  if (!mayMakeKeys(actor)) throw refuse('forbidden', { needs: 'organizer' });
}

/** @throws DomainError forbidden; invalid_request for an expiry; limit_reached. */
export async function makeApiKey(ports: Ports, actor: Actor, input: ApiKeyInput): Promise<MadeApiKey> {
  refuseUnlessMayMakeKeys(actor);
  if (input.reach === 'all' && !hasRole(actor, 'admin'))
    throw refuse('forbidden', { needs: 'admin', reason: roleReason });
  const createdAt = ports.clock();
  const expiresAt = input.expiresAt ?? expiryAfter(createdAt, lifeDaysDefault);
  const fault = expiryFault(expiresAt, createdAt);
  if (fault !== null) throw refuse('invalid_request', { field: 'expiresAt', reason: fault });
  const id = ports.newId('apiKey');
  const text = apiKeyTextOf(id, ports.randomBytes(apiKeySecretBytes));
  const hash = await sha256Hex(text);
  const creatorId = actor.playerId;
  const key: ApiKey = { ...input, id, creatorId, createdAt, expiresAt, revokedAt: null, lastUsedAt: null };
  const audit = {
    id: ports.newId('audit'),
    event: 'api_key.made',
    actorId: creatorId,
    refId: id,
    meta: { scopes: key.scopes.join(' '), reach: key.reach, expiresAt },
    createdAt,
  } as const;
  const made = await runAct(ports, async (sql) => {
    if (input.reach === 'all' && !(await holdRoles(sql, creatorId)).includes('admin'))
      throw refuse('forbidden', { needs: 'admin', reason: roleReason });
    if (!(await hasRoomForKey(sql, creatorId, createdAt))) throw limitReached('apiKey', liveKeysMax);
    await insertApiKey(sql, key, hash, audit);
    return { outcome: key };
  });
  return { apiKey: made, text: made.id === id ? text : null };
}
