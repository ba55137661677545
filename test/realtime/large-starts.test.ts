// The start of a large bracket writes an event for each match that can be played, all in one transaction. Everybody who follows the
// tournament gets all of them, in order: over a socket, as server-sent events, in requests that wait, and by webhook.

import { expect, it } from 'vitest';
import { aReceiver, aWebhook } from '../support/integrations/webhooks.ts';
import { get, post } from '../support/isolate/api.ts';
import { tickCron } from '../support/isolate/cron.ts';
import { useDatabase } from '../support/isolate/database.ts';
import { rebind } from '../support/isolate/isolate.ts';
import { openLive } from '../support/live/live-socket.ts';
import { openStream } from '../support/live/live-stream.ts';
import { caseCount } from '../support/rules/nightly.ts';
import { aTournament, enter, move, ok, people, type Stage } from '../support/tournaments/tournament.ts';

const database = useDatabase();
await rebind({ RATE_LIMITS: 'off' });

const count = caseCount({ usual: 2048, nightly: 4096 });

/** Full, with registration closed. */
async function aFullTournament(): Promise<Stage> {
  const stage = await aTournament({ capacity: count });
  await move(stage, 'published', 'registration_open');
  await enter(stage, await people(1));
  await database.sql`
    INSERT INTO tournament_registration (id, tournament_id, player_id, display_name, language, state, created_at)
    SELECT make_id('reg', now()), ${stage.id}, make_id('ply', now()), 'Player ' || n, 'en', 'confirmed', now()
    FROM generate_series(2, ${count}::integer) AS n`;
  await database.sql`UPDATE tournament_tournament SET confirmed_count = ${count} WHERE id = ${stage.id}`;
  await move(stage, 'registration_closed');
  return stage;
}

/** In requests that wait, one after the other. */
async function pollUpTo({ id }: Stage, since: string, eventCount: number): Promise<number[]> {
  const seqs: number[] = [];
  for (let position = since; seqs.length < eventCount; ) {
    const page = ok(await get(`/v1/tournaments/${id}/events?since=${position}&wait=25`), 200);
    seqs.push(...page.items.map(({ seq }: { seq: number }) => seq));
    position = page.position;
  }
  return seqs;
}

const headOf = async ({ id }: Stage): Promise<{ eventEpoch: string; eventSeq: number }> =>
  ok(await get(`/v1/tournaments/${id}`), 200);

it('everybody gets every event of the start of a large bracket, once and in order, and nobody is closed', async () => {
  const stage = await aFullTournament();
  const receiver = aReceiver();
  await aWebhook(stage.organizer, receiver.url);
  const unrelayed = () => database.sql`SELECT 1 FROM event_outbox WHERE relayed_at IS NULL`;
  await expect.poll(async () => (await unrelayed()).length).toBe(0);
  const viewer = await openLive(`/live/tournaments/${stage.id}`);
  const stream = await openStream(`/live/tournaments/${stage.id}`);
  await Promise.all([viewer.until(1), stream.until(1)]);
  const { eventEpoch, eventSeq: before } = await headOf(stage);
  viewer.say({ type: 'ack', seq: before });
  // stage_started, bracket_generated, tournament_state_changed; then a result.
  const all = Array.from({ length: count / 2 + 4 }, (_, index) => before + 1 + index);
  const polling = pollUpTo(stage, `${eventEpoch}:${before}`, all.length);

  await move(stage, 'live');
  const [first] = ok(await get(`/v1/tournaments/${stage.id}/matches`), 200).items;
  // Before a client says what it has.
  const decision = { as: stage.organizer, body: { scores: [2, 0] } };
  ok(await post(`/v1/matches/${first.id}/decisions`, decision), 200);
  expect(await polling).toEqual(all);
  await expect.poll(() => [viewer.seqs().length, stream.seqs().length]).toEqual([all.length, all.length]);
  expect([viewer.seqs(), stream.seqs()]).toEqual([all, all]);
  expect(viewer.socket.readyState).toBe(WebSocket.OPEN);

  await expect.poll(async () => (await unrelayed()).length).toBe(0);
  const deliveries = await database.sql<{ seq: number }[]>`
    SELECT seq FROM webhook_delivery WHERE tournament_id = ${stage.id} AND seq > ${before} ORDER BY seq`;
  expect(deliveries.map(({ seq }) => seq)).toEqual(all);
  // All of them are sent in the nightly form.
  if (caseCount({ usual: 0, nightly: 1 }) === 0) return;
  const received = async () => {
    await tickCron();
    const seqs: number[] = (await receiver.received()).map(({ body }) => JSON.parse(body).data.seq);
    return seqs.filter((seq) => seq > before).sort((a, b) => a - b);
  };
  await expect.poll(received, { interval: 5_000, timeout: 600_000 }).toEqual(all);
});
