// A client that comes back says where it stands, over a socket, as server-sent events, or in a request that waits.

import { describe, expect, it } from 'vitest';
import { get } from '../support/isolate/api.ts';
import { useDatabase } from '../support/isolate/database.ts';
import { openLive } from '../support/live/live-socket.ts';
import { openStream } from '../support/live/live-stream.ts';
import { aTournament, enter, move, ok, people } from '../support/tournaments/tournament.ts';

const database = useDatabase();

const until = (isEnough: () => boolean) => expect.poll(isEnough, { interval: 10, timeout: 5000 }).toBe(true);
const watch = (id: string, since?: string) =>
  openLive(`/live/tournaments/${id}${since === undefined ? '' : `?since=${since}`}`);
const stream = (id: string, headers: Record<string, string> = {}) => openStream(`/live/tournaments/${id}`, headers);

async function anOpenTournament() {
  const stage = await aTournament();
  await move(stage, 'published', 'registration_open');
  return stage;
}

const positionOf = async (id: string): Promise<string> => {
  const { eventEpoch, eventSeq } = ok(await get(`/v1/tournaments/${id}`), 200);
  return `${eventEpoch}:${eventSeq}`;
};

/** Writes events that no room hears of; the next one has number 3. */
async function missEvents(id: string, count: number): Promise<void> {
  const { sql } = database;
  await sql`INSERT INTO event_outbox (id, tournament_id, seq, epoch, type, payload, created_at, relayed_at)
    SELECT 'evt_' || substr(md5(${id} || n), 1, 26), ${id}, n, outbox_current_epoch(${id}), 'tournament_state_changed',
      '{"state": "registration_open"}', now(), now() FROM generate_series(3, ${count + 2}::integer) n`;
  await sql`UPDATE tournament_tournament SET event_seq = ${count + 2} WHERE id = ${id}`;
}

describe('a socket', () => {
  it('that comes back with its position gets what it missed, then what happens', async () => {
    const stage = await anOpenTournament();
    const position = await positionOf(stage.id);
    await enter(stage, await people(3));
    const viewer = await watch(stage.id, position);
    await until(() => viewer.seqs().length === 3);
    expect(viewer.frames[0]).toEqual({
      type: 'welcome',
      ...{ epoch: position.split(':')[0], seq: 2, upTo: 5, recovered: true, heartbeatMs: 25_000 },
    });
    await enter(stage, await people(1));
    await until(() => viewer.seqs().length === 4);
    expect(viewer.seqs()).toEqual([3, 4, 5, 6]);
  });

  it('that missed nothing is told so, without a snapshot', async () => {
    const stage = await anOpenTournament();
    const viewer = await watch(stage.id, await positionOf(stage.id));
    await until(() => viewer.frames.length === 1);
    expect(viewer.frames[0]).toMatchObject({ type: 'welcome', seq: 2, recovered: true });
    expect(viewer.frames[0]?.snapshot).toBeUndefined();
  });

  it.each(['0123456789:2', '0:1', 'ffffffffff:2147483647'])(
    'with %s, which is no position of it, begins anew',
    async (since) => {
      const stage = await anOpenTournament();
      const viewer = await watch(stage.id, since);
      await until(() => viewer.frames.length === 1);
      expect(viewer.frames[0]).toMatchObject({ type: 'resync', seq: 2, recovered: false, snapshot: { id: stage.id } });
    },
  );

  it('with a position of another tournament begins anew, also where both have the number', async () => {
    const [stage, other] = [await anOpenTournament(), await anOpenTournament()];
    const since = await positionOf(other.id);
    const viewer = await watch(stage.id, since);
    await until(() => viewer.frames.length === 1);
    expect(viewer.frames[0]).toMatchObject({ type: 'resync', seq: 2, recovered: false, snapshot: { id: stage.id } });
    const feed = ok(await get(`/v1/tournaments/${stage.id}/events?since=${since}`), 200);
    expect(feed).toEqual({ items: [], position: await positionOf(stage.id), recovered: false });
  });

  it('with more than two thousand missed events begins anew', async () => {
    const stage = await anOpenTournament();
    const position = await positionOf(stage.id);
    await missEvents(stage.id, 2001);
    const viewer = await watch(stage.id, position);
    await until(() => viewer.frames.length === 1);
    expect(viewer.frames[0]).toMatchObject({ type: 'resync', seq: 2003 });
  });
});

it('after a restore an open socket begins anew, and an older position of the other epoch is not taken for a newer one', async () => {
  const stage = await anOpenTournament();
  await enter(stage, await people(2));
  const viewer = await watch(stage.id);
  await until(() => viewer.frames.length === 1);
  const before = await positionOf(stage.id);
  const { sql } = database;
  // What a restore to the time before the second registration leaves.
  await sql.begin(async (tx) => {
    await tx`ALTER TABLE event_outbox DISABLE TRIGGER USER`;
    await tx`DELETE FROM event_outbox WHERE tournament_id = ${stage.id} AND seq = 4`;
    await tx`UPDATE tournament_tournament SET event_seq = 3 WHERE id = ${stage.id}`;
  });
  await sql`SELECT outbox_begin_epoch(true)`;
  const [{ epoch }] = (await sql`SELECT outbox_current_epoch(${stage.id}) AS epoch`) as unknown as [{ epoch: string }];
  await enter(stage, await people(1));
  await until(() => viewer.frames.length >= 2);
  expect(viewer.frames[1]).toMatchObject({ type: 'resync', epoch, seq: 4, recovered: false });
  const late = await watch(stage.id, before);
  await until(() => late.frames.length === 1);
  expect(late.frames[0]).toMatchObject({ type: 'resync', epoch, seq: 4 });
  await enter(stage, await people(1));
  await until(() => viewer.frames.length === 3 && late.frames.length === 2);
  expect([viewer.frames[2]?.event, late.frames[1]?.event]).toMatchObject([
    { seq: 5, epoch },
    { seq: 5, epoch },
  ]);
});

describe('server-sent events', () => {
  it('are the frames of a socket with positions as ids, and go on after the last id', async () => {
    const stage = await anOpenTournament();
    const first = await stream(stage.id);
    expect(first.response.headers.get('content-type')).toBe('text/event-stream');
    await until(() => first.frames.length === 1);
    await enter(stage, await people(2));
    await until(() => first.frames.length === 3);
    const last = first.frames[1]?.id ?? '';
    expect([first.frames[0]?.type, first.seqs(), last]).toEqual([
      'welcome',
      [3, 4],
      `${first.frames[1]?.event?.epoch}:3`,
    ]);
    await first.close();
    await enter(stage, await people(1));
    const second = await stream(stage.id, { 'last-event-id': last });
    await until(() => second.seqs().length === 2);
    expect([second.frames[0]?.recovered, second.seqs()]).toEqual([true, [4, 5]]);
    await second.close();
  });

  it('begin with everything that was missed, also more than a slow reader may leave unread', async () => {
    const stage = await anOpenTournament();
    const position = await positionOf(stage.id);
    await missEvents(stage.id, 1500);
    const { response, seqs, close } = await stream(stage.id, { 'last-event-id': position });
    expect(response.status).toBe(200);
    await until(() => seqs().length === 1500);
    expect(seqs()).toEqual(Array.from({ length: 1500 }, (_, index) => index + 3));
    await close();
  });

  it('of an unknown tournament are a 404, and an unknown last id begins anew', async () => {
    const { response } = await stream(`trn_${'0'.repeat(26)}`);
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([404, 'not_found']);
    const stage = await anOpenTournament();
    const { frames, close } = await stream(stage.id, { 'last-event-id': 'nonsense' });
    await until(() => frames.length === 1);
    expect(frames[0]?.type).toBe('resync');
    await close();
  });
});

describe('a request for events that waits', () => {
  const poll = async (id: string, since: string, wait: number) =>
    ok(await get(`/v1/tournaments/${id}/events?since=${since}&wait=${wait}`), 200);

  it('answers at once if there are events, and as soon as there is one', async () => {
    const stage = await anOpenTournament();
    const start = await poll(stage.id, '0', 25);
    expect([start.items.map(({ seq }: { seq: number }) => seq), start.recovered]).toEqual([[1, 2], true]);
    const waiting = poll(stage.id, start.position, 25);
    await enter(stage, await people(1));
    const { items, position } = await waiting;
    expect([items.map(({ seq }: { seq: number }) => seq), position]).toEqual([[3], await positionOf(stage.id)]);
  });

  it('answers an empty list after its time, and says when a position is none', async () => {
    const stage = await anOpenTournament();
    const position = await positionOf(stage.id);
    expect(await poll(stage.id, position, 1)).toEqual({ items: [], position, recovered: true });
    expect(await poll(stage.id, '0123456789:1', 25)).toEqual({ items: [], position, recovered: false });
    for (const query of ['wait=26', 'since=x', 'since=1:', 'since=g:1', 'since=2147483648'])
      expect((await get(`/v1/tournaments/${stage.id}/events?${query}`)).body.code).toBe('invalid_request');
  });
});
