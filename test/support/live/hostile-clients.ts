// Clients that harm a live room as well as they can, each in one way. `start` resolves when the harm is under way, with what ends it.

import { expect } from 'vitest';
import WebSocket from 'ws';
import { startBreakableProxy } from '../servers/breakable-proxy.ts';
import { maskedFrame, openRawSocket, type RawSocketOptions } from './raw-socket.ts';

export interface Hostile {
  readonly name: string;
  /** `url` is that of a room, without a query. */
  readonly start: (url: string) => Promise<() => void | Promise<void>>;
}

const several = <T>(count: number, make: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => make(index)));

const openSeveral = (count: number, url: string, options?: RawSocketOptions) =>
  several(count, () => openRawSocket(url, options));

const ending = (sockets: readonly { destroy(): void }[]) => () => {
  for (const socket of sockets) socket.destroy();
};

/** Resolves with the close code. */
const closeOf = (socket: WebSocket) => new Promise<number>((resolve) => socket.once('close', resolve));

function openSocket(url: string, options: WebSocket.ClientOptions = {}): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, options);
    socket.on('error', reject);
    socket.once('message', () => resolve(socket.off('error', reject).on('error', () => {})));
  });
}

const neverReads: Hostile = {
  name: 'never reads',
  async start(url) {
    const sockets = await openSeveral(10, url);
    for (const socket of sockets) socket.pause();
    return ending(sockets);
  },
};

const neverCloses: Hostile = {
  name: 'never answers a close',
  async start(url) {
    const sockets = await openSeveral(10, url);
    for (const socket of sockets) socket.sendText('x'.repeat(20_000));
    return ending(sockets);
  },
};

const halfOpen: Hostile = {
  name: 'closes one half of its connection, or vanishes without a word',
  async start(url) {
    const { hostname: host, port } = new URL(url);
    const proxy = await startBreakableProxy({ host, port: Number(port) });
    const through = url.replace(`:${port}/`, `:${proxy.port}/`);
    const [halves, vanished] = await Promise.all([openSeveral(5, url), openSeveral(5, through)]);
    for (const socket of halves) socket.halfClose();
    await proxy.fail('freezes');
    return async () => {
      ending([...halves, ...vanished])();
      await proxy.stop();
    };
  },
};

const floods: Hostile = {
  name: 'sends a thousand frames a second',
  async start(url) {
    const polite = await several(3, () => openSocket(url));
    const closes = polite.map(closeOf);
    const deaf = await openSeveral(3, url);
    const timer = setInterval(() => {
      for (let count = 0; count < 20; count += 1) {
        for (const socket of polite) if (socket.readyState === WebSocket.OPEN) socket.send('{"type": "ping"}');
        for (const socket of deaf) socket.sendText('{"type": "ping"}');
      }
    }, 20);
    // Who goes on sending may lose the close frame: the connection is reset.
    for (const code of await Promise.all(closes)) expect([1006, 4008]).toContain(code);
    return () => {
      clearInterval(timer);
      ending(deaf)();
    };
  },
};

const leavesAtOnce: Hostile = {
  name: 'closes during the welcome',
  async start(url) {
    const sockets = await openSeveral(30, url, { waits: false });
    for (const [index, socket] of sockets.entries()) {
      if (index % 3 === 0) socket.destroy();
      else if (index % 3 === 1) socket.halfClose();
      else socket.sendBytes(maskedFrame(Buffer.from([0x03, 0xe8]), { opcode: 8 }));
    }
    return ending(sockets);
  },
};

const malformed: readonly (readonly [string, Buffer])[] = [
  ['a reserved opcode', maskedFrame(Buffer.from('x'), { opcode: 3 })],
  ['reserved bits', Buffer.concat([Buffer.from([0xf1]), maskedFrame(Buffer.from('x'), { opcode: 1 }).subarray(1)])],
  ['a ping in pieces', maskedFrame(Buffer.from('x'), { opcode: 9, isFinal: false })],
  ['a continuation of nothing', maskedFrame(Buffer.from('x'), { opcode: 0 })],
  ['a close with one byte', maskedFrame(Buffer.from([3]), { opcode: 8 })],
];

const breaksTheProtocol: Hostile = {
  name: 'sends malformed frames',
  async start(url) {
    const sockets = await openSeveral(malformed.length, url);
    for (const [index, [, bytes]] of malformed.entries()) sockets[index]?.sendBytes(bytes);
    // Text that is no UTF-8, and bytes that are no frame at all.
    const [text, noise] = await openSeveral(2, url);
    text?.sendBytes(maskedFrame(Buffer.from([0xff, 0xfe, 0xc0]), { opcode: 1 }));
    noise?.sendBytes(Buffer.from('GET / HTTP/1.1\r\n\r\n'.repeat(50)));
    return ending([...sockets, ...(text && noise ? [text, noise] : [])]);
  },
};

const sendsTooMuch: Hostile = {
  name: 'sends a frame of a megabyte, and binary frames',
  async start(url) {
    const [big, binary] = [await openSocket(url), await openSocket(url)];
    const closed = closeOf(big);
    big.send('x'.repeat(1_000_000));
    const answer = new Promise((resolve) =>
      binary.on('message', (data) => {
        const frame = JSON.parse(String(data)) as { readonly type: string };
        // Events may come before.
        if (frame.type === 'error') resolve(frame);
      }),
    );
    binary.send(Buffer.alloc(100), { binary: true });
    expect(await answer).toMatchObject({ type: 'error', code: 'invalid_message' });
    expect([1009, 4009]).toContain(await closed);
    return () => binary.terminate();
  },
};

const comesAsAHundred: Hostile = {
  name: 'opens a hundred sockets from one address',
  async start(url) {
    const headers = { 'cf-connecting-ip': '203.0.113.9' };
    const sockets = await several(100, () => openSocket(url, { headers }));
    return () => {
      for (const socket of sockets) socket.terminate();
    };
  },
};

const comesFromElsewhere: Hostile = {
  name: 'comes from a page that is not listed',
  async start(url) {
    const status = new Promise((resolve) => {
      const socket = new WebSocket(url, { origin: 'https://elsewhere.example' });
      socket.on('error', () => {});
      socket.on('unexpected-response', (_, { statusCode }) => resolve(statusCode));
    });
    expect(await status).toBe(403);
    return () => {};
  },
};

const claimsAPosition: Hostile = {
  name: 'claims to stand in the future, or in another tournament',
  async start(url) {
    const first = (query: string) =>
      new Promise((resolve) => {
        const socket = new WebSocket(url + query);
        socket.once('message', (data) => {
          resolve(JSON.parse(String(data)));
          socket.terminate();
        });
      });
    for (const since of ['ffffffff:7', '0:2147483647', '1:999999'])
      expect(await first(`?since=${since}`)).toMatchObject({ type: 'resync', recovered: false });
    return () => {};
  },
};

export const hostileClients: readonly Hostile[] = [
  ...[neverReads, neverCloses, halfOpen, floods, leavesAtOnce, breaksTheProtocol, sendsTooMuch],
  ...[comesAsAHundred, comesFromElsewhere, claimsAPosition],
];
