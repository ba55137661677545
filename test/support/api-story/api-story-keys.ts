// The part of the API examples about API keys.

import type { Caller, Recorder } from '../samples/api-recorder.ts';

export async function makeKeys(api: Recorder, organizer: Caller): Promise<void> {
  api.begin('API keys');
  const { apiKey } = await api.ask('POST /v1/api-keys', {
    title: 'Make a key for a server',
    note: 'By an organizer or an administrator. `key` is shown once: send it as `Authorization: Bearer`.',
    as: organizer,
    // Also a text that no scanner takes for a leaked key.
    settled: { key: 'lk_live_01k9x5c3m0vq4d8w2r7t6h1n9b_…' },
    body: { name: 'Stage server', scopes: ['tournaments:read', 'registrations:write', 'matches:write'] },
  });
  const path = `/v1/api-keys/${apiKey.id}`;
  await api.ask('GET /v1/api-keys', { title: 'Your keys', note: 'Newest first, without their texts.', as: organizer });
  await api.ask(`GET ${path}`, { title: 'One key', note: '`lastUsedAt` is kept to the minute.', as: organizer });
  const admin = await api.aCaller('Ann', 'admin');
  await api.ask(`GET /v1/players/${organizer.id}/api-keys`, {
    title: 'The keys of somebody',
    note: 'By an administrator.',
    as: admin,
  });
  await api.ask(`PATCH ${path}`, {
    title: 'Rename a key',
    note: 'Also `expiresAt`, at most two years from now. Scopes never change.',
    as: organizer,
    body: { name: 'Stage server in Dhaka' },
  });
  await api.ask(`POST ${path}/revocation`, {
    title: 'Revoke a key',
    note: 'For ever, and at once.',
    as: organizer,
  });
}
