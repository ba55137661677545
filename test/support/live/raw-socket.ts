// A WebSocket client that breaks the protocol on purpose (RFC 6455): it never answers a close, can stop reading, and sends any bytes.

import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

export interface RawSocket {
  /** A masked text frame. */
  readonly sendText: (text: string) => void;
  readonly sendBytes: (bytes: Uint8Array) => void;
  readonly pause: () => void;
  /** Sends a FIN, and reads on. */
  readonly halfClose: () => void;
  readonly destroy: () => void;
  /** Resolves when the other side has closed the connection. */
  readonly ended: Promise<void>;
}

export interface RawSocketOptions {
  /** False: returns as soon as the request is written. */
  readonly waits?: boolean;
  readonly headers?: readonly string[];
}

export async function openRawSocket(
  url: string,
  { waits = true, headers = [] }: RawSocketOptions = {},
): Promise<RawSocket> {
  const { hostname, port, pathname, search, host } = new URL(url);
  const socket: Socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true });
  socket.on('error', () => {});
  const ended = new Promise<void>((resolve) => socket.once('end', resolve).once('close', () => resolve()));
  await new Promise((resolve) => socket.once('connect', resolve));
  const upgrade = [
    `GET ${pathname}${search} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ...headers,
  ];
  socket.write(`${upgrade.join('\r\n')}\r\n\r\n`);
  // The upgrade response and the welcome frame. Later data, including close frames, is discarded.
  if (waits) await new Promise((resolve) => socket.once('data', resolve));
  socket.on('data', () => {});
  return {
    ended,
    sendText: (text) => void socket.write(maskedFrame(Buffer.from(text), { opcode: 1 })),
    sendBytes: (bytes) => void socket.write(bytes),
    pause: () => void socket.pause(),
    halfClose: () => void socket.end(),
    destroy: () => void socket.destroy(),
  };
}

interface FrameHead {
  /** 1 text, 2 binary, 8 close, 9 ping; 3 to 7 and 11 to 15 are reserved. */
  readonly opcode: number;
  readonly isFinal?: boolean;
}

export function maskedFrame(payload: Buffer, { opcode, isFinal = true }: FrameHead): Buffer {
  const mask = randomBytes(4);
  const size = Buffer.alloc(payload.length > 65_535 ? 9 : 3);
  if (payload.length > 65_535) size.writeBigUInt64BE(BigInt(payload.length), 1);
  else size.writeUInt16BE(payload.length, 1);
  size[0] = 0x80 | (payload.length > 65_535 ? 127 : 126);
  const masked = payload.map((byte, index) => byte ^ (mask[index % 4] ?? 0));
  return Buffer.concat([Buffer.from([(isFinal ? 0x80 : 0) | opcode]), size, mask, masked]);
}
