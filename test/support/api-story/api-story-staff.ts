// The requests of docs/api-examples.md: staff of a tournament, its dashboard and copies, and series.

import type { Stage } from '../samples/api-recorder.ts';

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
  await api.ask(`GET /v1/tournaments/${id}/dashboard`, {
    title: 'Read the dashboard',
    note: 'For staff. One request.',
    as: ada,
    isWhole: true,
  });
  const later = { startsAt: '2036-01-01T10:00:00Z', title: 'Spring Open' };
  await api.ask(`POST /v1/tournaments/${id}/copies`, {
    title: 'Copy a tournament',
    note: 'The settings; all dates move with the start. Neither entrants nor staff.',
    as: organizer,
    body: later,
  });
  await groupSeries({ api, organizer }, id);
  if (ben === undefined) return;
  await api.ask(`POST /v1/tournaments/${id}/staff`, { as: organizer, body: { playerId: ben.id, role: 'caster' } });
  await api.ask(`DELETE /v1/tournaments/${id}/staff/${ben.id}`, {
    title: 'Decline, leave or remove',
    note: 'By the person or the organizer.',
    as: ben,
  });
}

async function groupSeries({ api, organizer }: Pick<Stage, 'api' | 'organizer'>, tournamentId: string): Promise<void> {
  const { id } = await api.ask('POST /v1/series', {
    title: 'Create a series',
    note: '`points` of place 1, 2, …; the best `countedResults` of an entrant count, null: all.',
    as: organizer,
    body: { title: 'Season 2035', points: [10, 6, 4, 4], countedResults: 3 },
  });
  await api.ask(`PUT /v1/series/${id}/tournaments/${tournamentId}`, {
    title: 'Add a tournament to a series',
    note: 'By who runs both. `DELETE` removes it.',
    as: organizer,
  });
  await api.ask(`PATCH /v1/series/${id}`, { title: 'Change a series', as: organizer, body: { countedResults: 2 } });
  await api.ask(`GET /v1/series/${id}`, { title: 'Read a series' });
  await api.ask(`GET /v1/series/${id}/standings?explain=true`, {
    title: 'Read the standings of a series',
    note: 'Pages, best first. Completed tournaments count.',
  });
  await api.ask('GET /v1/series', { title: 'List series', note: 'Newest first; `organizerId` for one organizer.' });
  await api.ask(`DELETE /v1/series/${id}/tournaments/${tournamentId}`, { as: organizer });
}
