// The requests of docs/api-examples.md: how and when single matches are held.

import type { Caller, Stage } from '../samples/api-recorder.ts';

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
  await api.ask(`GET /v1/tournaments/${id}/schedule-warnings`, {
    title: 'Read the warnings of the schedule',
    note: 'No token. Double bookings that results have made, and short rests.',
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

/** Two teams of two: line-ups, the veto of a map, and a call for a referee. */
export async function playTeams({ api, organizer, ada, others }: Stage): Promise<void> {
  const [ben, chloe, wang] = others as [Caller, Caller, Caller];
  const body = { title: 'Team Cup', startsAt: '2035-06-01T10:00:00Z', capacity: 2, mode: 'team', rosterSize: 2 };
  const { id } = await api.ask('POST /v1/tournaments', { as: organizer, body });
  const move = (to: string) => api.ask(`POST /v1/tournaments/${id}/transitions`, { as: organizer, body: { to } });
  const plan = { lineUpMin: 1, lineUpMax: 1, blindLineUps: true };
  await api.ask(`PUT /v1/tournaments/${id}/match-plan`, { as: organizer, body: plan });
  for (const to of ['published', 'registration_open']) await move(to);
  const entries: string[] = [];
  const teams: string[] = [];
  for (const [captain, mate, name] of [
    [ada, ben, 'The Engines'],
    [chloe, wang, 'The Looms'],
  ] as const) {
    const team = await api.ask('POST /v1/teams', { as: captain, body: { name } });
    teams.push(team.id);
    await api.ask(`POST /v1/teams/${team.id}/members`, { as: mate, body: { joinCode: team.joinCode } });
    const entry = { as: captain, body: { teamId: team.id } };
    entries.push((await api.ask(`POST /v1/tournaments/${id}/registrations`, entry)).id);
  }
  api.begin('Teams');
  await api.ask(`PUT /v1/registrations/${entries[0]}/roster`, {
    title: 'Say anew who plays for a team',
    note: 'By the captain, while registration is open.',
    as: ada,
    body: { playerIds: [ada.id, ben.id] },
  });
  for (const to of ['registration_closed', 'live']) await move(to);
  const { items } = await api.ask(`GET /v1/tournaments/${id}/matches`);
  const [match] = items;
  api.begin('Teams');
  await api.ask(`GET /v1/teams/${teams[0]}/tournaments`, {
    title: 'Tournaments of a team',
    note: 'No token. Public ones only, with the final rank.',
  });
  api.begin('Matches');
  await api.ask(`PUT /v1/matches/${match.id}/line-ups/${entries[0]}`, {
    title: 'Set a line-up',
    note: 'By the captain, the organizer or a referee, until the match begins. As many as the match plan says.',
    as: ada,
    body: { playerIds: [ben.id] },
  });
  await api.ask(`GET /v1/matches/${match.id}/line-ups`, {
    title: 'Read the line-ups',
    note: 'No token. Players of the team see ids. Blind line-ups are null to others until all are set or the match has begun.',
    as: ada,
  });
  const steps = [
    { kind: 'ban', by: 'a' },
    { kind: 'ban', by: 'b' },
    { kind: 'decider', by: 'coin' },
  ];
  await api.ask(`PUT /v1/tournaments/${id}/stages/1/veto`, {
    title: 'Set the veto of a stage',
    note: 'By the organizer, until a veto of the stage has started. `by`: `a`, `b` (the slots), `winner`, `loser` (of the toss), `coin` (drawn).',
    as: organizer,
    body: { maps: ['Dust', 'Mirage', 'Nuke'], sides: [], steps, stepSeconds: 3600 },
  });
  await api.ask(`GET /v1/tournaments/${id}/stages/1/veto`, { title: 'Read the veto of a stage', note: 'No token.' });
  const first = match.slots[0].entrant.playerId === ada.id ? ada : chloe;
  await api.ask(`POST /v1/matches/${match.id}/veto`, { as: first, body: { action: 'start' } });
  await api.ask(`POST /v1/matches/${match.id}/veto`, {
    title: 'Take a step of a veto',
    note: 'By the side whose turn it is, or a referee for it. `{"action": "start"}` starts the veto. A step that is late is drawn.',
    as: first,
    body: { action: 'choose', step: 0, choice: 'Nuke' },
  });
  await api.ask(`GET /v1/matches/${match.id}/veto`, {
    title: 'Read a veto',
    note: 'No token. With `seed` anybody repeats the draws.',
  });
  const call = await api.ask(`POST /v1/matches/${match.id}/referee-calls`, {
    title: 'Call a referee',
    note: 'By a player of the match; one call of a match is open at a time.',
    as: ben,
    body: { reason: 'technical_issue' },
  });
  await api.ask(`GET /v1/tournaments/${id}/referee-calls?open=true`, {
    title: 'List the calls for a referee',
    note: 'By the organizer or a referee, the oldest first.',
    as: organizer,
  });
  await api.ask(`POST /v1/referee-calls/${call.id}/resolution`, {
    title: 'Resolve a call',
    note: 'By the organizer or a referee.',
    as: organizer,
  });
}
