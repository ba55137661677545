// How much of the sender an endpoint and its owner may occupy: the database and the pure rule decide alike, also when all senders begin at the
// same moment, and what found no room follows.

import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import { addSeconds, type Clock, systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { relayEvents } from '../../../src/outbox/relay-events.ts';
import { deliveryStates } from '../../../src/webhooks/deliveries/delivery.ts';
import { roomFor, sendingMax } from '../../../src/webhooks/sending/room.ts';
import { type SendPorts, sendWebhooks } from '../../../src/webhooks/sending/send-webhooks.ts';
import { claimDue, findNextOfOwner } from '../../../src/webhooks/sending/sending-store.ts';
import { dueWebhooks, sweepWebhooks } from '../../../src/webhooks/sending/tend-webhooks.ts';
import { deliveriesIn, secretKeys } from '../../support/integrations/deliveries.ts';
import { aReceiver } from '../../support/integrations/webhooks.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { asApp } from '../../support/isolate/new-database.ts';
import { newId } from '../../support/isolate/ports.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { aTournament } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

let db: Database;
let stage: { readonly id: string; readonly organizer: { readonly id: string } };
let now = systemClock();
const clock: Clock = () => now;

beforeAll(async () => {
  // More connections than senders: they meet in the database.
  db = openDatabase(asApp(database.url), 20);
  stage = await aTournament();
  return () => db.close();
});

const { anEndpoint, commitEvents, rowsOf, stateOf } = deliveriesIn({ database, stage: () => stage, clock });
const ports = (timeoutMs: number): SendPorts => ({
  ...{ db, clock, secretKeys, resolveHost: async () => [], allowsLoopback: true, random: () => 0, timeoutMs },
  countAttempt: () => {},
});
const relay = () => relayEvents(db, async (_, events) => events.at(-1)?.seq ?? 0);

const delivery = fc.record({
  of: fc.nat(3),
  state: fc.constantFrom(...deliveryStates, 'sending' as const),
  dueIn: fc.integer({ min: -20, max: 20 }),
});
const worlds = fc.record({
  deliveries: fc.uniqueArray(delivery, { minLength: 4, maxLength: 14, selector: ({ dueIn }) => dueIn }),
  max: fc.record({ endpoint: fc.integer({ min: 1, max: 4 }), owner: fc.integer({ min: 1, max: 4 }) }),
  failing: fc.subarray([1, 2]),
});

type World = typeof worlds extends fc.Arbitrary<infer T> ? T : never;

it('SQL and the pure rule take the same deliveries, and see the same endpoint that waits', async () => {
  const seen = new Set<string>();
  const holds = async ({ deliveries, max, failing }: World) => {
    const owner = newId('player');
    // The last one is of another owner.
    const ids = [0, 1, 2, 3].map(() => newId('webhook'));
    await database.sql`
      INSERT INTO webhook_endpoint (id, owner_id, reach, url, scheme, event_types, tournament_ids, state, failing_since, created_at)
      SELECT e.id, e.owner, 'own', 'https://hooks.example.com/', 'v1', '{}', '{}', 'active', CASE WHEN e.failing THEN ${now}::timestamptz END, ${now}
      FROM jsonb_to_recordset(${JSON.stringify(
        ids.map((id, n) => ({ id, owner: n === 3 ? newId('player') : owner, failing: failing.includes(n) })),
      )}::text::jsonb) AS e (id text, owner text, failing boolean)`;
    const rows = deliveries.map(({ of, state, dueIn }) => {
      const isOpen = state === 'pending' || state === 'sending';
      return { id: newId('delivery'), of, state, dueIn, webhook: ids[of], due: isOpen ? addSeconds(now, dueIn) : null };
    });
    await database.sql`
      INSERT INTO webhook_delivery (id, webhook_id, type, payload, state, due_at, created_at)
      SELECT d.id, d.webhook, 'webhook_test', '{}', d.state, d.due, ${now}
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) AS d (id text, webhook text, state text, due timestamptz)`;
    const sending = (own: readonly number[]) =>
      rows.filter(({ of, state, dueIn }) => own.includes(of) && state === 'sending' && dueIn > 0).length;
    const due = (one: number) => rows.filter(({ of, due, dueIn }) => of === one && due !== null && dueIn <= 0);

    const candidates = [1, 2].filter((one) => !failing.includes(one) && sending([one]) === 0 && due(one).length > 0);
    const waiting = roomFor({ endpoint: 0, owner: sending([0, 1, 2]) }, max) > 0 ? candidates : [];
    const next = await findNextOfOwner(db, ids[0] as Id<'webhook'>, { max, now });
    expect(waiting.length === 0 ? [null] : waiting.map((one) => ids[one])).toContain(next);

    const room = roomFor({ endpoint: sending([0]), owner: sending([0, 1, 2]) }, max);
    const expected = due(0)
      .toSorted((a, b) => a.dueIn - b.dueIn)
      .slice(0, room);
    const claims = await claimDue(db, {
      webhookId: ids[0] as Id<'webhook'>,
      max,
      now,
      leaseUntil: addSeconds(now, 60),
    });
    expect(claims.map(({ id }) => id).sort()).toEqual(expected.map(({ id }) => id).sort());
    if (next !== null) seen.add('one follows');
    if (waiting.length === 0 && candidates.length > 0) seen.add('none may follow');
    if (room === 0 && due(0).length > 0) seen.add('full');
    if (room > 0 && due(0).length > room) seen.add('some find no room');
  };
  await fc.assert(fc.asyncProperty(worlds, holds), { numRuns: caseCount({ usual: 200, nightly: 2_000 }) });
  expect(seen.size).toBe(4);
});

it('twenty that claim at the same moment get no more together than one after the other', async () => {
  const ids = await Promise.all(Array.from({ length: 20 }, () => anEndpoint(aReceiver())));
  await commitEvents(1);
  await relay();
  now = addSeconds(systemClock(), 1);
  let claims: Promise<unknown[][]> | undefined;
  await database.sql.begin(async (sql) => {
    // Rows can be counted, and not claimed.
    await sql`LOCK TABLE webhook_delivery IN EXCLUSIVE MODE`;
    const terms = { max: sendingMax, now, leaseUntil: addSeconds(now, 60) };
    claims = Promise.all(ids.map((webhookId) => claimDue(db, { webhookId, ...terms })));
    const waiting = async () => (await sql`SELECT FROM pg_locks WHERE NOT granted`).length;
    await expect.poll(waiting).toBeGreaterThanOrEqual(ids.length);
  });
  expect((await claims)?.flat().length).toBe(sendingMax.owner);
});

it('twenty senders send as many to the receivers of one owner as the owner may occupy, and more when these have ended', async () => {
  stage = await aTournament();
  const hanging = Array.from({ length: 20 }, () => aReceiver('hang'));
  const ids = await Promise.all(hanging.map((receiver) => anEndpoint(receiver)));
  await commitEvents(1);
  await relay();
  now = addSeconds(systemClock(), 1);
  const arrived = async () =>
    (await Promise.all(hanging.map((receiver) => receiver.received()))).reduce((sum, { length }) => sum + length, 0);
  const sent = await Promise.all(ids.map((id) => sendWebhooks(ports(2_000), id)));
  expect(await arrived()).toBe(sendingMax.owner);
  // Each that has ended names one that found no room, and none that is down.
  const isFailing = async (id: string) => (await stateOf(id))?.isFailing === true;
  const down = (await Promise.all(ids.map(isFailing))).filter(Boolean).length;
  const named = sent.flatMap(({ next }) => next ?? []);
  expect([down, named.length]).toEqual([sendingMax.owner, expect.any(Number)]);
  expect(named.length).toBeGreaterThan(0);
  expect((await Promise.all(named.map(isFailing))).includes(true)).toBe(false);
});

it('what found no room is handed on until nothing waits, without cron', async () => {
  stage = await aTournament();
  const quick = Array.from({ length: 12 }, () => aReceiver());
  const ids = await Promise.all(quick.map((receiver) => anEndpoint(receiver)));
  await commitEvents(3);
  await relay();
  now = addSeconds(systemClock(), 1);
  const run = async (id: Id<'webhook'>): Promise<void> => {
    const { next } = await sendWebhooks(ports(10_000), id);
    if (next !== null) await run(next);
  };
  await Promise.all(ids.map(run));
  expect((await dueWebhooks({ db, clock })).filter((id) => ids.includes(id))).toEqual([]);
  for (const [n, id] of ids.entries()) {
    expect((await rowsOf(id)).every(({ state }) => state === 'delivered')).toBe(true);
    const arrived = (await quick[n]?.received())?.map(({ headers }) => headers['webhook-id']) ?? [];
    expect([arrived.length > 2, new Set(arrived).size]).toEqual([true, arrived.length]);
  }
});

it('what is being sent to an endpoint that was deleted counts for its owner until it ends', async () => {
  stage = await aTournament();
  const [deleted, id] = [await anEndpoint(aReceiver('hang')), await anEndpoint(aReceiver())];
  await commitEvents(6);
  await relay();
  now = addSeconds(systemClock(), 1);
  const max = { endpoint: 4, owner: 6 };
  const claim = (webhookId: Id<'webhook'>) => claimDue(db, { webhookId, max, now, leaseUntil: addSeconds(now, 60) });
  expect((await claim(deleted)).length).toBe(4);
  await database.sql`UPDATE webhook_endpoint SET state = 'deleted' WHERE id = ${deleted}`;
  await sweepWebhooks({ db, clock });
  expect((await claim(id)).length).toBe(2);
  now = addSeconds(now, 61);
  await sweepWebhooks({ db, clock });
  expect([await rowsOf(deleted), await stateOf(deleted)]).toEqual([[], undefined]);
});
