// A WebSocket client that breaks the protocol on purpose (RFC 6455): it never answers a close, and can stop reading.

import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

export interface RawSocket {
  /** A masked text frame of up to 65,535 bytes. */
  readonly sendText: (text: string) => void;
  readonly pause: () => void;
  readonly destroy: () => void;
}

export async function openRawSocket(url: string): Promise<RawSocket> {
  const { hostname, port, pathname, host } = new URL(url);
  const socket: Socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('connect', resolve));
  const upgrade = [
    `GET ${pathname} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
  ];
  socket.write(`${upgrade.join('\r\n')}\r\n\r\n`);
  // Waits for the upgrade response and the welcome frame. Later data, including close frames, is discarded.
  await new Promise((resolve) => socket.once('data', resolve));
  socket.on('data', () => {});
  return {
    sendText: (text) => void socket.write(maskedFrame(Buffer.from(text))),
    pause: () => void socket.pause(),
    destroy: () => void socket.destroy(),
  };
}

function maskedFrame(payload: Buffer): Buffer {
  const mask = randomBytes(4);
  const header = Buffer.from([0x81, 0x80 | 126, payload.length >> 8, payload.length & 0xff]);
  return Buffer.concat([header, mask, payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0))]);
}
