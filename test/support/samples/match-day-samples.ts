// Accepted requests of the routes of single matches: match plans, schedules, check-in.

import { post } from '../isolate/api.ts';
import { aMatchDay, aTeamDay, matchAt, setVeto, shortVeto, sideOf } from '../tournaments/match-days.ts';
import { ok } from '../tournaments/tournament.ts';
import { disputeSamples } from './dispute-samples.ts';
import type { Belonging, Samples } from './sample.ts';

const single = { stages: [{ format: 'single_elimination' }], startsAt: '2030-01-01T10:00:00Z' };

export async function matchDaySamples(page: Record<string, string>) {
  const [plain, checked] = [
    await aMatchDay(4, { stations: ['Board 1', 'Board 2'] }, single),
    await aMatchDay(2, { matchCheckInMinutes: 30 }, single),
  ];
  const [match, open] = [await matchAt(plain, '1.1.0'), await matchAt(checked, '1.1.0')];
  const { registrationId } = open.slots[0].entrant;
  const teams = await aTeamDay({ lineUpMin: 1, lineUpMax: 2 });
  const [team] = teams.teams;
  const { id: teamMatch } = await matchAt(teams, '1.1.0');
  const caller = await sideOf(plain, '1.1.0', 1);
  const { id: callId } = ok(
    await post(`/v1/matches/${match.id}/referee-calls`, { as: caller, body: { reason: 'rules' } }),
    201,
  );
  const other = await matchAt(plain, '1.1.1');
  const otherSide = await sideOf(plain, '1.1.1', 0);
  ok(await setVeto(plain, shortVeto), 200);
  ok(await post(`/v1/matches/${other.id}/veto`, { as: otherSide, body: { action: 'start' } }), 200);
  const contested = await disputeSamples(page);
  const startsAt = '2030-01-01T16:00:00+06:00';
  const samples: Samples = {
    'GET /v1/tournaments/:id/match-plan': { params: { id: plain.id } },
    'PUT /v1/tournaments/:id/match-plan': {
      params: { id: plain.id },
      body: {
        ...{ matchCheckInMinutes: 10, matchMinutes: 45, restMinutes: 15, stations: ['Board 1', 'Board 2'] },
        ...{ lineUpMin: 1, lineUpMax: 5, blindLineUps: true },
      },
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
    'GET /v1/tournaments/:id/schedule-warnings': { params: { id: plain.id } },
    'POST /v1/matches/:id/calls': { params: { id: match.id }, body: {} },
    'GET /v1/tournaments/:id/stages/:stage/veto': { params: { id: plain.id, stage: '1' } },
    'PUT /v1/tournaments/:id/stages/:stage/veto': {
      params: { id: checked.id, stage: '1' },
      body: {
        ...{ maps: ['Dust', 'Mirage'], sides: ['CT', 'T'], stepSeconds: 45 },
        steps: [
          { kind: 'ban', by: 'winner' },
          { kind: 'decider', by: 'coin' },
          { kind: 'side', by: 'loser' },
        ],
      },
    },
    'GET /v1/matches/:id/veto': { params: { id: other.id } },
    'POST /v1/matches/:id/veto': {
      params: { id: other.id },
      body: { action: 'choose', step: 0, choice: 'Nuke' },
      as: otherSide,
    },
    'GET /v1/matches/:id/line-ups': { params: { id: teamMatch } },
    'PUT /v1/matches/:id/line-ups/:registrationId': {
      params: { id: teamMatch, registrationId: team.registrationId },
      body: { playerIds: [team.mate.id] },
    },
    'POST /v1/matches/:id/referee-calls': { params: { id: other.id }, body: { reason: 'conduct' }, as: otherSide },
    'GET /v1/tournaments/:id/referee-calls': { params: { id: plain.id }, query: { open: 'true', ...page } },
    'POST /v1/referee-calls/:id/resolution': { params: { id: callId } },
    'PUT /v1/registrations/:id/roster': {
      params: { id: team.registrationId },
      body: { playerIds: [team.captain.id, team.mate.id] },
      as: team.captain,
    },
    ...contested.samples,
    'POST /v1/matches/:id/check-ins': { params: { id: open.id }, body: { registrationId } },
  };
  const belongings: [string, Belonging][] = [
    [plain.id, { organizer: plain.organizer }],
    [match.id, { owner: await sideOf(plain, '1.1.0', 0), organizer: plain.organizer }],
    [checked.id, { organizer: checked.organizer }],
    [other.id, { owner: otherSide, organizer: plain.organizer }],
    [teamMatch, { owner: team.captain, organizer: teams.organizer }],
    ...contested.belongings,
    [team.registrationId, { owner: team.captain, organizer: teams.organizer }],
    [callId, { organizer: plain.organizer }],
    [open.id, { owner: await sideOf(checked, '1.1.0', 0), organizer: checked.organizer }],
  ];
  return { samples, belongings };
}
