// Reports of players, and the cases that they open.

import { aKnownPerson, aPerson, call, type Person, post } from '../isolate/api.ts';
import { ok } from '../tournaments/tournament.ts';

export const queuePath = (category: string, { id }: Person) => `/v1/moderation/queues/${category}/moderators/${id}`;

export const onPlayer = ({ id }: Pick<Person, 'id'>, fields: object = {}) => ({
  subject: { type: 'player', id },
  category: 'cheating',
  text: 'Aims through walls.',
  ...fields,
});
export const tryToReport = (as: Person, body: object) => post('/v1/reports', { as, body });
export const report = async (as: Person, body: object) => ok(await tryToReport(as, body), 201);
export const rejection = { outcome: 'rejected', statement: 'Nothing to see.' };
export const codeOf = ({ status, body }: { status: number; body: { code?: string } }) => `${status} ${body.code}`;
export const aCase = async (fields: object = {}, reporter?: Person) =>
  (await report(reporter ?? (await aPerson()), onPlayer(await aKnownPerson(), fields))).caseId as string;

export async function grantQueues(admin: Person, as: Person, ...categories: string[]): Promise<Person> {
  for (const category of categories) ok(await call('PUT', queuePath(category, as), { as: admin, body: {} }), 200);
  return as;
}

/** An administrator, and two moderators of two queues. */
export async function caseStaff(): Promise<[admin: Person, moderator: Person, another: Person]> {
  const [admin, ...moderators] = [
    await aPerson({ roles: ['admin'] }),
    await aKnownPerson({ roles: ['moderator'] }),
    await aKnownPerson({ roles: ['moderator'] }),
  ] as const;
  for (const one of moderators) await grantQueues(admin, one, 'cheating', 'harassment');
  return [admin, ...moderators];
}
