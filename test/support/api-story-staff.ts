// The requests of docs/api-examples.md: staff of a tournament.

import type { Stage } from './api-recorder.ts';

export async function staffUp({ api, organizer, ada, others }: Stage): Promise<void> {
  const [ben] = others;
  const body = { title: 'Winter Open', startsAt: '2035-12-01T10:00:00Z', capacity: 4 };
  const { id } = await api.ask('POST /v1/tournaments', { as: organizer, body });
  api.begin('Tournaments');
  await api.ask(`POST /v1/tournaments/${id}/staff`, {
    title: 'Invite staff',
    note: '`co_organizer`, `referee`, `check_in` or `caster`. By the organizer. The role gives no right until the person has accepted.',
    as: organizer,
    body: { playerId: ada.id, role: 'referee' },
  });
  await api.ask(`POST /v1/tournaments/${id}/staff/${ada.id}/acceptance`, { title: 'Accept an invitation', as: ada });
  await api.ask(`GET /v1/tournaments/${id}/staff`, { title: 'List staff', note: 'For staff.', as: ada });
  await api.ask('GET /v1/me/staff-roles', { title: 'List my roles as staff', note: 'Also invitations.', as: ada });
  if (ben === undefined) return;
  await api.ask(`POST /v1/tournaments/${id}/staff`, { as: organizer, body: { playerId: ben.id, role: 'caster' } });
  await api.ask(`DELETE /v1/tournaments/${id}/staff/${ben.id}`, {
    title: 'Decline, leave or remove',
    note: 'By the person or the organizer.',
    as: ben,
  });
}
