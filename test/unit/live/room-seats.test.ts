// The seat of a live client: how long it is kept, and when it is checked again.

import { describe, expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import type { Seat } from '../../../src/live/seats/seat.ts';
import type { Socket } from '../../../src/live/socket.ts';
import { aVisitor } from '../../support/live/room-ports.ts';
import { aRoomOf, aSocket, eventsFrom } from '../../support/live/seated-room.ts';

describe('a seat', () => {
  it('that has ended gets nothing, and is closed with 4002', async () => {
    const [ended, valid] = [aSocket(), aSocket()];
    let now = 999;
    let wakesAt: number | null = null;
    const wakeAt = (atMs: number | null) => {
      wakesAt = atMs;
    };
    const ends = { now: () => now, wakeAt };
    const { room } = aRoomOf(
      [
        [ended, { endsAtMs: 1000 }],
        [valid, { endsAtMs: 2000 }],
      ],
      ends,
    );
    room.closeExpired();
    expect([ended.closedWith, wakesAt]).toEqual([null, 1000]);
    now = 1000;
    await room.publish(eventsFrom(1, 1));
    expect([ended.frames.map(({ type }) => type), ended.closedWith, valid.frames.length]).toEqual([['error'], 4002, 1]);
    room.closeExpired();
    expect(wakesAt).toBe(2000);
  });

  it('of an address has to wait when the address has two hundred, unless some of them are dead', async () => {
    let now = 0;
    const heard = new Map<Socket, number>();
    const others = Array.from({ length: 200 }, () => aSocket());
    const { room, memory } = aRoomOf(
      others.map((socket) => [socket, { network: '10.0.0.1' }]),
      {
        now: () => now,
        heardAtMs: (socket) => heard.get(socket) ?? 0,
        readSnapshot: async () => ({ eventSeq: 0, eventEpoch: '1', isPublic: true, content: {} }),
      },
    );
    const join = async (network: string) => {
      const socket = aSocket();
      const attach = (seat: Seat) => void memory.seats.set(socket, seat);
      await room.join(socket, { attach, accept: () => {} }, aVisitor({ network }));
      return socket;
    };
    const refused = await join('10.0.0.1');
    expect([refused.closedWith, refused.frames[0]?.reason]).toEqual([4008, 'too many sockets of this address']);
    expect(refused.frames[0]?.retryAfterMs).toBe(50_000);
    expect((await join('10.0.0.2')).closedWith).toBeNull();
    now = 50_001;
    for (const socket of others.slice(1)) heard.set(socket, 1);
    expect((await join('10.0.0.1')).frames[0]?.type).toBe('welcome');
    expect(others.map(({ closedWith }) => closedWith)).toEqual([4010, ...Array(199).fill(null)]);
  });

  it('shares the messages of its player, and too many of an address are ignored without a close', async () => {
    const player = `ply_${'0'.repeat(26)}` as Id<'player'>;
    const [one, two] = [aSocket(), aSocket()];
    const venue = Array.from({ length: 3 }, () => aSocket());
    const { room } = aRoomOf([
      [one, { id: '1', player }],
      [two, { id: '2', player }],
      ...venue.map((socket, index) => [socket, { id: `v${index}`, network: '10.0.0.1' }] as const),
    ]);
    const say = (socket: Socket, text: string) => room.handleMessage(socket, text);
    for (let count = 0; count < 10; count += 1) for (const socket of [one, two]) say(socket, '{"type":"ping"}');
    expect([one.closedWith, two.closedWith]).toEqual([null, null]);
    say(two, '{"type":"ping"}');
    expect([one.closedWith, two.closedWith, two.frames.at(-1)?.retryAfterMs]).toEqual([null, 4008, 100]);
    for (let count = 0; count < 15; count += 1) for (const socket of venue) say(socket, '{"type": "ping"}');
    const kinds = venue.map(({ frames }) => frames.map(({ type, code }) => code ?? type));
    expect(kinds.flat().filter((kind) => kind === 'pong').length).toBe(40);
    expect(kinds.flat().filter((kind) => kind === 'slow_down').length).toBe(5);
    // Acknowledgements of a whole venue come at the same moment.
    for (const socket of venue) say(socket, '{"type":"ack","seq":0}');
    expect(venue.map(({ closedWith }) => closedWith)).toEqual([null, null, null]);
  });

  it('is told how many follow the same, when it asks', () => {
    const match = `mat_${'0'.repeat(26)}` as Id<'match'>;
    const [whole, ofMatch] = [aSocket(), aSocket()];
    const { room } = aRoomOf([
      [whole, { id: '1' }],
      [ofMatch, { id: '2', match }],
    ]);
    for (const socket of [whole, ofMatch]) room.handleMessage(socket, '{"type":"presence"}');
    expect([whole.frames, ofMatch.frames]).toEqual([
      [{ type: 'presence', sockets: 2 }],
      [{ type: 'presence', sockets: 1 }],
    ]);
  });
});
