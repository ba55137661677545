// The requests of docs/api-examples.md: a Swiss, whose rounds are paired on request.

import type { Stage } from '../samples/api-recorder.ts';

export async function playSwiss({ api, organizer, ada, others }: Stage): Promise<void> {
  const stages = [{ format: 'swiss', rounds: 3, tieBreaks: ['buchholz'] }];
  const body = { title: 'Swiss Open', startsAt: '2035-07-01T10:00:00Z', capacity: 5, stages };
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
  const { entrants } = await api.ask(`GET /v1/tournaments/${id}/stages/1`, {});
  const { items: registrations } = await api.ask('GET /v1/me/registrations', { as: ada });
  const own = registrations.find((each: { tournament: { id: string } }) => each.tournament.id === id) ?? entrants[0];
  await api.ask(`PUT /v1/registrations/${own.id ?? own.registrationId}/stages/1/byes`, {
    title: 'Ask for a bye',
    note: 'By the entrant or the organizer, for rounds of a Swiss that are not paired yet. The list replaces the one before.',
    as: ada,
    body: { byes: [{ round: 2, points: 'half' }] },
  });
  await api.ask(`POST /v1/tournaments/${id}/stages/1/entrants`, {
    title: 'Let a player in late',
    note: 'By the organizer, into a running Swiss or league. No fee is charged; the rounds before bring 0 points.',
    as: organizer,
    body: { playerId: organizer.id, displayName: 'Late Larry' },
  });
  await api.ask(`POST /v1/tournaments/${id}/stages/1/rounds`, {
    title: 'Pair the next round of a Swiss',
    note: 'By the organizer, when all matches of the stage are completed. The matches exist when the event `round_paired` is sent.',
    as: organizer,
    body: {},
  });
}
