// Requests that read, change and delete a tournament as its organizer, and stages to change it to.

import { aPerson, call, get } from '../isolate/api.ts';
import { ok, type Stage } from './tournament.ts';

export const pathOf = ({ id }: Stage) => `/v1/tournaments/${id}`;
export const read = async (stage: Stage) => get(pathOf(stage), { as: stage.organizer });
export const change = (stage: Stage, body: unknown, headers: Record<string, string> = {}) =>
  call('PATCH', pathOf(stage), { as: stage.organizer, body, headers });
export const remove = (stage: Stage, headers: Record<string, string> = {}) =>
  call('DELETE', pathOf(stage), { as: stage.organizer, headers });
export const etagOf = async (stage: Stage) => (await read(stage)).headers.get('etag') ?? '';
export const auditOf = async (stage: Stage) => {
  const as = await aPerson({ roles: ['moderator'] });
  return ok(await get(`/v1/moderation/audit?refType=tournament&refId=${stage.id}`, { as }), 200).items;
};
export const faults = (body: { errors?: { field: string }[] }) => body.errors?.map(({ field }) => field);

export const groups = { format: 'round_robin', groups: 2 };
export const playoff = (entrants: Record<string, unknown>) => ({ format: 'single_elimination', entrants });
export const custom = (...matches: unknown[]) => ({ format: 'custom', matches, places: [] });
/** A match against seed `round`, of the entrant who comes from the match of another round. */
export const match = (round: number, kind: string, of: number) => ({
  key: { group: 1, round, position: 0 },
  slots: [
    { kind: 'seed', seed: round },
    { kind, of: { group: 1, round: of, position: 0 } },
  ],
});
