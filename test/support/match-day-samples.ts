// Accepted requests of the routes of single matches: match plans, schedules, check-in.

import { aMatchDay, matchAt, sideOf } from './match-days.ts';
import type { Belonging, Samples } from './sample-requests.ts';

const single = { stages: [{ format: 'single_elimination' }], startsAt: '2030-01-01T10:00:00Z' };

export async function matchDaySamples(page: Record<string, string>) {
  const [plain, checked] = [
    await aMatchDay(4, { stations: ['Board 1', 'Board 2'] }, single),
    await aMatchDay(2, { matchCheckInMinutes: 30 }, single),
  ];
  const [match, open] = [await matchAt(plain, '1.1.0'), await matchAt(checked, '1.1.0')];
  const { registrationId } = open.slots[0].entrant;
  const startsAt = '2030-01-01T16:00:00+06:00';
  const samples: Samples = {
    'GET /v1/tournaments/:id/match-plan': { params: { id: plain.id } },
    'PUT /v1/tournaments/:id/match-plan': {
      params: { id: plain.id },
      body: { matchCheckInMinutes: 10, matchMinutes: 45, restMinutes: 15, stations: ['Board 1', 'Board 2'] },
    },
    'PATCH /v1/matches/:id': {
      params: { id: match.id },
      body: { startsAt, station: 'Board 1', stream: 'https://stream.example.org/1', isPostponed: false },
    },
    'POST /v1/tournaments/:id/schedule': {
      params: { id: plain.id },
      body: { stage: 1, round: 1, group: 1, startsAt, stations: ['Board 2', 'Board 1'], gapMinutes: 5 },
    },
    'GET /v1/tournaments/:id/schedule': {
      params: { id: plain.id },
      query: {
        ...{ stage: '1', round: '1', station: 'Board 1', registrationId, postponed: 'false', ...page },
        ...{ startsAfter: '2030-01-01T00:00:00Z', startsBefore: '2031-01-01T00:00:00+06:00' },
      },
    },
    'POST /v1/matches/:id/calls': { params: { id: match.id }, body: {} },
    'POST /v1/matches/:id/check-ins': { params: { id: open.id }, body: { registrationId } },
  };
  const belongings: [string, Belonging][] = [
    [plain.id, { organizer: plain.organizer }],
    [match.id, { owner: await sideOf(plain, '1.1.0', 0), organizer: plain.organizer }],
    [open.id, { owner: await sideOf(checked, '1.1.0', 0), organizer: checked.organizer }],
  ];
  return { samples, belongings };
}
