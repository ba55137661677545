// Use case, part of every act with an API key: judges the key inside the act's transaction.

import type { Actor } from '../core/actor.ts';
import { invariant, refuse } from '../core/errors.ts';
import type { Instant } from '../core/instant.ts';
import type { Sql } from '../db/client.ts';
import { reachNeeded, type Target } from '../http/api-keys/admit-key.ts';
import { rolesOfKey } from './api-key.ts';
import { judgeApiKey } from './api-key-store.ts';

/** @returns the actor with the roles of this moment. @throws DomainError unauthenticated, insufficient_scope, sanctioned. */
export async function judgeAct(sql: Sql, actor: Actor, of: Target, now: Instant): Promise<Actor> {
  const { named, isNew } = of;
  invariant(actor.apiKey !== undefined, 'the actor comes with a key');
  const target = { kind: named?.kind ?? null, id: named?.id ?? null, isNew };
  const { verdict, reach, roles, facts } = await judgeApiKey(sql, actor.apiKey.id, target, now);
  if (verdict === 'ended') throw refuse('unauthenticated', { reason: 'the API key is unknown, revoked or expired' });
  if (verdict === 'not_own') throw refuse('insufficient_scope', { needs: reachNeeded(of) });
  if (verdict === 'sanctioned') throw refuse('sanctioned', facts ?? {});
  return { ...actor, roles: rolesOfKey(reach ?? 'own', (roles ?? '').split(',')) };
}
