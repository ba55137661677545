// HTTP routes of endpoints: the console of webhooks.

import type { Actor } from '../../core/actor.ts';
import { hasRole } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { toPage } from '../../core/page.ts';
import { run } from '../../db/transaction.ts';
import { routesFor } from '../../http/route.ts';
import { pageOf, pageShape } from '../../http/wire.ts';
import { webhookPermissions as permissions, refuseUnlessHost } from '../permission.ts';
import type { WebhookServices } from '../ports.ts';
import { authorizeWebhook } from './authorize-webhook.ts';
import { changeEndpoint, removeEndpoint } from './change-endpoint.ts';
import {
  endpointCreate,
  endpointJson,
  endpointPatch,
  endpointShape,
  endpointsQuery,
  keyedEndpointJson,
  keyedEndpointShape,
  secretRotate,
  toChange,
  toNewEndpoint,
} from './contract.ts';
import { createEndpoint, type MadeKey } from './create-endpoint.ts';
import { listEndpoints } from './endpoint-store.ts';
import { rotateSecret, showKey } from './rotate-secret.ts';

const route = routesFor<WebhookServices>();

async function answerWithKey({ ports, webhooks }: WebhookServices, { endpoint, secretId }: MadeKey) {
  const body = keyedEndpointJson(endpoint, await showKey(ports.db, webhooks, secretId));
  return {
    status: 201,
    body,
    headers: { location: `/v1/webhooks/${endpoint.id}`, 'cache-control': 'no-store' },
  } as const;
}

const authorize = ({
  services,
  actor,
  params,
}: {
  services: WebhookServices;
  actor: Actor;
  params: { id: Id<'webhook'> };
}) => run(() => authorizeWebhook(services.ports.db.sql, actor, params.id));

export const endpointRoutes = [
  route({
    method: 'POST',
    path: '/v1/webhooks',
    name: 'createWebhook',
    summary: 'Create a webhook: events are sent to its URL',
    description:
      'Sends each event from now on to the URL, signed as Standard Webhooks says, and again until it is answered with 2xx. The signing key is in this answer only, and in the answer to the same request with the same key.',
    permission: permissions.create,
    body: endpointCreate,
    answers: { 201: keyedEndpointShape },
    problems: ['webhook_target_refused', 'not_found', 'limit_reached', 'misconfigured'],
  }).runs({
    requires: refuseUnlessHost,
    async handle({ services, actor, body }) {
      const made = await createEndpoint(services.ports, services.webhooks, actor, toNewEndpoint(body));
      return answerWithKey(services, made);
    },
  }),
  route({
    method: 'GET',
    path: '/v1/webhooks',
    name: 'listWebhooks',
    summary: 'List your webhooks, newest first',
    description:
      'Lists the webhooks that the caller has made, also disabled ones. An administrator lists those of everybody with `owner=all`.',
    permission: permissions.list,
    query: endpointsQuery,
    answers: { 200: pageShape(endpointShape) },
    problems: ['forbidden'],
  }).runs({
    async handle({ services: { ports }, actor, query }) {
      const isAdmin = hasRole(actor, 'admin');
      if (query.owner === 'all' && !isAdmin) throw refuse('forbidden', { needs: 'admin' });
      const page = pageOf(query);
      const owner = query.owner === 'all' ? null : actor.playerId;
      const rows = await listEndpoints(ports.db, { ...page, owner, isAdmin });
      const { items, nextCursor } = toPage(rows, page.limit, (endpoint) => endpoint.id);
      return { status: 200, body: { items: items.map(endpointJson), nextCursor } };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/webhooks/:id',
    name: 'readWebhook',
    summary: 'Read a webhook',
    description: 'Answers where it sends, what it selects, and whether it works. Its keys are not shown.',
    permission: permissions.run,
    params: { id: 'webhook' },
    answers: { 200: endpointShape },
  }).runs({
    async handle(asked) {
      return { status: 200, body: endpointJson(await authorize(asked)) };
    },
  }),
  route({
    method: 'PATCH',
    path: '/v1/webhooks/:id',
    name: 'changeWebhook',
    summary: 'Change a webhook, disable it, or enable it again',
    description:
      'Changes the fields that are given. A webhook that is enabled again sends what still waits; a recovery queues what it missed meanwhile.',
    permission: permissions.run,
    ifMatchOf: 'readWebhook',
    params: { id: 'webhook' },
    body: endpointPatch,
    answers: { 200: endpointShape },
    problems: ['webhook_target_refused'],
  }).runs({
    authorize,
    async handle(asked) {
      const { services, actor, params, body } = asked;
      await changeEndpoint(services.ports, services.webhooks, actor, params.id, toChange(body));
      return { status: 200, body: endpointJson(await authorize(asked)) };
    },
  }),
  route({
    method: 'DELETE',
    path: '/v1/webhooks/:id',
    name: 'deleteWebhook',
    summary: 'Delete a webhook with its keys and deliveries',
    description: 'Ends it at once; a request that is on its way may still arrive. It cannot be undone.',
    permission: permissions.run,
    ifMatchOf: 'readWebhook',
    params: { id: 'webhook' },
    answers: { 204: null },
  }).runs({
    authorize,
    async handle({ services: { ports }, actor, params }) {
      await removeEndpoint(ports, actor, params.id);
      return { status: 204 };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/webhooks/:id/secrets',
    name: 'rotateWebhookSecret',
    summary: 'Replace the signing key of a webhook',
    description:
      'Makes a new key. Until the overlap ends each request has a signature of both keys, so that the receiver can change over; a third key ends at once.',
    permission: permissions.run,
    ifMatchOf: 'readWebhook',
    params: { id: 'webhook' },
    body: secretRotate,
    answers: { 201: keyedEndpointShape },
    problems: ['misconfigured'],
  }).runs({
    authorize,
    async handle({ services, actor, params, body }) {
      const made = await rotateSecret(services.ports, services.webhooks, actor, params.id, body.overlapHours);
      return answerWithKey(services, made);
    },
  }),
];
