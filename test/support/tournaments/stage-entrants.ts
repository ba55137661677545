// Entrants of a running stage by their seeds, and what they ask for.

import { type Answer, get, type Person, post } from '../isolate/api.ts';
import { ok, type Stage } from './tournament.ts';

export const refusalOf = ({ status, body }: Answer<{ code: string }>) => [status, body.code];
/** The better seed wins. */
export const bySeed = (a: number, b: number): [number, number] => (a < b ? [2, 0] : [0, 2]);

export const stageOf = async ({ id }: Stage, number = 1) =>
  ok(await get(`/v1/tournaments/${id}/stages/${number}`), 200);
export const pointsOf = async ({ id }: Stage) => {
  const { items } = ok(await get(`/v1/tournaments/${id}/stages/1/standings?limit=100`), 200);
  const points = items.map((row: { seed: number; figures: [{ value: string }] }) => [row.seed, row.figures[0].value]);
  return Object.fromEntries(points);
};
export async function registrationOf(stage: Stage, seed: number): Promise<string> {
  const { entrants } = await stageOf(stage);
  return entrants.find((entrant: { seed: number }) => entrant.seed === seed).registrationId;
}

/** Entrants who register in one millisecond have any order. */
export async function playerOf(stage: Stage & { readonly players: readonly Person[] }, seed: number): Promise<Person> {
  const { playerId } = ok(
    await get(`/v1/registrations/${await registrationOf(stage, seed)}`, { as: stage.organizer }),
    200,
  );
  return stage.players.find(({ id }) => id === playerId) as Person;
}

export const withdraw = async (stage: Stage, seed: number) => {
  const path = `/v1/registrations/${await registrationOf(stage, seed)}/withdrawals`;
  ok(await post(path, { as: stage.organizer, body: {} }), 200);
};
