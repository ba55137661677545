// Use cases: the owner, or an administrator, replaces the signing key of an endpoint; and the key that an act made, for its answer.

import type { Actor } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import { addSeconds } from '../../core/instant.ts';
import type { Database } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import type { WebhookPorts } from '../ports.ts';
import { authorizeWebhook, takeWebhook } from './authorize-webhook.ts';
import { type MadeKey, makeSecret } from './create-endpoint.ts';
import { auditEndpoint, findSecret, insertSecret } from './endpoint-store.ts';
import { secretText } from './signing-key.ts';

/** Until the overlap ends, both keys sign. @throws DomainError not_found, misconfigured. */
export async function rotateSecret(
  ports: Ports,
  webhooks: WebhookPorts,
  actor: Actor,
  webhookId: Id<'webhook'>,
  overlapHours: number,
): Promise<MadeKey> {
  const now = ports.clock();
  const { scheme } = await run(() => authorizeWebhook(ports.db.sql, actor, webhookId));
  const secret = await makeSecret(ports, webhooks, scheme);
  const audit = {
    id: ports.newId('audit'),
    event: 'webhook.secret_rotated',
    actorId: actor.playerId,
    refId: webhookId,
    meta: { overlapHours },
    createdAt: now,
  } as const;
  return runAct(ports, async (sql) => {
    const endpoint = await takeWebhook(sql, actor, webhookId);
    await insertSecret(sql, webhookId, secret, { now, overlapEndsAt: addSeconds(now, overlapHours * 3600) });
    await auditEndpoint(sql, audit);
    return { outcome: { endpoint, secretId: secret.id } };
  });
}

export interface ShownKey {
  /** `whsec_…`; null: the receiver has the public key, or the key has ended since. */
  readonly secret: string | null;
  readonly publicKey: string | null;
}

/** Only for the answer to the act that made it, and to the same request again. */
export async function showKey(db: Database, { secretKeys }: WebhookPorts, id: Id<'webhookSecret'>): Promise<ShownKey> {
  const found = await run(() => findSecret(db.sql, id));
  if (found === null) return { secret: null, publicKey: null };
  const { sealed, publicKey } = found;
  return { secret: publicKey === null ? secretText((await secretKeys.open(sealed, id)).secret) : null, publicKey };
}
