// The requests of docs/api-examples.md: a Swiss, whose rounds are paired on request.

import type { Stage } from './api-recorder.ts';

export async function playSwiss({ api, organizer, ada, others }: Stage): Promise<void> {
  const stages = [{ format: 'swiss', rounds: 3, tieBreaks: ['buchholz'] }];
  const body = { title: 'Swiss Open', startsAt: '2035-07-01T10:00:00Z', capacity: 4, stages };
  const { id } = await api.ask('POST /v1/tournaments', { as: organizer, body });
  const move = (to: string) => api.ask(`POST /v1/tournaments/${id}/transitions`, { as: organizer, body: { to } });
  for (const to of ['published', 'registration_open']) await move(to);
  for (const as of [ada, ...others]) await api.ask(`POST /v1/tournaments/${id}/registrations`, { as, body: {} });
  for (const to of ['registration_closed', 'live']) await move(to);
  const { items } = await api.ask(`GET /v1/tournaments/${id}/matches`, {});
  for (const match of items)
    await api.ask(`POST /v1/matches/${match.id}/decisions`, { as: organizer, body: { scores: [1, 0] } });
  api.begin('Matches');
  await api.ask(`GET /v1/tournaments/${id}/stages/1/standings?explain=true&limit=1`, {
    title: 'Read the standings of a stage',
    note: 'No token. For a stage that counts points. `explain=true` adds every term of each figure.',
  });
  await api.ask(`POST /v1/tournaments/${id}/stages/1/rounds`, {
    title: 'Pair the next round of a Swiss',
    note: 'By the organizer, when all matches of the stage are completed. The matches exist when the event `round_paired` is sent.',
    as: organizer,
    body: {},
  });
}
