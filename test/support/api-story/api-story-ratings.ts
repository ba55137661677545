// The part of the story about rating lists.

import type { Caller, Recorder } from '../samples/api-recorder.ts';

export async function keepRatings(api: Recorder, organizer: Caller): Promise<void> {
  api.begin('Tournaments');
  const list = await api.ask('POST /v1/rating-lists', {
    title: 'Create a rating list',
    note: 'By an organizer.',
    as: organizer,
    body: { name: 'Club ratings', system: 'glicko2' },
  });
  await api.ask('GET /v1/me/rating-lists?limit=20', { title: 'List the own rating lists', as: organizer });
  await api.ask(`GET /v1/rating-lists/${list.id}`, { title: 'Read a rating list', note: 'No token.' });
  const { id } = await api.ask('POST /v1/tournaments', {
    as: organizer,
    body: { title: 'Club Cup', startsAt: '2035-01-01T10:00:00Z', capacity: 8 },
  });
  await api.ask(`PUT /v1/tournaments/${id}/rating-list`, {
    title: 'Let a tournament count',
    note: 'By the organizer, until the tournament is over. `null`: it does not count.',
    as: organizer,
    body: { ratingListId: list.id },
  });
  await api.ask(`GET /v1/tournaments/${id}/rating-list`, {
    title: 'Read for which list it counts',
    note: 'By who may read the tournament.',
    as: organizer,
  });
  await api.ask(`GET /v1/rating-lists/${list.id}/players`, {
    title: 'List rated players',
    note: 'No token. Best first: `playerId`, `displayName`, `rating`, `deviation`, `games`. A tournament is rated within a minute after its completion.',
  });
}
