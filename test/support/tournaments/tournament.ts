// Builders that bring a tournament into a given state through the API.

import { expect } from 'vitest';
import { type Answer, aPerson, get, type Person, post } from '../isolate/api.ts';

export interface Stage {
  readonly id: string;
  readonly organizer: Person;
}

interface Match {
  readonly id: string;
  readonly state: string;
  readonly slots: readonly { readonly entrant: { readonly playerId: string; readonly seed: number } | null }[];
}

export async function aTournament(fields: Record<string, unknown> = {}): Promise<Stage> {
  const organizer = await aPerson({ name: 'Olga Organizer', roles: ['organizer'] });
  const body = {
    title: 'Autumn Open',
    issuer: 'Dhaka Chess Club',
    capacity: 8,
    startsAt: '2030-01-01T10:00:00Z',
    ...fields,
  };
  const { id } = ok(await post('/v1/tournaments', { as: organizer, body }), 201);
  return { id, organizer };
}

export async function move(stage: Stage, ...states: string[]): Promise<void> {
  for (const to of states) {
    ok(await post(`/v1/tournaments/${stage.id}/transitions`, { as: stage.organizer, body: { to } }), 200);
  }
}

export async function enter(
  stage: Stage,
  players: readonly Person[],
  fields: Record<string, unknown> = {},
): Promise<void> {
  const path = `/v1/tournaments/${stage.id}/registrations`;
  for (const player of players) ok(await post(path, { as: player, body: fields }), 201);
}

export function people(count: number): Promise<Person[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => aPerson({ name: `Player ${index + 1}` })));
}

/** A live tournament with `count` players, seeded in order of registration. */
export async function aLiveTournament(count: number, fields: Record<string, unknown> = {}) {
  const stage = await aTournament({ capacity: Math.max(count, 2), ...fields });
  const players = await people(count);
  await move(stage, 'published', 'registration_open');
  await enter(stage, players);
  await move(stage, 'registration_closed', 'live');
  return { ...stage, players };
}

/** Of all pages. */
// biome-ignore lint/suspicious/noExplicitAny: each test knows its list
export async function readAll(path: string, as?: Person): Promise<any[]> {
  const items: unknown[] = [];
  for (let query = '', next: string | null = ''; next !== null; query = `?cursor=${next}`) {
    const page = ok(await get(`${path}${query}`, as === undefined ? {} : { as }), 200);
    items.push(...page.items);
    next = page.nextCursor;
  }
  return items;
}

export function matchesOf(stage: Stage): Promise<Match[]> {
  return readAll(`/v1/tournaments/${stage.id}/matches`, stage.organizer);
}

/** The better seed wins every match: one side reports, the other confirms. @returns how many matches were played. */
export async function playAllMatches(stage: Stage & { readonly players: readonly Person[] }): Promise<number> {
  const byId = new Map(stage.players.map((player) => [player.id, player]));
  let played = 0;
  for (;;) {
    const ready = (await matchesOf(stage)).filter((match) => match.state === 'ready');
    if (ready.length === 0) return played;
    await Promise.all(ready.map((match) => playMatch(match, byId)));
    played += ready.length;
  }
}

async function playMatch({ id, slots }: Match, byId: Map<string, Person>): Promise<void> {
  const [one, other] = slots.map(({ entrant }) => entrant);
  const [a, b] = [byId.get(one?.playerId ?? ''), byId.get(other?.playerId ?? '')];
  const body = (one?.seed ?? 0) < (other?.seed ?? 0) ? { scores: [2, 1] } : { scores: [0, 2] };
  ok(await post(`/v1/matches/${id}/reports`, { as: a, body }), 200);
  ok(await post(`/v1/matches/${id}/confirmations`, { as: b, body }), 200);
}

export function ok(answer: Answer<unknown>, status: number) {
  expect(answer.status, answer.text).toBe(status);
  // biome-ignore lint/suspicious/noExplicitAny: as in api.ts
  return answer.body as any;
}
