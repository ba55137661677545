// Registrations with an entry fee, the acts that end them, and what the database has of them.

import { type Answer, type Person, post } from '../isolate/api.ts';
import type { TestDatabase } from '../isolate/database.ts';
import { aTournament, move, ok, type Stage } from './tournament.ts';

export const codeOf = ({ status, body }: Answer<{ code?: string }>) => [status, body.code];

export async function anOpenTournament(fields: Record<string, unknown> = {}): Promise<Stage> {
  const stage = await aTournament({ entryFeeCoins: 50, ...fields });
  await move(stage, 'published', 'registration_open');
  return stage;
}

export const register = (stage: Stage, as: Person, body = {}) =>
  post(`/v1/tournaments/${stage.id}/registrations`, { as, body });
export const enter = async (stage: Stage, as: Person): Promise<string> => ok(await register(stage, as), 201).id;
export const act = (id: string, what: 'cancellation' | 'approval' | 'rejection', as: Person, body = {}) =>
  post(`/v1/registrations/${id}/${what}`, { as, body });

/** What the database has. */
export function readsOf(state: () => { database: TestDatabase }) {
  const stateOf = async (id: string) =>
    (await state().database.sql`SELECT state FROM tournament_registration WHERE id = ${id}`)[0]?.state;
  const placesTaken = async (stage: Stage) =>
    (await state().database.sql`SELECT confirmed_count FROM tournament_tournament WHERE id = ${stage.id}`)[0]
      ?.confirmed_count;
  const lastEvent = async (stage: Stage) =>
    (
      await state().database
        .sql`SELECT type, payload FROM event_outbox WHERE tournament_id = ${stage.id} ORDER BY seq DESC LIMIT 1`
    )[0];
  const auditOf = (refId: string) =>
    state().database.sql`SELECT event, meta FROM moderation_audit WHERE ref_id = ${refId} ORDER BY created_at, id`;
  return { stateOf, placesTaken, lastEvent, auditOf };
}
