// The requests of docs/api-examples.md: how and when single matches are held.

import type { Stage } from './api-recorder.ts';

export async function holdMatches({ api, organizer, ada, others }: Stage): Promise<void> {
  const body = { title: 'Club Evening', startsAt: '2035-05-01T10:00:00Z', capacity: 4 };
  const { id } = await api.ask('POST /v1/tournaments', { as: organizer, body });
  api.begin('Matches');
  await api.ask(`PUT /v1/tournaments/${id}/match-plan`, {
    title: 'Set the match plan',
    note: 'By the organizer, until the tournament is over. It is replaced as a whole; takes `If-Match`.',
    as: organizer,
    body: { matchCheckInMinutes: 15, matchMinutes: 45, restMinutes: 15, stations: ['Board 1', 'Board 2'] },
  });
  await api.ask(`GET /v1/tournaments/${id}/match-plan`, { title: 'Read the match plan', as: organizer });
  const move = (to: string) => api.ask(`POST /v1/tournaments/${id}/transitions`, { as: organizer, body: { to } });
  for (const to of ['published', 'registration_open']) await move(to);
  for (const as of [ada, ...others]) await api.ask(`POST /v1/tournaments/${id}/registrations`, { as, body: {} });
  for (const to of ['registration_closed', 'live']) await move(to);
  await api.ask(`POST /v1/tournaments/${id}/schedule`, {
    title: 'Schedule a round',
    note: 'By the organizer. As many matches at one time as there are stations, then the next. All or none.',
    as: organizer,
    body: { stage: 1, round: 1, startsAt: '2035-05-01T10:00:00Z', gapMinutes: 5 },
  });
  const { items } = await api.ask(`GET /v1/tournaments/${id}/matches`);
  const [first] = items;
  await api.ask(`PATCH /v1/matches/${first.id}`, {
    title: 'Schedule a match',
    note: 'By the organizer. Takes `If-Match` with the `ETag` of the match. A station or an entrant that is booked is `double_booked`; too little rest is a warning.',
    as: organizer,
    body: { startsAt: '2035-05-01T11:00:00Z', stream: 'https://stream.example.org/1' },
  });
  await api.ask(`GET /v1/tournaments/${id}/schedule?station=Board%201`, {
    title: 'Read the schedule',
    note: 'No token. The earliest first, then postponed matches.',
  });
  await api.ask(`POST /v1/matches/${first.id}/calls`, {
    title: 'Call a match',
    note: 'By the organizer.',
    as: organizer,
  });
  const { registrationId } = first.slots[0].entrant;
  await api.ask(`PATCH /v1/matches/${first.id}`, { as: organizer, body: { startsAt: null } });
  await api.ask(`POST /v1/matches/${first.id}/check-ins`, {
    title: 'Check in to a match',
    note: 'Where the match plan has `matchCheckInMinutes`. An entrant sends `{}`, the organizer says who is there. Who has not come at the deadline forfeits.',
    as: organizer,
    body: { registrationId },
  });
}
