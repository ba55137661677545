// Use cases: the creator of an API key, or an administrator, renames it, changes its expiry or revokes it.

import type { Principal } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import { limitReached } from '../core/limits.ts';
import { run } from '../db/transaction.ts';
import { runAct } from '../idempotency/run-act.ts';
import type { Ports } from '../outbox/ports.ts';
import { type ApiKey, expiryFault, liveKeysMax, mayChangeKey } from './api-key.ts';
import { findApiKey, hasRoomForKey, lockApiKey, updateApiKey } from './api-key-store.ts';

/** @throws DomainError not_found, also for keys of others. */
export async function readApiKey({ db }: Pick<Ports, 'db'>, actor: Principal, id: Id<'apiKey'>): Promise<ApiKey> {
  return own(actor, await run(() => findApiKey(db.sql, id)));
}

type Change = Partial<Pick<ApiKey, 'name' | 'expiresAt'>>;

/** @throws DomainError not_found; invalid_request for an expiry; state_conflict if it is revoked; limit_reached. */
export function changeApiKey(ports: Ports, actor: Principal, id: Id<'apiKey'>, change: Change): Promise<ApiKey> {
  const now = ports.clock();
  const fault = change.expiresAt === undefined ? null : expiryFault(change.expiresAt, now);
  return runAct(ports, async (sql) => {
    const current = own(actor, await lockApiKey(sql, id));
    if (current.revokedAt !== null) throw refuse('state_conflict', { state: 'revoked' });
    if (fault !== null) throw refuse('invalid_request', { field: 'expiresAt', reason: fault });
    const changed = { ...current, ...change };
    // An expired key that goes on counts again.
    if (current.expiresAt <= now && changed.expiresAt > now && !(await hasRoomForKey(sql, current.creatorId, now)))
      throw limitReached('apiKey', liveKeysMax);
    const fields = Object.keys(change).join(' ');
    await updateApiKey(sql, changed, {
      id: ports.newId('audit'),
      event: 'api_key.changed',
      actorId: actor.playerId,
      refId: id,
      meta: { fields },
      createdAt: now,
    });
    return { outcome: changed };
  });
}

/** Waits for acts that run with the key; later ones are refused. Repeated, it changes nothing. @throws DomainError not_found. */
export function revokeApiKey(ports: Ports, actor: Principal, id: Id<'apiKey'>): Promise<ApiKey> {
  const now = ports.clock();
  return runAct(ports, async (sql) => {
    const current = own(actor, await lockApiKey(sql, id));
    if (current.revokedAt !== null) return { outcome: current };
    const revoked = { ...current, revokedAt: now };
    const audit = { id: ports.newId('audit'), event: 'api_key.revoked', actorId: actor.playerId, refId: id } as const;
    await updateApiKey(sql, revoked, { ...audit, createdAt: now });
    return { outcome: revoked };
  });
}

function own(actor: Principal, key: ApiKey | null): ApiKey {
  if (key === null || !mayChangeKey(actor, key)) throw refuse('not_found', { kind: 'apiKey' });
  return key;
}
