// Webhooks over HTTP, with the Worker's own queue and a receiver that is a real server: the console, and events from act to receiver.

import { Webhook } from 'standardwebhooks';
import { expect, it } from 'vitest';
import { eventPayloads } from '../../../src/outbox/contract.ts';
import { anExample, aReceiver, aWebhook } from '../../support/integrations/webhooks.ts';
import { aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { tickCron } from '../../support/isolate/cron.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { rebind } from '../../support/isolate/isolate.ts';
import type { Received } from '../../support/servers/receiver.ts';
import { aTournament, enter, move, ok, people } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
await rebind({ RATE_LIMITS: 'off' });

const typesOf = (received: readonly Received[]) => received.map(({ body }) => JSON.parse(body).type).sort();
const hosts = (count: number) => Promise.all(Array.from({ length: count }, () => aPerson({ roles: ['organizer'] })));
const statesOf = async (id: string, as: Person): Promise<string[]> =>
  ok(await get(`/v1/webhooks/${id}/deliveries`, { as }), 200).items.map(({ state }: { state: string }) => state);

it('each event that an endpoint selects reaches it, with its number in the tournament, and no other does', async () => {
  const stage = await aTournament();
  const other = await aTournament();
  const [all, registrations] = [aReceiver(), aReceiver()];
  await aWebhook(stage.organizer, all.url);
  await aWebhook(stage.organizer, registrations.url, { eventTypes: ['registration_created'] });
  await move(stage, 'published', 'registration_open');
  await move(other, 'published', 'registration_open');
  await enter(stage, await people(2));
  await enter(other, await people(1));

  const expected = [
    'registration_created',
    'registration_created',
    'tournament_state_changed',
    'tournament_state_changed',
  ];
  await expect.poll(async () => typesOf(await all.received())).toEqual(expected);
  await expect.poll(async () => typesOf(await registrations.received())).toEqual(expected.slice(0, 2));
  const bodies = (await all.received()).map(({ body }) => JSON.parse(body));
  expect(bodies.map(({ data }) => data.seq).sort()).toEqual([1, 2, 3, 4]);
  const { items } = ok(await get(`/v1/tournaments/${stage.id}/events`), 200);
  for (const { headers, body } of await all.received()) {
    const { type, timestamp, data } = JSON.parse(body);
    eventPayloads[type as keyof typeof eventPayloads].payload.parse(data.payload);
    const { id, createdAt, ...event } = items.find(({ seq }: { seq: number }) => seq === data.seq);
    expect({ ...event, id: headers['webhook-id'], createdAt }).toEqual({ ...data, type, id, createdAt: timestamp });
    expect(headers['content-type']).toBe('application/json');
  }
});

it('a disabled endpoint gets nothing, and after a recovery what it missed, once', async () => {
  const stage = await aTournament();
  const receiver = aReceiver();
  const { id } = await aWebhook(stage.organizer, receiver.url);
  const set = (isActive: boolean) => call('PATCH', `/v1/webhooks/${id}`, { as: stage.organizer, body: { isActive } });
  expect(ok(await set(false), 200)).toMatchObject({ state: 'disabled', disabledReason: 'owner' });
  await move(stage, 'published', 'registration_open');
  const test = `/v1/webhooks/${id}/tests`;
  expect(ok(await post(test, { as: stage.organizer }), 409).code).toBe('state_conflict');
  await tickCron();
  expect(ok(await set(true), 200)).toMatchObject({ state: 'active', disabledReason: null });
  expect(await statesOf(id, stage.organizer)).toEqual([]);
  const recover = async (body: object) =>
    ok(await post(`/v1/webhooks/${id}/recoveries`, { as: stage.organizer, body }), 202);
  expect(await recover({ tournamentId: stage.id, afterSeq: 1 })).toEqual({ queuedCount: 1, next: null });
  expect(await recover({ since: '2020-01-01T00:00:00Z' })).toEqual({ queuedCount: 1, next: null });
  expect(await recover({ since: '2020-01-01T00:00:00Z' })).toEqual({ queuedCount: 0, next: null });
  await expect.poll(() => statesOf(id, stage.organizer)).toEqual(['delivered', 'delivered']);
  expect(typesOf(await receiver.received())).toEqual(['tournament_state_changed', 'tournament_state_changed']);
});

it('a recovery of a tournament that the webhook never gets is refused, not answered with nothing', async () => {
  const [own, another, foreign] = [await aTournament(), await aTournament(), await aTournament()];
  const [as, url, admin] = [own.organizer, aReceiver().url, await aPerson({ roles: ['admin'] })];
  await database.sql`UPDATE tournament_tournament SET organizer_id = ${as.id} WHERE id = ${another.id}`;
  const ofOne = await aWebhook(as, url, { tournamentIds: [own.id] });
  const [ofOwn, ofAll] = [await aWebhook(as, url), await aWebhook(admin, url, { reach: 'all' })];
  const nowhere = { id: 'trn_00000000000000000000000000' };
  const recover = async (webhook: { id: string }, tournament: { id: string }, who = as) => {
    const body = { tournamentId: tournament.id, afterSeq: 0 };
    const answer = await post(`/v1/webhooks/${webhook.id}/recoveries`, { as: who, body });
    return answer.status === 202 ? 'done' : [answer.status, answer.body.code, answer.body.facts ?? answer.body.errors];
  };
  const unknown = ({ id }: { id: string }) => [404, 'not_found', { kind: 'tournament', tournamentIds: [id] }];
  const unselected = { field: 'tournamentId', problem: 'is not among the tournaments of this webhook' };
  expect(await recover(ofOwn, own)).toBe('done');
  expect(await recover(ofOwn, foreign)).toEqual(unknown(foreign));
  // The reach is that of the webhook, whoever asks.
  expect(await recover(ofOwn, foreign, admin)).toEqual(unknown(foreign));
  expect(await recover(ofOwn, nowhere)).toEqual(unknown(nowhere));
  expect(await recover(ofOne, own)).toBe('done');
  expect(await recover(ofOne, another)).toEqual([422, 'invalid_request', [unselected]]);
  expect(await recover(ofAll, foreign, admin)).toBe('done');
  expect(await recover(ofAll, nowhere, admin)).toEqual(unknown(nowhere));
  const rows =
    await database.sql`SELECT FROM moderation_audit WHERE event = 'webhook.recovered' AND ref_id = ${ofOwn.id}`;
  expect(rows).toHaveLength(1);
});

it('a recovery from a time that is yet to come is refused, but for a minute by which clocks differ', async () => {
  const [as] = (await hosts(1)) as [Person];
  const { id } = await aWebhook(as, aReceiver().url);
  const recover = async (since: string) => {
    const { status, body } = await post(`/v1/webhooks/${id}/recoveries`, { as, body: { since } });
    return status === 202 ? 'done' : [status, body.code, body.errors];
  };
  const ahead = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
  const refused = [422, 'invalid_request', [{ field: 'since', problem: 'is in the future' }]];
  for (const seconds of [-3600, 0, 50]) expect(await recover(ahead(seconds)), `${seconds}`).toBe('done');
  for (const since of [ahead(70), ahead(86_400), '9999-12-31T23:59:59Z'])
    expect(await recover(since), since).toEqual(refused);
});

it('a test shows what the receiver answered, and a delivery can be sent again with the same id', async () => {
  const [owner] = (await hosts(1)) as [Person];
  const receiver = aReceiver('flaky/1');
  const { id } = await aWebhook(owner, receiver.url);
  const test = ok(await post(`/v1/webhooks/${id}/tests`, { as: owner }), 202);
  const read = async () => ok(await get(`/v1/webhook-deliveries/${test.id}`, { as: owner }), 200);
  await expect.poll(async () => (await read()).failureCount).toBe(1);
  expect(await read()).toMatchObject({
    state: 'pending',
    attempts: [{ number: 1, status: 500, error: 'status', answer: 'flaky\ufffd' }],
  });
  ok(await post(`/v1/webhook-deliveries/${test.id}/resends`, { as: owner }), 202);
  await expect.poll(async () => (await read()).state).toBe('delivered');
  expect((await read()).attempts.map(({ status }: { status: number }) => status)).toEqual([200, 500]);
  const ids = (await receiver.received()).map(({ headers }) => headers['webhook-id']);
  expect(ids).toEqual([test.id, test.id]);
});

it('nothing is sent to an address that is not public, in whatever spelling, nor to a name that leads to one', async () => {
  const [owner] = (await hosts(1)) as [Person];
  const { id } = await aWebhook(owner, 'https://public.hooks.laurel.test:8443/hook?a=b');
  const refused = {
    not_https: ['http://example.com/hook', 'http://10.0.0.1/'],
    not_public: [
      ...[
        'https://10.0.0.1/',
        'https://0xa.1/',
        'https://167772161/',
        'https://169.254.169.254/latest',
        'https://100.64.0.1/',
      ],
      ...['https://[fe80::1]/', 'https://[fd00::1]/', 'https://[::ffff:10.0.0.1]/', 'https://[64:ff9b::a00:1]/'],
      ...['https://machine.internal/', 'https://intranet/', 'https://private.hooks.laurel.test/'],
      ...['mixed', 'mapped', 'unique'].map((name) => `https://${name}.hooks.laurel.test/`),
    ],
    not_resolvable: ['https://unknown.hooks.laurel.test/', 'https://broken.hooks.laurel.test/'],
  };
  for (const [reason, urls] of Object.entries(refused))
    for (const url of urls) {
      const answers = [
        await post('/v1/webhooks', { as: owner, body: { url } }),
        await call('PATCH', `/v1/webhooks/${id}`, { as: owner, body: { url } }),
      ];
      for (const answer of answers) {
        const { code, facts } = ok(answer, 422);
        expect([url, code, facts.reason]).toEqual([url, 'webhook_target_refused', reason]);
      }
    }
  for (const url of [
    'ftp://example.com/',
    'https://user:pass@example.com/',
    'https://example.com/#part',
    'example.com',
  ])
    expect(ok(await post('/v1/webhooks', { as: owner, body: { url } }), 422).code).toBe('invalid_request');
});

it('an endpoint belongs to its owner; only administrators watch all tournaments and see all endpoints', async () => {
  const [owner, stranger] = (await hosts(2)) as [Person, Person];
  const admin = await aPerson({ roles: ['admin'] });
  const stage = await aTournament();
  const own = await aWebhook(owner, aReceiver().url);
  const all = await aWebhook(admin, aReceiver().url, { reach: 'all', tournamentIds: [stage.id] });
  const read = (id: string, as: Person) => get(`/v1/webhooks/${id}`, { as });
  expect([(await read(own.id, stranger)).status, (await read(own.id, admin)).status]).toEqual([404, 200]);
  expect((await read(all.id, owner)).status).toBe(404);
  const wanted = { url: aReceiver().url, reach: 'all' };
  expect((await post('/v1/webhooks', { as: owner, body: wanted })).status).toBe(403);
  expect((await post('/v1/webhooks', { as: await aPerson(), body: { url: wanted.url } })).status).toBe(403);
  const foreign = { url: wanted.url, tournamentIds: [stage.id] };
  expect(ok(await post('/v1/webhooks', { as: owner, body: foreign }), 404).facts.tournamentIds).toEqual([stage.id]);
  // Who was an administrator once.
  const past = { ...admin, token: (await aPerson({ roles: ['organizer'] })).token };
  expect((await read(all.id, past)).status).toBe(404);
  expect((await get('/v1/webhooks?owner=all', { as: owner })).status).toBe(403);
  const idsOf = async (path: string, as: Person) =>
    ok(await get(path, { as }), 200).items.map(({ id }: { id: string }) => id);
  expect(await idsOf('/v1/webhooks', owner)).toEqual([own.id]);
  expect(await idsOf('/v1/webhooks?owner=all&limit=100', admin)).toEqual(expect.arrayContaining([own.id, all.id]));
});

it('a key is in the answer that made it, in that of the same request again, and nowhere else', async () => {
  const [owner] = (await hosts(1)) as [Person];
  const request = { as: owner, body: { url: aReceiver().url }, headers: { 'idempotency-key': 'one' } };
  const [first, again] = [await post('/v1/webhooks', request), await post('/v1/webhooks', request)];
  expect(again.body).toEqual(first.body);
  const { webhook, secret } = ok(first, 201);
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const bytes = Uint8Array.from(atob(secret.slice(6)), (character) => character.charCodeAt(0));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const stored = await database.sql<{ text: string }[]>`
    SELECT concat(s::text, e::text) AS text FROM webhook_secret s JOIN webhook_endpoint e ON e.id = s.webhook_id
    UNION ALL SELECT i::text FROM http_idempotency i`;
  expect(stored.filter(({ text }) => text.includes(secret.slice(6)) || text.includes(hex))).toEqual([]);
  const rotate = { as: owner, body: { overlapHours: 1 } };
  const rotated = ok(await post(`/v1/webhooks/${webhook.id}/secrets`, rotate), 201);
  expect(rotated.secret).not.toBe(secret);
  expect((await get(`/v1/webhooks/${webhook.id}`, { as: owner })).text).not.toContain('whsec_');
  // An Ed25519 key never leaves.
  const asymmetric = await aWebhook(owner, aReceiver().url, { signature: 'v1a' });
  expect([asymmetric.secret, asymmetric.publicKey]).toEqual([null, expect.stringMatching(/^whpk_[A-Za-z0-9+/]{43}=$/)]);
});

it('an owner has at most 20 endpoints, also when two are made at once; a deleted one is gone with all its rows', async () => {
  const [owner] = (await hosts(1)) as [Person];
  const made = await Promise.all(
    Array.from({ length: 22 }, () => post('/v1/webhooks', { as: owner, body: { url: aReceiver().url } })),
  );
  expect(made.map(({ status }) => status).sort()).toEqual([...Array(20).fill(201), 409, 409]);
  const { webhook } = made.find(({ status }) => status === 201)?.body ?? {};
  ok(await post(`/v1/webhooks/${webhook.id}/tests`, { as: owner }), 202);
  expect((await call('DELETE', `/v1/webhooks/${webhook.id}`, { as: owner })).status).toBe(204);
  expect((await get(`/v1/webhooks/${webhook.id}`, { as: owner })).status).toBe(404);
  await tickCron();
  const [left] = await database.sql`
    SELECT (SELECT count(*) FROM webhook_endpoint WHERE id = ${webhook.id}) + (SELECT count(*) FROM webhook_secret WHERE webhook_id = ${webhook.id})
      + (SELECT count(*) FROM webhook_delivery WHERE webhook_id = ${webhook.id}) AS rows`;
  expect(Number(left?.rows)).toBe(0);
});

it('the example handles each event once, and refuses what is forged, altered, late or signed by another key', async () => {
  const [owner] = (await hosts(1)) as [Person];
  const { id, secret } = await aWebhook(owner, aReceiver().url);
  const example = anExample(secret);
  ok(await call('PATCH', `/v1/webhooks/${id}`, { as: owner, body: { url: example.url } }), 200);
  const outcomes = async () =>
    ok(await get(`/v1/webhooks/${id}/deliveries`, { as: owner }), 200).items.map(
      (one: { attempts: { status: number }[] }) => one.attempts[0]?.status ?? null,
    );
  const test = async () => ok(await post(`/v1/webhooks/${id}/tests`, { as: owner }), 202).id as string;
  await test();
  await expect.poll(outcomes).toEqual([204]);
  const [{ headers, body }] = (await example.received()) as [Received];

  const webhook = new Webhook(secret);
  const signed = (messageId: string, seconds: number, by = webhook) => {
    const at = new Date(Date.now() + seconds * 1000);
    const timestamp = String(Math.floor(at.getTime() / 1000));
    return {
      'webhook-id': messageId,
      'webhook-timestamp': timestamp,
      'webhook-signature': by.sign(messageId, at, body),
    };
  };
  const stranger = new Webhook(`whsec_${btoa('x'.repeat(32))}`);
  const own = { 'webhook-id': '', 'webhook-timestamp': '', 'webhook-signature': '', ...headers };
  const parts = Object.fromEntries(Object.keys(signed('', 0)).map((name) => [name, own[name as keyof typeof own]]));
  const send = async (sent: Record<string, string>, text = body) =>
    (await fetch(example.url, { method: 'POST', headers: sent, body: text })).status;
  const refused = [
    await send(parts, body.replace('webhook_test', 'match_completed')),
    await send({ ...parts, 'webhook-id': 'evt_other' }),
    await send({ ...parts, 'webhook-timestamp': String(Number(parts['webhook-timestamp']) + 1) }),
    await send({ ...parts, 'webhook-signature': parts['webhook-signature']?.replace('v1,', 'v1a,') ?? '' }),
    await send(signed('a', -360)),
    await send(signed('b', 360)),
    await send(signed('c', 0, stranger)),
    await send({}),
  ];
  expect(refused).toEqual(Array(8).fill(401));
  // A repetition is acknowledged, so that it ends, and is not handled again.
  expect(await send(parts)).toBe(204);
  expect((await example.received()).length).toBe(1);
  expect(await send(signed('d', -240))).toBe(204);

  // While both keys sign, the receiver may still have the old one; afterwards it is refused.
  const rotate = (overlapHours: number) => post(`/v1/webhooks/${id}/secrets`, { as: owner, body: { overlapHours } });
  ok(await rotate(1), 201);
  await test();
  await expect.poll(outcomes).toEqual([204, 204]);
  const [both] = (await example.received()).slice(-1);
  expect(both?.headers['webhook-signature']?.split(' ')).toHaveLength(2);
  ok(await rotate(0), 201);
  await test();
  await expect.poll(outcomes).toEqual([401, 204, 204]);
});
