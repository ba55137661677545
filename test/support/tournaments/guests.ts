// Guests: staff enter them by hand or from a file, and players claim their entries.

import { get, type Person, post } from '../isolate/api.ts';
import { aTournament, move, ok, type Stage } from './tournament.ts';

export async function anOpenTournament(fields: Record<string, unknown> = {}) {
  const stage = await aTournament(fields);
  await move(stage, 'published', 'registration_open');
  return stage;
}

export const walkIn = (stage: Stage, body: Record<string, unknown> = { displayName: 'Grace Hopper' }, headers = {}) =>
  post(`/v1/tournaments/${stage.id}/guests`, { as: stage.organizer, body, headers });

export async function aGuest(stage: Stage, displayName = 'Grace Hopper'): Promise<{ id: string; code: string }> {
  const { registration, claimCode } = ok(await walkIn(stage, { displayName }), 201);
  return { id: registration.id, code: claimCode };
}

export const claim = (as: Person, code: string, headers = {}) =>
  post('/v1/registrations/claims', { as, body: { code }, headers });

export function upload(
  stage: Stage,
  body: string,
  { query = '', as = stage.organizer, kind = 'entrants', headers = {} } = {},
) {
  const mediaType = kind === 'trf' ? 'text/plain' : 'text/csv; charset=utf-8';
  const path = `/v1/tournaments/${stage.id}/imports/${kind}${query}`;
  return post(path, { as, body, headers: { 'content-type': mediaType, ...headers } });
}

export const entrantsOf = async (stage: Stage) =>
  ok(await get(`/v1/tournaments/${stage.id}/registrations?limit=100`, { as: stage.organizer }), 200).items;

export const outcomesOf = ({ items }: { items: { outcome: string }[] }) => items.map(({ outcome }) => outcome);
