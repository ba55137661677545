// HTTP routes of deliveries: what was sent to an endpoint, what it answered, and how to send again.

import type { Id } from '../../core/id.ts';
import { toPage } from '../../core/page.ts';
import { run } from '../../db/transaction.ts';
import { routesFor } from '../../http/route.ts';
import { pageOf, pageShape } from '../../http/wire.ts';
import { authorizeWebhook } from '../endpoints/authorize-webhook.ts';
import { webhookPermissions as permissions } from '../permission.ts';
import type { WebhookServices } from '../ports.ts';
import {
  deliveriesQuery,
  deliveryJson,
  deliveryShape,
  recoveryCreate,
  recoveryJson,
  recoveryShape,
  toSince,
} from './contract.ts';
import { attemptsShownMax } from './delivery.ts';
import { listAttempts, listDeliveries } from './delivery-store.ts';
import { authorizeDelivery, recover, requestTest, resend } from './request-delivery.ts';

const route = routesFor<WebhookServices>();

export const deliveryRoutes = [
  route({
    method: 'POST',
    path: '/v1/webhooks/:id/tests',
    name: 'testWebhook',
    summary: 'Send a test to a webhook',
    description:
      'Queues a delivery of the type `webhook_test`, which is signed and tried as any other. Read the delivery to see what the receiver answered.',
    permission: permissions.run,
    params: { id: 'webhook' },
    answers: { 202: deliveryShape },
    problems: ['state_conflict'],
  }).runs({
    authorize: ({ services, actor, params }) => run(() => authorizeWebhook(services.ports.db.sql, actor, params.id)),
    async handle({ services, actor, params: { id } }) {
      const delivery = await requestTest(services.ports, actor, id);
      await services.jobs.sendWebhooks([id]);
      const headers = { location: `/v1/webhook-deliveries/${delivery.id}` };
      return { status: 202, body: deliveryJson(delivery, []), headers };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/webhooks/:id/recoveries',
    name: 'recoverWebhook',
    summary: 'Queue what a webhook missed, since a time or after an event',
    description:
      'Looks at up to 5,000 past events and queues those that the webhook selects and did not get, also those of before it was made. A tournament that the webhook never gets is refused. While `next` is not null there are more; ask again with it.',
    permission: permissions.run,
    params: { id: 'webhook' },
    body: recoveryCreate,
    answers: { 202: recoveryShape },
    problems: ['state_conflict'],
  }).runs({
    authorize: ({ services, actor, params }) => run(() => authorizeWebhook(services.ports.db.sql, actor, params.id)),
    async handle({ services: { ports, jobs }, actor, params: { id }, body }) {
      const recovered = await recover(ports, actor, id, toSince(body));
      await jobs.sendWebhooks([id]);
      return { status: 202, body: recoveryJson(recovered) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/webhooks/:id/deliveries',
    name: 'listWebhookDeliveries',
    summary: 'List the deliveries to a webhook, newest first',
    description: 'Lists what was queued in the last 30 days, each with its latest attempt. Older ones are removed.',
    permission: permissions.run,
    params: { id: 'webhook' },
    query: deliveriesQuery,
    answers: { 200: pageShape(deliveryShape) },
  }).runs({
    async handle({ services: { ports }, actor, params: { id }, query }) {
      await run(() => authorizeWebhook(ports.db.sql, actor, id));
      const page = pageOf(query);
      const rows = await listDeliveries(ports.db, { ...page, webhookId: id, state: query.state ?? null });
      const { items, nextCursor } = toPage(rows, page.limit, (delivery) => delivery.id);
      const latest = await listAttempts(
        ports.db,
        items.map((delivery): Id<'delivery'> => delivery.id),
        1,
      );
      const shown = items.map((one) =>
        deliveryJson(
          one,
          latest.filter(({ deliveryId }) => deliveryId === one.id),
        ),
      );
      return { status: 200, body: { items: shown, nextCursor } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/webhook-deliveries/:id',
    name: 'readWebhookDelivery',
    summary: 'Read a delivery with its attempts and what the receiver answered',
    description:
      'Answers the state of the delivery and its latest 50 attempts. The first kilobyte of each answer is kept as it came.',
    permission: permissions.run,
    params: { id: 'delivery' },
    answers: { 200: deliveryShape },
  }).runs({
    async handle({ services: { ports }, actor, params: { id } }) {
      const found = await run(() => authorizeDelivery(ports.db.sql, actor, id));
      const attempts = await listAttempts(ports.db, [id], attemptsShownMax);
      return { status: 200, body: deliveryJson(found, attempts) };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/webhook-deliveries/:id/resends',
    name: 'resendWebhookDelivery',
    summary: 'Send a delivery again',
    description:
      'Queues the delivery with all its attempts, also one that was delivered or has failed. It has the same `webhook-id`, so that a receiver may know it.',
    permission: permissions.run,
    params: { id: 'delivery' },
    answers: { 202: deliveryShape },
    problems: ['state_conflict'],
  }).runs({
    authorize: ({ services, actor, params }) => run(() => authorizeDelivery(services.ports.db.sql, actor, params.id)),
    async handle({ services, actor, params: { id } }) {
      const delivery = await resend(services.ports, actor, id);
      await services.jobs.sendWebhooks([delivery.webhookId]);
      return { status: 202, body: deliveryJson(delivery, []) };
    },
  }),
];
