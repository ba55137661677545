// The part of api-story.ts about webhooks.

import type { Caller, Recorder } from '../samples/api-recorder.ts';

const secret = `whsec_${'A'.repeat(43)}=`;
const attempt = {
  ...{ number: 1, startedAt: '2035-01-01T10:00:00.000Z', durationMs: 84 },
  ...{ status: 204, error: null, answer: null },
};
const delivered = { state: 'delivered', dueAt: null, failureCount: 0, finishedAt: '2035-01-01T10:00:00.000Z' };

export async function integrate(api: Recorder, organizer: Caller): Promise<void> {
  api.begin('Webhooks');
  const { webhook } = await api.ask('POST /v1/webhooks', {
    title: 'Create a webhook',
    note: 'By an organizer. Only `url` is required. Store `secret`: no other answer has it.',
    as: organizer,
    body: {
      url: 'https://hooks.example.com/laurel',
      description: 'Standings on the venue screen',
      eventTypes: ['match_completed', 'placements_final'],
      tournamentIds: [],
      reach: 'own',
      signature: 'v1',
    },
    settled: { secret },
  });
  const path = `/v1/webhooks/${webhook.id}`;
  await api.ask('GET /v1/webhooks', { title: 'List webhooks', note: 'By who made them.', as: organizer });
  await api.ask(`GET ${path}`, { title: 'Read a webhook', as: organizer });
  await api.ask(`PATCH ${path}`, {
    title: 'Change a webhook',
    note: 'Any of the fields of a new one but `reach` and `signature`. `isActive` disables it, and enables it again.',
    as: organizer,
    body: { eventTypes: ['match_completed'], isActive: true },
  });
  await api.ask(`POST ${path}/secrets`, {
    title: 'Replace its key',
    note: 'Both keys sign until the overlap ends.',
    as: organizer,
    body: { overlapHours: 24 },
    settled: { secret },
  });
  const { id } = await api.ask(`POST ${path}/tests`, { title: 'Send a test', as: organizer });
  let read = await api.ask(`GET /v1/webhook-deliveries/${id}`, { as: organizer });
  while (read.attempts.length === 0) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    read = await api.ask(`GET /v1/webhook-deliveries/${id}`, { as: organizer });
  }
  // No receiver answers in this run.
  await api.ask(`GET /v1/webhook-deliveries/${id}`, {
    title: 'Read a delivery with its attempts',
    as: organizer,
    settled: { ...delivered, attempts: [attempt] },
  });
  await api.ask(`GET ${path}/deliveries`, {
    title: 'List deliveries',
    note: 'Newest first, each with its latest attempt. `state=failed` shows what did not arrive.',
    as: organizer,
    settled: { items: [{ ...read, ...delivered, attempts: [attempt] }] },
  });
  await api.ask(`POST /v1/webhook-deliveries/${id}/resends`, { title: 'Send a delivery again', as: organizer });
  await api.ask(`POST ${path}/recoveries`, {
    title: 'Recover what a webhook missed',
    note: 'Either `since`, or `tournamentId` with `afterSeq`: the last `seq` that you have.',
    as: organizer,
    body: { since: read.createdAt },
  });
  await api.ask(`DELETE ${path}`, { title: 'Delete a webhook', as: organizer });
}
