// The live client at a server that sends what a room never should: events twice, and one that leaves others out.

import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { followTournament } from '../../src/client/live/index.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const event = (seq: number) => ({ seq, epoch: '1', type: 'checked_in', payload: {} });
const welcome = { type: 'welcome', epoch: '1', seq: 2, upTo: 2, recovered: false, snapshot: {}, heartbeatMs: 25_000 };

/** `answer`: what each connection is sent, the first one first. */
async function follow(...answers: ((since: string | null) => readonly object[])[]) {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(server, 'listening');
  const asked: (string | null)[] = [];
  server.on('connection', (socket: WebSocket, { url }) => {
    const since = new URL(url ?? '', 'http://server').searchParams.get('since');
    const frames = answers[asked.push(since) - 1]?.(since) ?? [];
    for (const frame of frames) socket.send(JSON.stringify(frame));
  });
  const seqs: number[] = [];
  const live = followTournament({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tournamentId: `trn_${'0'.repeat(26)}`,
    transports: ['websocket'],
    onReset: () => {},
    onEvent: ({ seq }) => void seqs.push(seq),
  });
  ends.push(
    () => live.close(),
    () => server.close(),
  );
  return { seqs, asked, live };
}

it('an event that comes twice is delivered once, alone and among others', async () => {
  const { seqs, asked, live } = await follow(() => [
    welcome,
    { type: 'event', event: event(3) },
    { type: 'event', event: event(3) },
    { type: 'events', after: 2, events: [event(3), event(4)] },
    { type: 'event', event: event(2) },
    { type: 'event', event: event(5) },
  ]);
  await expect.poll(() => live.position).toBe('1:5');
  expect([seqs, asked]).toEqual([[3, 4, 5], [null]]);
});

it('an event that leaves others out is not delivered: the client connects again and goes on where it stands', async () => {
  const { seqs, asked, live } = await follow(
    () => [welcome, { type: 'event', event: event(3) }, { type: 'event', event: event(5) }],
    () => [
      { ...welcome, seq: 3, upTo: 5, recovered: true, snapshot: undefined },
      { type: 'events', after: 3, events: [event(4), event(5)] },
    ],
  );
  await expect.poll(() => live.position).toBe('1:5');
  expect([seqs, asked]).toEqual([
    [3, 4, 5],
    [null, '1:3'],
  ]);
});
