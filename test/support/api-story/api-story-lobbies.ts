// The part of the API examples about a lobby: a check-in that ends without one of its entrants, and the result of many players.

import type { Caller, Stage } from '../samples/api-recorder.ts';

// biome-ignore lint/suspicious/noExplicitAny: as in api.ts
type Json = any;

/** `endCheckIn` lets the minutes of a check-in pass. */
export async function playLobby(
  { api, organizer }: Pick<Stage, 'api' | 'organizer'>,
  endCheckIn: (matchId: string) => Promise<void>,
): Promise<void> {
  const players = [
    await api.aCaller('Isla'),
    await api.aCaller('Jon'),
    await api.aCaller('Kira'),
    await api.aCaller('Lee'),
  ];
  const points = { placement: [10, 6, 4], perKill: 1 };
  const stages = [{ format: 'free_for_all', lobbySize: 4, points }];
  const body = { title: 'Island Cup', startsAt: '2035-08-01T10:00:00Z', capacity: 4, stages };
  const { id } = await api.ask('POST /v1/tournaments', { as: organizer, body });
  const move = (to: string) => api.ask(`POST /v1/tournaments/${id}/transitions`, { as: organizer, body: { to } });
  await api.ask(`PUT /v1/tournaments/${id}/match-plan`, { as: organizer, body: { matchCheckInMinutes: 10 } });
  for (const to of ['published', 'registration_open']) await move(to);
  for (const as of players) await api.ask(`POST /v1/tournaments/${id}/registrations`, { as, body: {} });
  for (const to of ['registration_closed', 'live']) await move(to);
  const [lobby] = (await api.ask(`GET /v1/tournaments/${id}/matches`)).items;
  const present = lobby.slots
    .slice(0, 3)
    .map(({ entrant }: Json) => players.find((player) => player.id === entrant.playerId)) as [Caller, Caller, Caller];
  for (const as of present) await api.ask(`POST /v1/matches/${lobby.id}/check-ins`, { as, body: {} });
  await endCheckIn(lobby.id);
  // Cron closes the check-in. Here a call that is too late does.
  const late = players.find((player) => !present.includes(player)) as Caller;
  await api.ask(`POST /v1/matches/${lobby.id}/check-ins`, { as: late, body: {}, status: 409 });
  api.begin('Matches');
  await api.ask(`POST /v1/matches/${lobby.id}/reports`, {
    title: 'Report a lobby',
    note:
      'One score and one place per slot; the last slot is vacant. In this stage a win brings 10 points and a kill 1, so the `scores` of the match are points and those of a game kills. ' +
      'Where a stage has no `points`, `{"scores": [3, 2, 1]}` is enough. Another entrant confirms.',
    as: present[0],
    body: { scores: [12, 7, 4, 0], games: [{ scores: [2, 1, 0, 0], places: [1, 2, 3, null] }] },
    isVariant: true,
  });
  await api.ask(`POST /v1/matches/${lobby.id}/evidence`, {
    as: present[1],
    body: { url: 'https://video.example/43' },
  });
  await api.ask(`DELETE /v1/players/${present[1].id}/personal-data`, { as: present[1] });
}
