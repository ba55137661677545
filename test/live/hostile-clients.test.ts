// What a misbehaving client is told before it is closed, on both platforms. What it does to others: hostile-crowd.test.ts.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { makePlayerId, signToken } from '../../src/cli/operator/sign-token.ts';
import { createLaurel, type Laurel } from '../../src/client/index.ts';
import { type LiveServer, platforms } from '../support/laurels/platforms.ts';
import { openRawSocket } from '../support/live/raw-socket.ts';

let laurel: LiveServer;

const roomUrl = (id: string) => `${laurel.url.replace('http', 'ws')}/live/tournaments/${id}`;

async function login(roles: readonly 'organizer'[] = []): Promise<Laurel> {
  const claims = { sub: makePlayerId(), name: 'Ada', roles, ttlSeconds: 600 };
  return createLaurel({ baseUrl: laurel.url, token: await signToken(laurel.jwtSecret, claims) });
}

async function anOpenTournament(): Promise<string> {
  const organizer = await login(['organizer']);
  const body = { title: 'Open', issuer: 'Club', capacity: 64, startsAt: '2035-01-01T10:00:00Z' };
  const { id } = await organizer.createTournament({ body });
  for (const to of ['published', 'registration_open'] as const)
    await organizer.changeTournamentState({ params: { id }, body: { to } });
  return id;
}

const register = async (id: string) => (await login()).register({ params: { id } });

interface Told {
  readonly type: string;
  readonly seq?: number;
  readonly event?: { readonly seq: number };
  /** Those that came together. */
  readonly events?: readonly { readonly seq: number }[];
  readonly code?: string;
}

/** Adds its listeners before it awaits anything, as the README requires. */
function watch(id: string) {
  const socket = new WebSocket(roomUrl(id));
  const frames: Told[] = [];
  const closed = new Promise<number>((resolve) => socket.on('close', (code) => resolve(code)));
  socket.on('message', (data) => frames.push(JSON.parse(String(data))));
  socket.on('error', () => {});
  const seqs = () =>
    frames.flatMap(({ event, events = [] }) => [...(event ? [event] : []), ...events].map(({ seq }) => seq));
  return { socket, frames, closed, seqs };
}

/** As a busy machine does it: this process reads nothing meanwhile, not even a close. */
const interrupt = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);

describe.each(platforms)('on %s', (platform, start) => {
  beforeAll(async () => {
    laurel = await start();
  });
  afterAll(() => laurel?.stop());

  it('a client that sends a thousand messages at once gets each answer, a reason and 4008', async () => {
    const { socket, frames, closed } = watch(await anOpenTournament());
    await expect.poll(() => frames.length).toBe(1);
    for (let count = 0; count < 1_000; count += 1) {
      if (count % 200 === 199) interrupt();
      socket.send('{"type": "ping"}');
    }
    expect(await closed).toBe(4008);
    expect(frames.slice(1, 21).map(({ type }) => type)).toEqual(Array(20).fill('pong'));
    expect(frames.at(-1)).toMatchObject({ type: 'error', code: 'refused', reason: 'too many messages' });
  });

  it('a client that goes on flooding is closed, and does not affect others', async () => {
    const id = await anOpenTournament();
    const honest = Array.from({ length: 5 }, () => watch(id));
    await expect.poll(() => honest.map(({ frames }) => frames.length)).toEqual([1, 1, 1, 1, 1]);
    // The blank keeps the platform from answering for the room.
    const flood = (send: (text: string) => void) => {
      const timer = setInterval(() => {
        for (let count = 0; count < 20; count += 1) send('{"type": "ping"}');
      }, 10);
      return () => clearInterval(timer);
    };
    const flooding = Array.from({ length: 3 }, () => watch(id));
    await expect.poll(() => flooding.map(({ frames }) => frames.length)).toEqual([1, 1, 1]);
    const deaf = await Promise.all([openRawSocket(roomUrl(id)), openRawSocket(roomUrl(id))]);
    deaf[0]?.pause();
    const ends = [
      ...flooding.map(({ socket }) => flood((text) => socket.readyState === WebSocket.OPEN && socket.send(text))),
      ...deaf.map(({ sendText }) => flood(sendText)),
    ];
    // Deno resets a connection whose client goes on after the close: then the client may lose the code.
    const codes = platform === 'Deno' ? [4008, 1006] : [4008];
    for (const code of await Promise.all(flooding.map(({ closed }) => closed))) expect(codes).toContain(code);
    for (const { frames } of flooding) {
      // Those that the address had too many of were told so.
      const answered = frames.filter(({ type, code }) => type === 'pong' || code === 'slow_down');
      expect(answered.length).toBeGreaterThanOrEqual(20);
      expect(frames.at(-1)).toEqual({
        ...{ type: 'error', code: 'refused', reason: 'too many messages' },
        retryAfterMs: 100,
      });
    }
    // The others go on flooding.
    for (let round = 0; round < 5; round += 1) await Promise.all(Array.from({ length: 4 }, () => register(id)));
    const all = Array.from({ length: 20 }, (_, index) => 3 + index);
    await expect.poll(() => honest.map(({ seqs }) => seqs())).toEqual(honest.map(() => all));
    for (const end of ends) end();
    for (const socket of deaf) socket.destroy();
    for (const { socket } of honest) socket.close();
  });

  it('a refusal is an error frame and then a close code', async () => {
    const refused = watch(`trn_${'0'.repeat(26)}`);
    expect(await refused.closed).toBe(4004);
    expect(refused.frames).toEqual([{ type: 'error', code: 'refused', reason: 'no such tournament' }]);
  });

  it('a ping is recognized in any JSON spelling, and a close is answered', async () => {
    const id = await anOpenTournament();
    const { socket, frames, closed } = watch(id);
    await expect.poll(() => frames.length).toBe(1);
    for (const text of ['{"type":"ping"}', '{"type": "ping"}', ' { "type" : "ping" , "at" : 1 } ']) socket.send(text);
    await expect.poll(() => frames.slice(1)).toEqual([{ type: 'pong' }, { type: 'pong' }, { type: 'pong' }]);
    socket.send('{"type":"pang"}');
    socket.send(Buffer.from('{"type":"ping"}'), { binary: true });
    socket.send('pong');
    const invalid = (reason: string) => ({ type: 'error', code: 'invalid_message', reason });
    const reasons = ['type must be ping, ack, auth or presence', 'binary frames are not accepted', 'not JSON'];
    await expect.poll(() => frames.slice(4)).toEqual(reasons.map(invalid));
    // 6,000 letters of three bytes: above 16 KiB in bytes, below it in characters.
    socket.send('ক'.repeat(6_000));
    expect(await closed).toBe(4009);
    const other = watch(id);
    await expect.poll(() => other.frames.length).toBe(1);
    other.socket.close(1000);
    expect(await other.closed).toBe(1000);
  });
});
