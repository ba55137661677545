// Accepted requests of the routes of stages, of their entrants, and of staff in a stage that is played.

import { aPerson, get, type Person, post } from '../isolate/api.ts';
import { aLiveTournament, aTournament, move, ok, playAllMatches, type Stage } from '../tournaments/tournament.ts';
import type { Belonging, Samples } from './sample.ts';

/** `live` is any tournament that is played. */
export async function stageSamples(live: Pick<Stage, 'id'>) {
  const entry = await entrySamples();
  const [played, over] = [await aTwoStageTournament(false), await aTwoStageTournament(true)];
  const samples: Samples = {
    'GET /v1/tournaments/:id/stages': { params: { id: live.id } },
    'GET /v1/tournaments/:id/stages/:stage': { params: { id: live.id, stage: '1' } },
    'PUT /v1/tournaments/:id/stages/:stage': {
      params: { id: over.id, stage: '2' },
      body: {
        ...{ format: 'single_elimination', name: 'Final', groups: 1, thirdPlaceMatch: true, consolation: false },
        ...{ entrants: { from: 'ranking', stage: 1, perGroup: 1, bestOfRest: 1 }, bestOf: 3, scoring: 'wins' },
      },
    },
    'POST /v1/tournaments/:id/stages/:stage/starts': {
      params: { id: over.id, stage: '2' },
      body: { order: over.order },
    },
    'POST /v1/tournaments/:id/stages/:stage/completions': { params: { id: played.id, stage: '1' } },
    ...entry.samples,
  };
  const belongings: [string, Belonging][] = [
    ...entry.belongings,
    ...[played, over].map(({ id, organizer }): [string, Belonging] => [id, { organizer }]),
  ];
  return { samples, belongings };
}

/** Of two stages: the first is completed, or all its matches are. */
async function aTwoStageTournament(isCompleted: boolean) {
  const stages = [{ format: 'round_robin' }, { format: 'gauntlet', entrants: { from: 'manual' } }];
  const stage = await aLiveTournament(2, { stages });
  await playAllMatches(stage);
  const path = `/v1/tournaments/${stage.id}/stages/1`;
  if (isCompleted) ok(await post(`${path}/completions`, { as: stage.organizer, body: {} }), 200);
  const { entrants } = ok(await get(path), 200);
  const order = entrants.map(({ registrationId }: { registrationId: string }) => registrationId) as string[];
  return { ...stage, order };
}

/** What entrants of a running stage may ask for, and a stage that may be dropped. */
async function entrySamples() {
  const stage = await aLiveTournament(4, { capacity: 8, stages: [{ format: 'swiss', rounds: 3 }] });
  const { items } = ok(await get(`/v1/tournaments/${stage.id}/registrations`), 200);
  const [registration] = items as [{ id: string; playerId: string }];
  const owner = stage.players.find(({ id }) => id === registration.playerId) as Person;
  const planned = await aTournament({
    stages: [{ format: 'round_robin' }, { format: 'gauntlet', entrants: { from: 'manual' } }],
  });
  const teams = await aTeamSwiss();
  const samples: Samples = {
    'PUT /v1/registrations/:id/stages/:stage/byes': {
      params: { id: registration.id, stage: '1' },
      body: { byes: [{ round: 2, points: 'half' }] },
    },
    'POST /v1/tournaments/:id/stages/:stage/entrants': {
      params: { id: teams.id, stage: '1' },
      body: {
        ...{ playerId: teams.late.captain.id, teamId: teams.late.id, roster: teams.late.roster },
        ...{ displayName: 'Late Larry', language: 'en' },
      },
    },
    'DELETE /v1/tournaments/:id/stages/:stage': { params: { id: planned.id, stage: '2' } },
  };
  const belongings: [string, Belonging][] = [
    [registration.id, { owner, organizer: stage.organizer }],
    [stage.id, { organizer: stage.organizer }],
    [planned.id, { organizer: planned.organizer }],
    [teams.id, { organizer: teams.organizer }],
  ];
  return { samples, belongings };
}

/** A running Swiss of three teams, and a fourth that comes late. */
async function aTeamSwiss() {
  const fields = { mode: 'team', rosterSize: 2, capacity: 8, stages: [{ format: 'swiss', rounds: 3 }] };
  const stage = await aTournament(fields);
  await move(stage, 'published', 'registration_open');
  const aTeam = async (name: string) => {
    const [captain, mate] = [await aPerson({ name: `Captain ${name}` }), await aPerson()];
    const { id, joinCode } = ok(await post('/v1/teams', { as: captain, body: { name } }), 201);
    ok(await post(`/v1/teams/${id}/members`, { as: mate, body: { joinCode } }), 201);
    return { id: id as string, captain, roster: [captain.id, mate.id] };
  };
  for (const { captain, id: teamId } of [await aTeam('Padma'), await aTeam('Meghna'), await aTeam('Halda')])
    ok(await post(`/v1/tournaments/${stage.id}/registrations`, { as: captain, body: { teamId } }), 201);
  await move(stage, 'registration_closed', 'live');
  return { ...stage, late: await aTeam('Surma') };
}
