// Relay rooms: what a client sees that joins when the first room of its tournament is full.

import { evictDurableObject, runInDurableObject } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import type { Id } from '../../src/core/id.ts';
import { closeCodes, socketsPerRoomMax } from '../../src/live/frame.ts';
import { positionAsked } from '../../src/live/join-request.ts';
import { withVisitor } from '../../src/platform/cloudflare/watcher.ts';
import { aKnownPerson, aPerson, call, get, post } from '../support/isolate/api.ts';
import { useDatabase } from '../support/isolate/database.ts';
import { aSeat, aVisitor } from '../support/live/room-ports.ts';
import { aTournament, enter, move, ok, people, type Stage } from '../support/tournaments/tournament.ts';

const database = useDatabase();

interface Frame {
  readonly type: string;
  readonly seq?: number;
  readonly recovered?: boolean;
  readonly event?: { readonly seq: number };
  readonly events?: readonly { readonly seq: number }[];
}

const roomOf = (id: string, relay: number) => env.TOURNAMENT_ROOM.getByName(relay === 0 ? id : `${id}/${relay}`);

/** Joins this room, whichever the edge would choose. */
function joinDirectly(id: string, relay: number, options: { since?: string; player?: string; network?: string } = {}) {
  const query = options.since === undefined ? '' : `?since=${options.since}`;
  const request = new Request(`https://laurel.test/live/tournaments/${id}${query}`, {
    headers: { upgrade: 'websocket' },
  });
  const player = (options.player ?? null) as Id<'player'> | null;
  const visitor = aVisitor({ player, since: positionAsked(request), network: options.network ?? null });
  return follow(roomOf(id, relay).fetch(withVisitor(request, visitor)));
}

function joinByEdge(id: string) {
  const headers = { upgrade: 'websocket' };
  return follow(exports.default.fetch(`https://laurel.test/live/tournaments/${id}`, { headers }));
}

async function follow(answer: Promise<Response>) {
  const { webSocket: socket, status } = await answer;
  if (socket === null) throw new Error(`no socket, status ${status}`);
  const frames: Frame[] = [];
  const closed = new Promise<number>((resolve) => socket.addEventListener('close', ({ code }) => resolve(code)));
  socket.addEventListener('message', ({ data }) => void frames.push(JSON.parse(String(data))));
  socket.accept();
  await expect.poll(() => frames.length, { interval: 10 }).toBeGreaterThan(0);
  return {
    socket,
    frames,
    closed,
    seqs: () =>
      frames.flatMap(({ event, events }) => (events ?? (event === undefined ? [] : [event])).map(({ seq }) => seq)),
  };
}

/** Sockets that nobody reads. */
const fill = (id: string, count: number, network: string | null = null) =>
  runInDurableObject(roomOf(id, 0), (_, state) => {
    for (let index = 0; index < count; index += 1) {
      const { 1: server } = new WebSocketPair();
      state.acceptWebSocket(server);
      server.serializeAttachment(aSeat({ seq: 1_000_000, joinedAtMs: Date.now(), network }));
    }
  });

const socketCount = (id: string, relay: number) =>
  runInDurableObject(roomOf(id, relay), (_, state) => state.getWebSockets().length);
const relaysOf = (id: string) => runInDurableObject(roomOf(id, 0), (_, state) => state.storage.kv.get('relays') ?? []);
const unrelayed = async () => (await database.sql`SELECT 1 FROM event_outbox WHERE relayed_at IS NULL`).length;

async function anOpenTournament(): Promise<Stage> {
  const stage = await aTournament();
  await move(stage, 'published', 'registration_open');
  return stage;
}

const register = async (stage: Stage, count: number) => enter(stage, await people(count));

it('when the first room is full the edge chooses a relay room, and its client gets the same events', async () => {
  const stage = await anOpenTournament();
  await fill(stage.id, socketsPerRoomMax - 1);
  const last = await joinByEdge(stage.id);
  const relayed = await joinByEdge(stage.id);
  expect([await socketCount(stage.id, 0), await socketCount(stage.id, 1)]).toEqual([socketsPerRoomMax, 1]);
  await register(stage, 5);
  await expect.poll(() => [last.seqs(), relayed.seqs()]).toEqual(Array(2).fill([3, 4, 5, 6, 7]));
  expect(relayed.frames[0]).toMatchObject({ type: 'welcome', seq: 2 });
});

it('a client of a relay room gets every event once and in order, whichever room is evicted', async () => {
  const stage = await anOpenTournament();
  const viewers = await Promise.all([0, 1, 2].map((relay) => joinDirectly(stage.id, relay)));
  for (const relay of [1, 0, 2, 1, 0]) {
    await register(stage, 1);
    await evictDurableObject(roomOf(stage.id, relay));
  }
  await register(stage, 3);
  await expect.poll(() => viewers.map(({ seqs }) => seqs())).toEqual(Array(3).fill([3, 4, 5, 6, 7, 8, 9, 10]));
});

it('a relay room that was cut off reads what it missed', async () => {
  const stage = await anOpenTournament();
  const viewer = await joinDirectly(stage.id, 1);
  const writeRelays = (relays: readonly number[]) =>
    runInDurableObject(roomOf(stage.id, 0), (_, state) => state.storage.kv.put('relays', relays));
  await writeRelays([]);
  await register(stage, 3);
  await expect.poll(unrelayed).toBe(0);
  expect(viewer.seqs()).toEqual([]);
  await writeRelays([1]);
  await register(stage, 1);
  await expect.poll(viewer.seqs).toEqual([3, 4, 5, 6]);
});

it('a relay room goes on where a client stands, and says so if it cannot', async () => {
  const stage = await anOpenTournament();
  const { eventEpoch } = ok(await get(`/v1/tournaments/${stage.id}`), 200);
  await register(stage, 2);
  const back = await joinDirectly(stage.id, 1, { since: `${eventEpoch}:2` });
  await expect.poll(back.seqs).toEqual([3, 4]);
  expect(back.frames[0]).toMatchObject({ type: 'welcome', recovered: true });
  const lost = await joinDirectly(stage.id, 1, { since: 'ffff:3' });
  expect(lost.frames[0]).toMatchObject({ type: 'resync', seq: 4, recovered: false });
});

it('a relay room without clients is fed no more, and again when one comes', async () => {
  const stage = await anOpenTournament();
  const first = await joinDirectly(stage.id, 1);
  expect(await relaysOf(stage.id)).toEqual([1]);
  first.socket.close(1000);
  await expect.poll(() => socketCount(stage.id, 1)).toBe(0);
  await register(stage, 1);
  await expect.poll(() => relaysOf(stage.id)).toEqual([]);
  const second = await joinDirectly(stage.id, 1);
  await register(stage, 1);
  await expect.poll(second.seqs).toEqual([4]);
});

it('a ban closes the sockets of its player in every room, and no others', async () => {
  const stage = await anOpenTournament();
  const [player, moderator] = [await aKnownPerson(), await aPerson({ roles: ['moderator'] })];
  const own = await Promise.all([0, 1].map((relay) => joinDirectly(stage.id, relay, { player: player.id })));
  const other = await joinDirectly(stage.id, 1, { player: (await aPerson()).id });
  const endsAt = new Date(Date.now() + 86_400_000).toISOString();
  const body = { playerId: player.id, kind: 'ban', reasonCode: 'cheating', statement: 'Said.', endsAt };
  ok(await post('/v1/sanctions', { as: moderator, body }), 201);
  expect(await Promise.all(own.map(({ closed }) => closed))).toEqual([closeCodes.forbidden, closeCodes.forbidden]);
  await register(stage, 1);
  await expect.poll(other.seqs).toEqual([3]);
});

it('a player has three sockets in all rooms together', async () => {
  const stage = await anOpenTournament();
  const player = (await aPerson()).id;
  for (const relay of [0, 1, 2]) await joinDirectly(stage.id, relay, { player });
  const fourth = await joinDirectly(stage.id, 3, { player });
  expect(await fourth.closed).toBe(closeCodes.policy);
});

it('an address has two hundred sockets in all rooms together, and others are not counted for it', async () => {
  const stage = await anOpenTournament();
  const join = (relay: number, network: string) => joinDirectly(stage.id, relay, { network });
  await fill(stage.id, 197, '10.0.0.1');
  for (let count = 0; count < 3; count += 1) await join(1, '10.0.0.1');
  const refused = await Promise.all([join(1, '10.0.0.1'), join(0, '10.0.0.1')]);
  expect(await Promise.all(refused.map(({ closed }) => closed))).toEqual([closeCodes.policy, closeCodes.policy]);
  for (const relay of [0, 1]) expect((await join(relay, '10.0.0.2')).frames[0]?.type).toBe('welcome');
});

it('presence is that of all rooms', async () => {
  const stage = await anOpenTournament();
  const viewers = await Promise.all([0, 1, 1, 2].map((relay) => joinDirectly(stage.id, relay)));
  for (const { socket } of viewers) socket.send('{"type":"presence"}');
  await expect
    .poll(() => viewers.map(({ frames }) => frames.at(-1)))
    .toEqual(viewers.map(() => ({ type: 'presence', sockets: 4 })));
});

it('a request waits at a relay room when the first has no place, and hears of what happened before it came there', async () => {
  const stage = await anOpenTournament();
  const { eventEpoch, eventSeq } = ok(await get(`/v1/tournaments/${stage.id}`), 200);
  const before = { epoch: eventEpoch, seq: eventSeq };
  const waiting = roomOf(stage.id, 1).wait(before, 60_000, null);
  await expect.poll(() => relaysOf(stage.id)).toEqual([1]);
  await register(stage, 1);
  expect(await waiting).toBe(true);
  expect(await roomOf(stage.id, 2).wait(before, 60_000, null)).toBe(true);
});

it('a relay room takes no sockets of a private tournament', async () => {
  const stage = await aTournament({ visibility: 'private' });
  await move(stage, 'published');
  const refused = await joinDirectly(stage.id, 1);
  expect(await refused.closed).toBe(closeCodes.notFound);
});

it('a sandbox that is removed closes the sockets of all its rooms; rooms of what exists close none', async () => {
  const as = await aPerson({ roles: ['organizer'] });
  const { tournament } = ok(await post('/v1/sandbox/tournaments', { as, body: { actsPerMinute: 1 } }), 201);
  await move({ id: tournament.id, organizer: as }, 'published');
  const viewers = await Promise.all([0, 1, 1, 2].map((relay) => joinDirectly(tournament.id, relay)));
  await roomOf(tournament.id, 0).closeIfGone();
  expect(viewers.map(({ socket }) => socket.readyState)).toEqual(viewers.map(() => WebSocket.OPEN));
  expect((await call('DELETE', `/v1/sandbox/tournaments/${tournament.id}`, { as })).status).toBe(204);
  expect(await Promise.all(viewers.map(({ closed }) => closed))).toEqual(viewers.map(() => closeCodes.notFound));
});
