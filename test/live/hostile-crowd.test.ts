// Two hundred honest clients beside all kinds of hostile ones in the same room, in workerd and on Deno: the honest ones get every event,
// once and in order, on their first connection.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { makePlayerId, signToken } from '../../src/cli/operator/sign-token.ts';
import { createLaurel, type Laurel } from '../../src/client/index.ts';
import { readEventStream } from '../../src/client/live/frames.ts';
import { type LiveServer, platforms } from '../support/laurels/platforms.ts';
import { hostileClients } from '../support/live/hostile-clients.ts';

interface Honest {
  readonly seqs: number[];
  readonly welcomed: () => boolean;
  readonly isOpen: () => boolean;
  readonly leave: () => void;
}

interface Frame {
  readonly type: string;
  readonly event?: { readonly seq: number };
  /** Those that came together. */
  readonly events?: readonly { readonly seq: number }[];
}

const seqsOf = ({ event, events = [] }: Frame) => [...(event ? [event] : []), ...events].map(({ seq }) => seq);

function watch(url: string): Honest {
  const seqs: number[] = [];
  let isWelcomed = false;
  const socket = new WebSocket(url.replace('http', 'ws'));
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as Frame;
    if (frame.type === 'welcome') isWelcomed = true;
    seqs.push(...seqsOf(frame));
  });
  return {
    seqs,
    welcomed: () => isWelcomed,
    isOpen: () => socket.readyState === WebSocket.OPEN,
    leave: () => socket.terminate(),
  };
}

function stream(url: string): Honest {
  const seqs: number[] = [];
  const end = new AbortController();
  let [isWelcomed, isOpen] = [false, true];
  const read = async () => {
    const response = await fetch(url, { headers: { accept: 'text/event-stream' }, signal: end.signal });
    for await (const data of readEventStream(response.body as ReadableStream<Uint8Array>)) {
      if (data === null) continue;
      const frame = JSON.parse(data) as Frame;
      if (frame.type === 'welcome') isWelcomed = true;
      seqs.push(...seqsOf(frame));
    }
  };
  read()
    .catch(() => {})
    .finally(() => {
      isOpen = false;
    });
  return { seqs, welcomed: () => isWelcomed, isOpen: () => isOpen, leave: () => end.abort() };
}

const honestCount = 200;
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe.each(platforms)('in %s', (_, start) => {
  let server: LiveServer;
  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server?.stop());

  async function login(roles: readonly 'organizer'[] = []): Promise<Laurel> {
    const claims = { sub: makePlayerId(), name: 'Ada', roles, ttlSeconds: 600 };
    return createLaurel({ baseUrl: server.url, token: await signToken(server.jwtSecret, claims) });
  }

  async function anOpenTournament(): Promise<string> {
    const organizer = await login(['organizer']);
    const body = { title: 'Open', issuer: 'Club', capacity: 64, startsAt: '2035-01-01T10:00:00Z' };
    const { id } = await organizer.createTournament({ body });
    for (const to of ['published', 'registration_open'] as const)
      await organizer.changeTournamentState({ params: { id }, body: { to } });
    return id;
  }

  it('honest clients notice nothing of hostile ones', async () => {
    const id = await anOpenTournament();
    const room = `${server.url}/live/tournaments/${id}`;
    const register = async () => void (await (await login()).register({ params: { id } }));
    const honest = range(1, honestCount).map((index) => (index % 8 === 0 ? stream(room) : watch(room)));
    await expect.poll(() => honest.every(({ welcomed }) => welcomed())).toBe(true);
    const ends: (() => void | Promise<void>)[] = [];
    for (const { start: harm } of hostileClients) {
      const [end] = await Promise.all([harm(room.replace('http', 'ws')), register(), register()]);
      ends.push(end);
    }
    // All of them at once.
    for (let count = 0; count < 5; count += 1) await register();
    const all = range(3, 2 + 2 * hostileClients.length + 5);
    await expect.poll(() => honest.filter(({ seqs }) => seqs.length < all.length).length).toBe(0);
    expect(honest.map(({ seqs, isOpen }) => [isOpen(), seqs])).toEqual(honest.map(() => [true, all]));
    const late = watch(room);
    await expect.poll(late.welcomed).toBe(true);
    for (const end of ends) await end();
    await register();
    await expect.poll(() => late.seqs).toEqual([(all.at(-1) ?? 0) + 1]);
    for (const { leave } of [...honest, late]) leave();
  });
});
