// Accepted requests of the routes of webhooks. Their endpoints get no events: nothing is written at a time of its own.

import { expect, vi } from 'vitest';
import { aReceiver, aWebhook } from '../integrations/webhooks.ts';
import { aPerson, get, post } from '../isolate/api.ts';
import { ok } from '../tournaments/tournament.ts';
import type { Belonging, Samples } from './sample.ts';

export async function webhookSamples(page: Record<string, string>, draftId: string) {
  const owner = await aPerson({ roles: ['organizer'] });
  const [kept, deleted] = [await aWebhook(owner, aReceiver().url), await aWebhook(owner, aReceiver().url)];
  const test = ok(await post(`/v1/webhooks/${kept.id}/tests`, { as: owner }), 202);
  const read = () => get(`/v1/webhook-deliveries/${test.id}`, { as: owner });
  await vi.waitFor(async () => expect(ok(await read(), 200).state).toBe('delivered'), 60_000);
  const params = { id: kept.id };
  const terms = {
    url: aReceiver().url,
    description: 'Standings on the venue screen',
    eventTypes: ['checked_in'],
    tournamentIds: [draftId],
  };
  const samples: Samples = {
    'POST /v1/webhooks': { body: { ...terms, reach: 'all', signature: 'v1a' } },
    'GET /v1/webhooks': { query: { owner: 'me', ...page } },
    'GET /v1/webhooks/:id': { params },
    'PATCH /v1/webhooks/:id': { params, body: { ...terms, tournamentIds: [], isActive: true } },
    'DELETE /v1/webhooks/:id': { params: { id: deleted.id } },
    'POST /v1/webhooks/:id/secrets': { params, body: { overlapHours: 1 } },
    'POST /v1/webhooks/:id/tests': { params },
    'POST /v1/webhooks/:id/recoveries': { params, body: { since: '2026-01-01T00:00:00+06:00' } },
    'GET /v1/webhooks/:id/deliveries': { params, query: { state: 'delivered', ...page } },
    'GET /v1/webhook-deliveries/:id': { params: { id: test.id } },
    'POST /v1/webhook-deliveries/:id/resends': { params: { id: test.id } },
  };
  const belongings = [kept.id, deleted.id, test.id].map((id): [string, Belonging] => [id, { owner }]);
  return { samples, belongings };
}
