// Use cases: the owner, or an administrator, changes, enables, disables or deletes an endpoint.

import type { Actor } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import type { WebhookPorts } from '../ports.ts';
import { takeWebhook } from './authorize-webhook.ts';
import { refuseForeign, refuseTarget } from './create-endpoint.ts';
import type { EndpointTerms } from './endpoint.ts';
import { deleteEndpoint, updateEndpoint } from './endpoint-store.ts';
import { judgeTarget } from './target.ts';

export type EndpointChange = { readonly [K in keyof EndpointTerms]?: EndpointTerms[K] | undefined } & {
  readonly isActive?: boolean | undefined;
};

/** Absent fields stay. @throws DomainError not_found, webhook_target_refused. */
export async function changeEndpoint(
  ports: Ports,
  webhooks: WebhookPorts,
  actor: Actor,
  id: Id<'webhook'>,
  change: EndpointChange,
): Promise<void> {
  const now = ports.clock();
  const judged = change.url === undefined ? null : await judgeTarget(webhooks, change.url);
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  const meta = {
    fields: given
      .map(([field]) => field)
      .sort()
      .join(' '),
  };
  const audit = { ...auditOf(ports, actor, id), event: 'webhook.changed', createdAt: now, meta } as const;
  await runAct(ports, async (sql) => {
    const endpoint = await takeWebhook(sql, actor, id);
    if (judged !== null) refuseTarget(judged);
    const { isActive = endpoint.state === 'active', ...terms } = {
      ...endpoint,
      ...Object.fromEntries(given),
    } as typeof endpoint & {
      isActive?: boolean;
    };
    if (change.tournamentIds !== undefined) await refuseForeign(sql, actor, terms);
    await updateEndpoint(sql, id, { ...terms, isActive, now }, audit);
    return { outcome: null };
  });
}

/** @throws DomainError not_found. */
export async function removeEndpoint(ports: Ports, actor: Actor, id: Id<'webhook'>): Promise<void> {
  const audit = { ...auditOf(ports, actor, id), event: 'webhook.deleted', createdAt: ports.clock() } as const;
  await runAct(ports, async (sql) => {
    await takeWebhook(sql, actor, id);
    await deleteEndpoint(sql, id, audit);
    return { outcome: null };
  });
}

const auditOf = (ports: Ports, { playerId }: Actor, refId: Id<'webhook'>) => ({
  id: ports.newId('audit'),
  actorId: playerId,
  refId,
});
