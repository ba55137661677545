// Registrations, acts on them and moves of tournaments, for tests of what happens at once.

import { type Person, post } from '../isolate/api.ts';
import { aTournament, move, ok, type Stage } from './tournament.ts';

export async function anOpenTournament(fields: Record<string, unknown> = {}): Promise<Stage> {
  const stage = await aTournament(fields);
  await move(stage, 'published', 'registration_open');
  return stage;
}

export const register = (stage: Stage, as: Person, body = {}) =>
  post(`/v1/tournaments/${stage.id}/registrations`, { as, body });
export const enter = async (stage: Stage, as: Person, body = {}): Promise<string> =>
  ok(await register(stage, as, body), 201).id;
export const act = (id: string, what: 'cancellation' | 'approval' | 'rejection', as: Person) =>
  post(`/v1/registrations/${id}/${what}`, { as, body: {} });
export const moveTo = (stage: Stage, to: string) =>
  post(`/v1/tournaments/${stage.id}/transitions`, { as: stage.organizer, body: { to } });
