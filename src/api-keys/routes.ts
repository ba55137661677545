// HTTP routes of API keys: make, list, read, change, revoke. No key may use them.

import type { Id } from '../core/id.ts';
import { type PageRequest, toPage } from '../core/page.ts';
import { routesFor } from '../http/route.ts';
import { pageOf, pageOnly, pageShape } from '../http/wire.ts';
import { refuseUnlessAdmin } from '../identity/change-roles.ts';
import type { Ports } from '../outbox/ports.ts';
import { listApiKeys } from './api-key-store.ts';
import { changeApiKey, readApiKey, revokeApiKey } from './change-api-key.ts';
import { apiKeyChange, apiKeyCreate, apiKeyJson, apiKeyShape, madeApiKeyShape } from './contract.ts';
import { makeApiKey, refuseUnlessMayMakeKeys } from './make-api-key.ts';
import { apiKeyPermissions as permissions } from './permission.ts';

interface Services {
  readonly ports: Ports;
}

const route = routesFor<Services>();

async function pageOfKeys({ db }: Ports, creator: Id<'player'>, page: PageRequest) {
  const { items, nextCursor } = toPage(await listApiKeys(db, creator, page), page.limit, ({ id }) => id);
  return { items: items.map(apiKeyJson), nextCursor };
}

export const apiKeyRoutes = [
  route({
    method: 'POST',
    path: '/v1/api-keys',
    name: 'makeApiKey',
    summary: 'Make an API key for a server',
    description:
      'Makes a key that acts for its creator within its scopes: in the tournaments that the creator organizes, or everywhere while Laurel grants the creator the role `admin`. It has the roles that are granted in Laurel (`POST /v1/players/:id/roles`), never those of a token: the key of an organizer creates tournaments only with a granted role. The text of the key is shown once, and stored nowhere.',
    permission: permissions.make,
    body: apiKeyCreate,
    answers: { 201: madeApiKeyShape },
    problems: ['limit_reached'],
  }).runs({
    requires: refuseUnlessMayMakeKeys,
    async handle({ services: { ports }, actor, body }) {
      const { apiKey, text } = await makeApiKey(ports, actor, { ...body, expiresAt: body.expiresAt ?? null });
      const headers = { location: `/v1/api-keys/${apiKey.id}`, 'cache-control': 'no-store' };
      return { status: 201, body: { apiKey: apiKeyJson(apiKey), key: text }, headers };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/api-keys',
    name: 'listApiKeys',
    summary: 'List your API keys, newest first',
    description: 'Lists keys that the caller has made, also those that have ended. Their texts are never shown again.',
    permission: permissions.list,
    query: pageOnly,
    answers: { 200: pageShape(apiKeyShape) },
  }).runs({
    async handle({ services: { ports }, actor, query }) {
      return { status: 200, body: await pageOfKeys(ports, actor.playerId, pageOf(query)) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/players/:id/api-keys',
    name: 'listApiKeysOf',
    summary: 'List the API keys of a player, newest first',
    description:
      'Lists keys that the player has made, so that an administrator finds and revokes them. Keys that have ended are listed too.',
    permission: permissions.listOf,
    params: { id: 'player' },
    query: pageOnly,
    answers: { 200: pageShape(apiKeyShape) },
  }).runs({
    requires: refuseUnlessAdmin,
    async handle({ services: { ports }, params, query }) {
      return { status: 200, body: await pageOfKeys(ports, params.id, pageOf(query)) };
    },
  }),
  route({
    method: 'GET',
    path: '/v1/api-keys/:id',
    name: 'readApiKey',
    summary: 'Read an API key, without its text',
    description: 'Answers what the key may do, until when, and when it was last used. Its text is never shown again.',
    permission: permissions.change,
    params: { id: 'apiKey' },
    answers: { 200: apiKeyShape },
  }).runs({
    async handle({ services: { ports }, actor, params: { id } }) {
      return { status: 200, body: apiKeyJson(await readApiKey(ports, actor, id)) };
    },
  }),
  route({
    method: 'PATCH',
    path: '/v1/api-keys/:id',
    name: 'changeApiKey',
    summary: 'Rename an API key or change its expiry',
    description:
      'Sets the fields that are sent, and keeps all others. Scopes never change: for others make another key, and revoke this one.',
    permission: permissions.change,
    ifMatchOf: 'readApiKey',
    params: { id: 'apiKey' },
    body: apiKeyChange,
    answers: { 200: apiKeyShape },
    problems: ['state_conflict', 'limit_reached'],
  }).runs({
    authorize: ({ services: { ports }, actor, params }) => readApiKey(ports, actor, params.id),
    async handle({ services: { ports }, actor, params: { id }, body: { name, expiresAt } }) {
      const change = { ...(name === undefined ? {} : { name }), ...(expiresAt === undefined ? {} : { expiresAt }) };
      return { status: 200, body: apiKeyJson(await changeApiKey(ports, actor, id, change)) };
    },
  }),
  route({
    method: 'POST',
    path: '/v1/api-keys/:id/revocation',
    name: 'revokeApiKey',
    summary: 'Revoke an API key for ever',
    description:
      'Ends the key at once: an act that runs with it ends as it would have, and every later request with it is refused. Revoked again, it stays as it is.',
    permission: permissions.change,
    ifMatchOf: 'readApiKey',
    params: { id: 'apiKey' },
    answers: { 200: apiKeyShape },
  }).runs({
    authorize: ({ services: { ports }, actor, params }) => readApiKey(ports, actor, params.id),
    async handle({ services: { ports }, actor, params: { id } }) {
      return { status: 200, body: apiKeyJson(await revokeApiKey(ports, actor, id)) };
    },
  }),
];
