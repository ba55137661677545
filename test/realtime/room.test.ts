// A live room from the view of a client: a welcome, then every event once, in order, also after eviction of the room.

import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { closeCodes, pingFrame, pongFrame } from '../../src/live/frame.ts';
import { aPerson, get } from '../support/isolate/api.ts';
import { useDatabase } from '../support/isolate/database.ts';
import { aTournament, enter, move, ok, people, playAllMatches } from '../support/tournaments/tournament.ts';

const database = useDatabase();

interface Frame {
  readonly type: string;
  /** Of the welcome. */
  readonly seq?: number;
  readonly event?: Told;
  readonly events?: readonly Told[];
}

interface Told {
  readonly type: string;
  readonly seq: number;
}

async function watch(id: string) {
  const response = await exports.default.fetch(`https://laurel.test/live/tournaments/${id}`, {
    headers: { upgrade: 'websocket' },
  });
  const socket = response.webSocket;
  if (socket === null) throw new Error(`no socket, status ${response.status}`);
  const frames: Frame[] = [];
  const pongs: string[] = [];
  const closed = new Promise<number>((resolve) => socket.addEventListener('close', (event) => resolve(event.code)));
  socket.addEventListener('message', ({ data }) => {
    if (data === pongFrame) pongs.push(data);
    else frames.push(JSON.parse(String(data)));
  });
  socket.accept();
  const until = (isEnough: () => boolean) => expect.poll(isEnough, { interval: 10 }).toBe(true);
  const events = () => frames.flatMap(({ event, events }) => events ?? (event === undefined ? [] : [event]));
  return { socket, frames, pongs, closed, until, events, seqs: () => events().map(({ seq }) => seq) };
}

const numbers = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

async function anOpenTournament() {
  const stage = await aTournament();
  await move(stage, 'published', 'registration_open');
  return stage;
}

const seqOf = async (id: string): Promise<number> => ok(await get(`/v1/tournaments/${id}`), 200).eventSeq;

describe('a live room', () => {
  it('sends a welcome with a snapshot, then every event once, in order, of twenty concurrent registrations', async () => {
    const stage = await aTournament({ capacity: 20 });
    await move(stage, 'published', 'registration_open');
    const viewer = await watch(stage.id);
    await viewer.until(() => viewer.frames.length > 0);
    expect(viewer.frames[0]).toMatchObject({
      type: 'welcome',
      seq: 2,
      heartbeatMs: 25_000,
      snapshot: { id: stage.id },
    });
    await Promise.all((await people(20)).map((player) => enter(stage, [player])));
    await viewer.until(() => viewer.seqs().length === 20);
    expect(viewer.seqs()).toEqual(numbers(3, 22));
    expect(new Set(viewer.events().map(({ type }) => type))).toEqual(new Set(['registration_created']));
  });

  it('sends all events of a tournament until its completion', async () => {
    const stage = { ...(await anOpenTournament()), players: await people(4) };
    const viewer = await watch(stage.id);
    await enter(stage, stage.players);
    await move(stage, 'registration_closed', 'live');
    await playAllMatches(stage);
    await move(stage, 'completed');
    const last = await seqOf(stage.id);
    await viewer.until(() => viewer.seqs().at(-1) === last);
    expect(viewer.seqs()).toEqual(numbers(3, last));
    expect(
      viewer
        .events()
        .slice(-2)
        .map(({ type }) => type),
    ).toEqual(['placements_final', 'tournament_state_changed']);
  });

  it('sends every event once if it is evicted between events', async () => {
    const stage = await anOpenTournament();
    const viewer = await watch(stage.id);
    const room = env.TOURNAMENT_ROOM.getByName(stage.id);
    for (const player of await people(4)) {
      await enter(stage, [player]);
      await evictDurableObject(room);
    }
    await viewer.until(() => viewer.seqs().length === 4);
    expect(viewer.seqs()).toEqual(numbers(3, 6));
  });

  it('reads missed events from the backend after a lost delivery', async () => {
    const stage = await anOpenTournament();
    const viewer = await watch(stage.id);
    await enter(stage, await people(3));
    await viewer.until(() => viewer.seqs().length === 3);
    const { items } = ok(await get(`/v1/tournaments/${stage.id}/events?since=4`), 200);
    const room = env.TOURNAMENT_ROOM.getByName(stage.id);
    await runInDurableObject(room, (_, state) => state.storage.kv.put('position', `${items[0].epoch}:2`));
    expect(await room.publish(items)).toBe(5);
    await viewer.until(() => viewer.seqs().length === 6);
    expect(viewer.seqs().slice(3)).toEqual(numbers(3, 5));
  });

  it('stores nothing without sockets, and a later socket misses nothing', async () => {
    const stage = await anOpenTournament();
    const room = env.TOURNAMENT_ROOM.getByName(stage.id);
    const storedSeq = () =>
      runInDurableObject(room, (_, state) => Number(state.storage.kv.get<string>('position')?.split(':')[1]));
    const first = await watch(stage.id);
    await enter(stage, await people(1));
    await first.until(() => first.frames.length === 2);
    first.socket.close(1000);
    const socketCount = () => runInDurableObject(room, (_, state) => state.getWebSockets().length);
    await expect.poll(socketCount).toBe(0);
    await enter(stage, await people(3));
    const unrelayed = () => database.sql`SELECT 1 FROM event_outbox WHERE relayed_at IS NULL`;
    await expect.poll(async () => (await unrelayed()).length).toBe(0);
    expect([await storedSeq(), await seqOf(stage.id)]).toEqual([3, 6]);
    const second = await watch(stage.id);
    await second.until(() => second.frames.length > 0);
    await enter(stage, await people(1));
    await second.until(() => second.frames.length > 1);
    expect([second.frames[0]?.seq, second.seqs()]).toEqual([6, [7]]);
  });

  it('refuses an unknown tournament and requests that are not an upgrade', async () => {
    const viewer = await watch(`trn_${'0'.repeat(26)}`);
    expect(await viewer.closed).toBe(closeCodes.notFound);
    expect((await get(`/live/tournaments/trn_${'0'.repeat(26)}`)).body.code).toBe('invalid_request');
    expect((await get('/live/tournaments/x', { headers: { upgrade: 'websocket' } })).status).toBe(404);
  });

  it('answers a ping, reports an unknown frame, and closes on a frame that is too big', async () => {
    const stage = await anOpenTournament();
    const viewer = await watch(stage.id);
    viewer.socket.send(pingFrame);
    await viewer.until(() => viewer.pongs.length === 1);
    expect(viewer.pongs).toHaveLength(1);
    viewer.socket.send('hello');
    await viewer.until(() => viewer.frames.length === 2);
    expect(viewer.frames[1]).toEqual({ type: 'error', code: 'invalid_message', reason: 'not JSON' });
    viewer.socket.send('x'.repeat(17_000));
    expect(await viewer.closed).toBe(closeCodes.tooBig);
    expect(viewer.frames.at(-1)).toEqual({ type: 'error', code: 'refused', reason: 'frame too big' });
  });
});

it('events contain only ids, states and public names', async () => {
  const stage = await anOpenTournament();
  await enter(stage, [await aPerson({ name: 'Ada' })]);
  const { items } = ok(await get(`/v1/tournaments/${stage.id}/events?since=2`), 200);
  expect(items).toHaveLength(1);
  expect(Object.keys(items[0].payload).sort()).toEqual(['displayName', 'registrationId', 'state']);
});
