// Webhooks of owners under a sanction, over HTTP with the Worker's own queue: nothing is sent, nothing is lost.

import { expect, it } from 'vitest';
import { aReceiver, aWebhook } from '../../support/integrations/webhooks.ts';
import { aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { tickCron } from '../../support/isolate/cron.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { rebind } from '../../support/isolate/isolate.ts';
import { aTournament, enter, move, ok, people } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
await rebind({ RATE_LIMITS: 'off' });

const moderator = () => aPerson({ roles: ['moderator'] });
const impose = async (player: Person, kind: string, fields: object = {}) => {
  // Of whom something is kept.
  ok(await get('/v1/me', { as: player }), 200);
  const terms = { kind, reasonCode: 'other', statement: 'Said.', endsAt: '2035-01-01T00:00:00Z' };
  const body = { ...terms, playerId: player.id, ...fields };
  return ok(await post('/v1/sanctions', { as: await moderator(), body }), 201);
};
const revoke = async ({ id }: { id: string }) =>
  ok(await post(`/v1/sanctions/${id}/revocation`, { as: await moderator(), body: { reason: 'No.' } }), 200);
const root = () => aPerson({ roles: ['admin'] });
/** By a role that Laurel has granted. */
async function anAdmin(): Promise<Person> {
  const person = await aPerson();
  ok(await post(`/v1/players/${person.id}/roles`, { as: await root(), body: { role: 'admin' } }), 200);
  return person;
}
const isPaused = async (id: string, as: Person) => ok(await get(`/v1/webhooks/${id}`, { as }), 200).isPaused;

it('nothing is sent while a sanction keeps the owner from hosting; what waited is sent when it is revoked', async () => {
  const stage = await aTournament();
  const [own, other] = [aReceiver(), aReceiver()];
  const admin = await anAdmin();
  const webhook = await aWebhook(stage.organizer, own.url);
  await aWebhook(admin, other.url, { reach: 'all', tournamentIds: [stage.id] });
  await move(stage, 'published', 'registration_open');
  await expect.poll(async () => (await own.received()).length).toBe(2);
  const sanction = await impose(stage.organizer, 'suspend');
  await enter(stage, await people(2));
  // The receiver of somebody else shows that they were sent.
  await expect.poll(async () => (await other.received()).length).toBe(4);
  ok(await post(`/v1/webhooks/${webhook.id}/tests`, { as: admin }), 202);
  await tickCron();
  expect([(await own.received()).length, await isPaused(webhook.id, stage.organizer)]).toEqual([2, true]);
  const states = await database.sql`
    SELECT DISTINCT state, failure_count AS failures FROM webhook_delivery WHERE webhook_id = ${webhook.id} AND due_at IS NOT NULL`;
  expect(states).toEqual([{ state: 'pending', failures: 0 }]);
  await revoke(sanction);
  await tickCron();
  await expect.poll(async () => (await own.received()).length).toBe(5);
  expect(await isPaused(webhook.id, stage.organizer)).toBe(false);
  expect((await call('DELETE', `/v1/webhooks/${webhook.id}`, { as: stage.organizer })).status).toBe(204);
});

it.each([
  ['mute', {}, false],
  ['ban', { areas: ['competing'] }, false],
  ['ban', { areas: ['hosting'] }, true],
  ['wallet_freeze', {}, false],
] as const)('a %s with %o pauses: %s', async (kind, fields, expected) => {
  const [owner] = [await aPerson({ roles: ['organizer'] })];
  const receiver = aReceiver();
  const webhook = await aWebhook(owner, receiver.url);
  await impose(owner, kind, fields);
  ok(await post(`/v1/webhooks/${webhook.id}/tests`, { as: owner }), 202);
  await tickCron();
  expect(await isPaused(webhook.id, owner)).toBe(expected);
  if (!expected) await expect.poll(async () => (await receiver.received()).length).toBe(1);
  else expect(await receiver.received()).toEqual([]);
});

it('what reaches all tournaments is sent while Laurel grants its owner the role admin, whatever a token says', async () => {
  const [admin, byToken] = [await anAdmin(), await root()];
  const stage = await aTournament();
  const [granted, said] = [aReceiver(), aReceiver()];
  const everything = { reach: 'all', tournamentIds: [stage.id] };
  const webhook = await aWebhook(admin, granted.url, everything);
  const { id } = await aWebhook(byToken, said.url, everything);
  expect([await isPaused(webhook.id, byToken), await isPaused(id, byToken)]).toEqual([false, true]);
  await move(stage, 'published');
  await tickCron();
  await expect.poll(async () => (await granted.received()).length).toBe(1);
  const role = (method: string, of: Person) =>
    call(method, `/v1/players/${of.id}/roles${method === 'POST' ? '' : '/admin'}`, {
      as: byToken,
      ...(method === 'POST' ? { body: { role: 'admin' } } : {}),
    });
  expect((await role('DELETE', admin)).status).toBe(204);
  ok(await role('POST', byToken), 200);
  await move(stage, 'registration_open');
  await tickCron();
  // What waited, too.
  await expect.poll(async () => (await said.received()).length).toBe(2);
  expect([(await granted.received()).length, await isPaused(webhook.id, byToken)]).toEqual([1, true]);
  ok(await role('POST', admin), 200);
  await tickCron();
  await expect.poll(async () => (await granted.received()).length).toBe(2);
});
