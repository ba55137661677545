// Acts on API keys, roles and runs over objects.

import { type KeyedAct, request } from './keyed-act.ts';

export const operations: Readonly<Record<string, KeyedAct>> = {
  'revoked API key': async ({ client }) => {
    const organizer = await client.person(['organizer']);
    const { apiKey } = await client.post(organizer, '/v1/api-keys', { name: 'A', scopes: ['matches:read'] });
    return request(organizer, `/v1/api-keys/${apiKey.id}/revocation`);
  },
  'API key': async ({ client }) =>
    request(await client.person(['organizer']), '/v1/api-keys', { name: 'A', scopes: ['matches:read'] }),
  'granted role': async ({ client, payer }) =>
    request(await client.person(['admin']), `/v1/players/${payer.id}/roles`, { role: 'moderator' }),
  backfill: async ({ client }) =>
    request(await client.person(['admin']), '/v1/objects/backfills', { direction: 'r2-to-s3', dryRun: true }),
};
