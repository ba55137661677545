// The part of the story about entry conditions: invitation codes and the allow list.

import type { Caller, Recorder } from '../samples/api-recorder.ts';

export async function inviteEntrants(api: Recorder, organizer: Caller, player: Caller): Promise<void> {
  const { id } = await api.ask('POST /v1/tournaments', {
    as: organizer,
    body: { title: 'Invitational', startsAt: '2035-01-01T10:00:00Z', capacity: 8, entryCondition: 'code_or_list' },
  });
  for (const to of ['published', 'registration_open'])
    await api.ask(`POST /v1/tournaments/${id}/transitions`, { as: organizer, body: { to } });
  const made = await api.ask(`POST /v1/tournaments/${id}/invitation-codes`, {
    title: 'Make an invitation code',
    note: 'By the organizer or a co-organizer. Where `entryCondition` asks for a code. The answer to a repeated request has no code.',
    as: organizer,
    body: { usesMax: 2, expiresAt: '2034-12-31T18:00:00Z' },
  });
  await api.ask(`POST /v1/tournaments/${id}/registrations`, {
    as: player,
    body: { invitationCode: made.code },
  });
  await api.ask(`GET /v1/tournaments/${id}/invitation-codes`, { title: 'List invitation codes', as: organizer });
  await api.ask(`DELETE /v1/tournaments/${id}/invitation-codes/${made.id}`, {
    title: 'End an invitation code',
    note: 'Who has registered with it stays.',
    as: organizer,
  });
  await api.ask(`POST /v1/tournaments/${id}/allow-list`, {
    title: 'Change the allow list',
    note: 'By the organizer or a co-organizer. Players, or people by the `iss` and `sub` of their tokens.',
    as: organizer,
    body: { add: [{ playerId: player.id }, { issuer: 'https://id.example.org', subject: 'member-17' }], remove: [] },
  });
  await api.ask(`GET /v1/tournaments/${id}/allow-list`, { title: 'Read the allow list', as: organizer });
}
