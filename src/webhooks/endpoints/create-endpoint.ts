// Use case: an organizer, or an administrator, makes an endpoint. Its first key is in the answer, and in no later one.

import type { Actor } from '../../core/actor.ts';
import { hasRole } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { limitReached } from '../../core/limits.ts';
import type { Sql } from '../../db/client.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { mayCreate } from '../permission.ts';
import type { WebhookPorts } from '../ports.ts';
import { type Endpoint, type EndpointTerms, endpointsMax } from './endpoint.ts';
import {
  findEndpoint,
  findForeignTournaments,
  insertEndpoint,
  insertSecret,
  type NewSecret,
} from './endpoint-store.ts';
import { makeKey } from './signing-key.ts';
import { judgeTarget, type TargetVerdict } from './target.ts';

export type NewEndpoint = EndpointTerms & Pick<Endpoint, 'reach' | 'scheme'>;

/** What the answer is rendered from: no outcome that is stored holds the key. */
export interface MadeKey {
  readonly endpoint: Endpoint;
  readonly secretId: Id<'webhookSecret'>;
}

/** @throws DomainError forbidden, webhook_target_refused, not_found for a tournament, limit_reached, misconfigured. */
export async function createEndpoint(
  ports: Ports,
  webhooks: WebhookPorts,
  actor: Actor,
  wanted: NewEndpoint,
): Promise<MadeKey> {
  if (!mayCreate(actor, wanted.reach)) throw refuse('forbidden', { needs: 'admin' });
  const [id, now] = [ports.newId('webhook'), ports.clock()];
  const secret = await makeSecret(ports, webhooks, wanted.scheme);
  // Asked before the transaction, and judged in it: a repeated request is answered whatever the resolver says now.
  const judged = await judgeTarget(webhooks, wanted.url);
  const audit = {
    id: ports.newId('audit'),
    event: 'webhook.created',
    actorId: actor.playerId,
    refId: id,
    meta: { reach: wanted.reach },
    createdAt: now,
  } as const;
  return runAct(ports, async (sql) => {
    refuseTarget(judged);
    await refuseForeign(sql, actor, { ...wanted, ownerId: actor.playerId });
    const endpoint = { ...wanted, id, ownerId: actor.playerId, createdAt: now };
    if (!(await insertEndpoint(sql, endpoint, endpointsMax, audit))) throw limitReached('webhook', endpointsMax);
    await insertSecret(sql, id, secret, { now, overlapEndsAt: now });
    return { outcome: { endpoint: await readBack(sql, id), secretId: secret.id } };
  });
}

export async function readBack(sql: Sql, id: Id<'webhook'>): Promise<Endpoint> {
  const found = await findEndpoint(sql, id);
  invariant(found !== null, 'an endpoint that was written exists');
  return found;
}

/** @throws DomainError misconfigured. */
export async function makeSecret(
  { newId }: Pick<Ports, 'newId'>,
  { secretKeys }: WebhookPorts,
  scheme: Endpoint['scheme'],
): Promise<NewSecret> {
  const id = newId('webhookSecret');
  const { secret, publicKey } = await makeKey(scheme);
  return { id, sealed: await secretKeys.seal(secret, id), publicKey };
}

/** @throws DomainError webhook_target_refused. */
export function refuseTarget({ verdict }: TargetVerdict): void {
  if (verdict !== 'allowed') throw refuse('webhook_target_refused', { reason: verdict });
}

/** @throws DomainError not_found. */
export async function refuseForeign(
  sql: Sql,
  actor: Actor,
  { ownerId, reach, tournamentIds }: Pick<Endpoint, 'ownerId' | 'reach' | 'tournamentIds'>,
): Promise<void> {
  if (tournamentIds.length === 0) return;
  const isAdmin = reach === 'all' && hasRole(actor, 'admin');
  const foreign = await findForeignTournaments(sql, tournamentIds, { owner: ownerId, isAdmin });
  if (foreign.length > 0) throw refuse('not_found', { kind: 'tournament', tournamentIds: foreign });
}
