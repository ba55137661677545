// Deliveries step by step, on a real database and a receiver that is a real server: how they are made, claimed, sent and settled, whatever
// the receiver does and wherever the process ends.

import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import { addSeconds, type Clock, systemClock } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { seqMax } from '../../../src/outbox/position.ts';
import { relayEvents } from '../../../src/outbox/relay-events.ts';
import { markRelayed } from '../../../src/outbox/store.ts';
import { resendDelivery } from '../../../src/webhooks/deliveries/delivery-store.ts';
import { type SendPorts, sendWebhooks } from '../../../src/webhooks/sending/send-webhooks.ts';
import { dueWebhooks, sweepWebhooks } from '../../../src/webhooks/sending/tend-webhooks.ts';
import { deliveriesIn, secretKeys } from '../../support/integrations/deliveries.ts';
import { aReceiver, type Receiver } from '../../support/integrations/webhooks.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { asApp } from '../../support/isolate/new-database.ts';
import { newId } from '../../support/isolate/ports.ts';
import { createCrashPoint } from '../../support/rules/crash-point.ts';
import { aTournament } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

let db: Database;
let stage: { readonly id: string; readonly organizer: { readonly id: string } };
let now = systemClock();
const clock: Clock = () => now;
let outcomes: (string | null)[] = [];

beforeAll(async () => {
  db = openDatabase(asApp(database.url), 4);
  stage = await aTournament();
  return () => db.close();
});

beforeEach(async () => {
  outcomes = [];
  now = systemClock();
  await database.sql`UPDATE webhook_endpoint SET state = 'deleted', disabled_at = NULL, disabled_reason = NULL`;
});

const portsWith = (changed: Partial<SendPorts> = {}): SendPorts => ({
  db,
  clock,
  secretKeys,
  resolveHost: async () => [],
  allowsLoopback: true,
  random: () => 0,
  countAttempt: (error) => void outcomes.push(error),
  ...changed,
});

/** As cron does, with a room that takes everything. */
const relay = () => relayEvents(db, async (_, events) => events.at(-1)?.seq ?? 0);

const { anEndpoint, commitEvents, rowsOf, attemptsOf, stateOf } = deliveriesIn({ database, stage: () => stage, clock });
const idsIn = async (receiver: Receiver) => (await receiver.received()).map(({ headers }) => headers['webhook-id']);

it('an event that nobody relayed is found by cron, and makes one delivery for each endpoint however often it is relayed', async () => {
  const [one, two] = [await anEndpoint(aReceiver()), await anEndpoint(aReceiver())];
  const stranger = await anEndpoint(aReceiver(), newId('player'));
  await commitEvents(3);
  expect(await rowsOf(one)).toEqual([]);
  const unrelayed = await database.sql`SELECT seq FROM event_outbox WHERE relayed_at IS NULL ORDER BY seq`;
  await Promise.all([relay(), relay(), relay()]);
  await relay();
  for (const id of [one, two]) expect((await rowsOf(id)).length).toBe(unrelayed.length);
  expect(await rowsOf(stranger)).toEqual([]);
  expect((await dueWebhooks({ db, clock: () => addSeconds(systemClock(), 1) })).sort()).toEqual([one, two].sort());
});

it.each([
  ['ok', { status: 204, error: null, answer: null }, { state: 'delivered', failures: 0, waits: null }],
  ['status/500', { status: 500, error: 'status', answer: 'status 500' }, { state: 'pending', failures: 1, waits: 5 }],
  ['status/404', { status: 404, error: 'status', answer: 'status 404' }, { state: 'pending', failures: 1, waits: 5 }],
  [
    'retry-after/4000',
    { status: 503, error: 'status', answer: 'later' },
    { state: 'pending', failures: 1, waits: 4000 },
  ],
  ['redirect', { status: 302, error: 'redirect', answer: '' }, { state: 'pending', failures: 1, waits: 5 }],
  ['break', { status: null, error: 'unreachable', answer: null }, { state: 'pending', failures: 1, waits: 5 }],
  ['hang', { status: null, error: 'timeout', answer: null }, { state: 'pending', failures: 1, waits: 5 }],
  ['drip', { status: 200, error: null, answer: 'still writing' }, { state: 'delivered', failures: 0, waits: null }],
  ['large', { status: 200, error: null, answer: 'x'.repeat(1024) }, { state: 'delivered', failures: 0, waits: null }],
])('a receiver that answers %s', async (how, attempt, row) => {
  const receiver = aReceiver(how);
  const id = await anEndpoint(receiver);
  await commitEvents(1);
  await relay();
  now = addSeconds(systemClock(), 1);
  await sendWebhooks(portsWith(how === 'hang' ? { timeoutMs: 400 } : {}), id);
  expect([(await attemptsOf(id)).at(-1), (await rowsOf(id)).at(-1)]).toEqual([attempt, row]);
  expect(outcomes.at(-1)).toBe(attempt.error);
  // A redirect is not followed, and nothing is sent twice.
  expect((await idsIn(receiver)).length).toBe(1);
  // Of 100 MB only what the network's buffers hold has left the receiver.
  if (how === 'large') expect(await receiver.sentBytes()).toBeLessThan(20_000_000);
  expect((await stateOf(id))?.isFailing).toBe(attempt.error !== null);
});

it('after ten failures a delivery ends; each is tried after a longer delay, and a success in between ends the failing', async () => {
  const id = await anEndpoint(aReceiver('status/500'));
  await commitEvents(1);
  await relay();
  now = addSeconds(systemClock(), 1);
  const waits: (number | null)[] = [];
  for (let n = 0; n < 10; n += 1) {
    await sendWebhooks(portsWith(), id);
    const [row] = await rowsOf(id);
    waits.push(row?.waits ?? null);
    // Nothing is sent before it is due.
    await sendWebhooks(portsWith(), id);
    now = addSeconds(now, row?.waits ?? 0);
  }
  const hour = 3600;
  expect(waits).toEqual([5, 300, 1800, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour, null]);
  expect(await rowsOf(id)).toEqual([{ state: 'failed', failures: 10, waits: null }]);
  expect(await stateOf(id)).toEqual({ state: 'active', reason: null, isFailing: true });
});

it('410 disables at once, five days without a success disable, and the owner is told by the other endpoints', async () => {
  const [gone, failing, listening] = [aReceiver('status/410'), aReceiver('status/500'), aReceiver()];
  const ids = [await anEndpoint(gone), await anEndpoint(failing), await anEndpoint(listening)] as const;
  await commitEvents(1);
  await relay();
  now = addSeconds(systemClock(), 1);
  await sendWebhooks(portsWith(), ids[0]);
  expect(await stateOf(ids[0])).toMatchObject({ state: 'disabled', reason: 'gone' });
  expect(await rowsOf(ids[0])).toMatchObject([{ state: 'failed' }]);
  await sendWebhooks(portsWith(), ids[1]);
  now = addSeconds(now, 5 * 86_400 - 60);
  await sendWebhooks(portsWith(), ids[1]);
  expect(await stateOf(ids[1])).toMatchObject({ state: 'active', isFailing: true });
  now = addSeconds(now, 3600);
  await sendWebhooks(portsWith(), ids[1]);
  expect(await stateOf(ids[1])).toMatchObject({ state: 'disabled', reason: 'failing' });
  // The event and the notice, three times each. A disabled endpoint gets nothing more, of old events and of new ones.
  await commitEvents(1);
  await relay();
  now = addSeconds(now, 86_400);
  for (const id of ids) await sendWebhooks(portsWith(), id);
  expect([(await idsIn(gone)).length, (await idsIn(failing)).length]).toEqual([1, 6]);
  const told = (await listening.received())
    .map(({ body }) => JSON.parse(body))
    .filter(({ type }) => type === 'webhook_disabled');
  expect(told.map(({ data }) => [data.payload.webhookId, data.payload.reason]).sort()).toEqual(
    [
      [ids[0], 'gone'],
      [ids[1], 'failing'],
    ].sort(),
  );
  const audit =
    await database.sql`SELECT ref_id, meta FROM moderation_audit WHERE event = 'webhook.disabled' AND ref_id IN ${database.sql([...ids])}`;
  expect(audit.length).toBe(2);
});

it('a name that has become private is not asked any more, and a name without an answer is tried later', async () => {
  const id = await anEndpoint({ url: 'https://hooks.laurel.test/' });
  await commitEvents(1);
  await relay();
  now = addSeconds(systemClock(), 1);
  await sendWebhooks(portsWith({ resolveHost: async () => ['93.184.215.14', '10.0.0.1'] }), id);
  now = addSeconds(now, 10);
  await sendWebhooks(portsWith({ resolveHost: () => Promise.reject(new Error('no resolver')) }), id);
  expect((await attemptsOf(id)).map(({ error }) => error)).toEqual(['address', 'not_resolvable']);
});

it('wherever the process ends, each event arrives, none is lost and none is counted as a failure', async () => {
  let steps = Number.POSITIVE_INFINITY;
  for (let after = 0; after <= steps; after += 1) {
    const receiver = aReceiver();
    const id = await anEndpoint(receiver);
    const events = await commitEvents(2);
    const crash = createCrashPoint(after);
    const dying = crash.wrapDatabase(db);
    await markRelayed(dying, new Map([[stage.id as Id<'tournament'>, seqMax]])).catch(() => {});
    now = addSeconds(systemClock(), 1);
    await sendWebhooks(portsWith({ db: dying }), id).catch(() => {});
    if (crash.steps() <= after) steps = crash.steps();
    // The next process: cron relays, and sends at once and after the lease.
    await relay();
    now = addSeconds(systemClock(), 1);
    await sendWebhooks(portsWith(), id);
    now = addSeconds(now, 61);
    await sendWebhooks(portsWith(), id);
    expect([...new Set(await idsIn(receiver))].sort(), `after ${after} steps`).toEqual(events.sort());
    expect(await rowsOf(id)).toEqual(Array(2).fill({ state: 'delivered', failures: 0, waits: null }));
    await database.sql`UPDATE webhook_endpoint SET state = 'deleted' WHERE id = ${id}`;
  }
  expect(steps).toBeGreaterThan(8);
});

it('many senders of one endpoint send each delivery once, and an outcome after its lease changes nothing', async () => {
  const receiver = aReceiver();
  const id = await anEndpoint(receiver);
  await commitEvents(12);
  await relay();
  now = addSeconds(systemClock(), 1);
  await Promise.all(Array.from({ length: 4 }, () => sendWebhooks(portsWith(), id)));
  await sendWebhooks(portsWith(), id);
  const arrived = await idsIn(receiver);
  expect([arrived.length, new Set(arrived).size]).toEqual([12, 12]);

  const slow = await anEndpoint(aReceiver('hang'));
  await commitEvents(1);
  await relay();
  now = addSeconds(systemClock(), 2);
  const late = sendWebhooks(portsWith({ timeoutMs: 1_500 }), slow);
  await expect.poll(async () => (await rowsOf(slow)).map(({ state }) => state)).toEqual(['sending']);
  await database.sql`UPDATE webhook_delivery SET claim_count = 2, due_at = ${addSeconds(now, 60)} WHERE webhook_id = ${slow}`;
  await late;
  expect(await rowsOf(slow)).toMatchObject([{ state: 'sending', failures: 0 }]);
  expect((await attemptsOf(slow)).length).toBe(1);
});

it('a receiver that hangs holds up no other, and while nothing succeeds the rest of its events wait', async () => {
  // An owner of whom nothing is being sent.
  stage = await aTournament();
  const [hanging, quick] = [aReceiver('hang'), aReceiver()];
  const [slow, fast] = [await anEndpoint(hanging), await anEndpoint(quick)];
  await commitEvents(9);
  await relay();
  now = addSeconds(systemClock(), 1);
  let isSlowDone = false;
  const first = sendWebhooks(portsWith({ timeoutMs: 3_000 }), slow).then((sent) => {
    isSlowDone = true;
    return sent;
  });
  expect(await sendWebhooks(portsWith({ timeoutMs: 3_000 }), fast)).toEqual({
    again: false,
    laterSeconds: null,
    next: null,
  });
  expect([(await quick.received()).length, isSlowDone]).toEqual([9, false]);
  expect(await first).toEqual({ again: false, laterSeconds: 5, next: null });
  expect((await hanging.received()).length).toBe(4);
});

it('what is left to send of a tournament that was removed is not sent, and is no failure of the receiver', async () => {
  const receiver = aReceiver();
  const id = await anEndpoint(receiver);
  const events = await commitEvents(9);
  await relay();
  const [one] = events;
  await database.sql`DELETE FROM webhook_delivery WHERE webhook_id = ${id} AND event_id NOT IN ${database.sql(events)}`;
  await database.sql`DELETE FROM event_outbox WHERE id IN ${database.sql(events.slice(0, -1))}`;
  now = addSeconds(systemClock(), 1);
  expect(await sendWebhooks(portsWith(), id)).toEqual({ again: false, laterSeconds: null, next: null });
  // Also beyond the four that are claimed at once.
  expect(await idsIn(receiver)).toEqual([events.at(-1)]);
  const rows = await rowsOf(id);
  expect(rows.map(({ state }) => state).sort()).toEqual(['delivered', ...events.slice(1).map(() => 'failed')]);
  expect(rows.every(({ failures, waits }) => failures === 0 && waits === null)).toBe(true);
  expect([outcomes, (await stateOf(id))?.isFailing]).toEqual([[null], false]);
  const [lost] =
    await database.sql`SELECT id FROM webhook_delivery WHERE webhook_id = ${id} AND event_id = ${one ?? ''}`;
  expect(await resendDelivery(db.sql, lost?.id, now)).toBe(false);
  expect((await rowsOf(id)).filter(({ state }) => state === 'failed').length).toBe(8);
});

it('a pause uses up no attempt, and the five days without a success begin anew after it', async () => {
  stage = await aTournament();
  const id = await anEndpoint(aReceiver('status/500'));
  await commitEvents(1);
  await relay();
  const sendAfter = async (days: number) => {
    now = addSeconds(now, days * 86_400);
    await sweepWebhooks({ db, clock });
    await sendWebhooks(portsWith(), id);
  };
  await sendAfter(0);
  expect([await rowsOf(id), await stateOf(id)]).toMatchObject([[{ failures: 1 }], { isFailing: true }]);
  await database.sql`
    INSERT INTO sanction_record (id, player_id, kind, reason_code, statement, starts_at, ends_at, imposed_by, created_at, needs_confirmation)
    VALUES (${newId('sanction')}, ${stage.organizer.id}, 'suspend', 'other', 'Said.', ${now}, ${addSeconds(now, 6 * 86_400)},
      ${newId('player')}, ${now}, false)`;
  await sendAfter(5.5);
  expect([await rowsOf(id), await stateOf(id)]).toMatchObject([
    [{ failures: 1 }],
    { state: 'active', isFailing: false },
  ]);
  await sendAfter(1);
  expect([await rowsOf(id), await stateOf(id)]).toMatchObject([
    [{ failures: 2 }],
    { state: 'active', isFailing: true },
  ]);
  await sendAfter(5.1);
  expect(await stateOf(id)).toMatchObject({ state: 'disabled', reason: 'failing' });
});
