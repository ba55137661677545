// Acts on webhooks and their deliveries.

import { systemClock } from '../../../../src/core/instant.ts';
import { type ActWorld, type KeyedAct, request } from './keyed-act.ts';

/** `https`, because this Laurel is no development server; nobody answers there. The queue sends at any time afterwards. */
async function aWebhook({ client }: ActWorld) {
  const owner = await client.person(['organizer']);
  const { webhook } = await client.post(owner, '/v1/webhooks', { url: 'https://hooks.example.com/' });
  const later = (path: string, body = {}) => ({ ...request(owner, path, body), laterTables: ['webhook_attempt'] });
  return { owner, path: `/v1/webhooks/${webhook.id}`, later };
}

export const webhooks: Readonly<Record<string, KeyedAct>> = {
  webhook: async ({ client }) =>
    request(await client.person(['organizer']), '/v1/webhooks', { url: 'https://hooks.example.com/' }),
  'new key of a webhook': async (world) => {
    const { owner, path } = await aWebhook(world);
    return request(owner, `${path}/secrets`);
  },
  'test of a webhook': async (world) => {
    const { path, later } = await aWebhook(world);
    return later(`${path}/tests`);
  },
  'recovery of a webhook': async (world) => {
    const { path, later } = await aWebhook(world);
    return later(`${path}/recoveries`, { since: systemClock() });
  },
  'delivery sent again': async (world) => {
    const { owner, path, later } = await aWebhook(world);
    const { id } = await world.client.post(owner, `${path}/tests`, {});
    return later(`/v1/webhook-deliveries/${id}/resends`);
  },
};
