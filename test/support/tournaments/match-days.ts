// A live tournament with a match plan, and the acts on its matches by key ("stage 1 group.round.position").

import { aPerson, call, get, type Person, post } from '../isolate/api.ts';
import { aTournament, enter, matchesOf, move, ok, people, type Stage } from './tournament.ts';

export interface MatchDay extends Stage {
  readonly players: readonly Person[];
}

export const setPlan = (stage: Stage, plan: Record<string, unknown>, as = stage.organizer) =>
  call('PUT', `/v1/tournaments/${stage.id}/match-plan`, { as, body: plan });

/** Seeds are the order of `players`. */
export async function aMatchDay(
  count: number,
  plan: Record<string, unknown>,
  fields: Record<string, unknown> = {},
): Promise<MatchDay> {
  const stage = await aTournament({ capacity: Math.max(count, 2), ...fields });
  ok(await setPlan(stage, plan), 200);
  const players = await people(count);
  await move(stage, 'published', 'registration_open');
  await enter(stage, players);
  await move(stage, 'registration_closed', 'live');
  return { ...stage, players };
}

export async function matchAt(stage: Stage, key: string) {
  // biome-ignore lint/suspicious/noExplicitAny: as in api.ts
  const matches: any[] = await matchesOf(stage);
  const match = matches.find(({ group, round, position }) => `${group}.${round}.${position}` === key);
  if (match === undefined) throw new Error(`no match ${key}`);
  return match;
}

export async function sideOf(day: MatchDay, key: string, slot: number): Promise<Person> {
  const match = await matchAt(day, key);
  const player = day.players.find(({ id }) => id === match.slots[slot]?.entrant?.playerId);
  if (player === undefined) throw new Error(`nobody in slot ${slot} of ${key}`);
  return player;
}

export const checkInTo = (id: string, as: Person, body: Record<string, unknown> = {}) =>
  post(`/v1/matches/${id}/check-ins`, { as, body });
export const setSchedule = (id: string, as: Person, body: Record<string, unknown>, headers = {}) =>
  call('PATCH', `/v1/matches/${id}`, { as, body, headers });
export const eventsOf = async (stage: Stage) =>
  ok(await get(`/v1/tournaments/${stage.id}/events?since=0`, { as: stage.organizer }), 200).items;

export interface TeamOfTwo {
  readonly id: string;
  readonly registrationId: string;
  readonly captain: Person;
  readonly mate: Person;
}

/** A live tournament of two teams of two; the first is seed 1. */
export async function aTeamDay(
  plan: Record<string, unknown>,
): Promise<Stage & { readonly teams: readonly [TeamOfTwo, TeamOfTwo] }> {
  const stage = await aTournament({ mode: 'team', rosterSize: 2, capacity: 2, startsAt: '2030-01-01T10:00:00Z' });
  ok(await setPlan(stage, plan), 200);
  await move(stage, 'published', 'registration_open');
  const enterTeam = async (name: string): Promise<TeamOfTwo> => {
    const [captain, mate] = [await aPerson({ name: `Captain ${name}` }), await aPerson({ name: `Mate ${name}` })];
    const { id, joinCode } = ok(await post('/v1/teams', { as: captain, body: { name } }), 201);
    ok(await post(`/v1/teams/${id}/members`, { as: mate, body: { joinCode } }), 201);
    const entry = await post(`/v1/tournaments/${stage.id}/registrations`, { as: captain, body: { teamId: id } });
    return { id, registrationId: ok(entry, 201).id, captain, mate };
  };
  const teams = [await enterTeam('Padma'), await enterTeam('Meghna')] as const;
  await move(stage, 'registration_closed', 'live');
  return { ...stage, teams };
}

export const setVeto = (stage: Stage, plan: Record<string, unknown>, as = stage.organizer) =>
  call('PUT', `/v1/tournaments/${stage.id}/stages/1/veto`, { as, body: plan });
export const setLineUp = (matchId: string, registrationId: string, as: Person, ...players: Person[]) =>
  call('PUT', `/v1/matches/${matchId}/line-ups/${registrationId}`, {
    as,
    body: { playerIds: players.map(({ id }) => id) },
  });

/** Two bans and a decider. */
export const shortVeto = {
  maps: ['Dust', 'Mirage', 'Nuke'],
  steps: [
    { kind: 'ban', by: 'a' },
    { kind: 'ban', by: 'b' },
    { kind: 'decider', by: 'coin' },
  ],
  stepSeconds: 60,
};
