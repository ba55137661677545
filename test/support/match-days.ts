// A live tournament with a match plan, and the acts on its matches by key ("stage 1 group.round.position").

import { call, get, type Person, post } from './api.ts';
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
