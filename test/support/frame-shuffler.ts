// Changes the order of the WebSocket frames (RFC 6455, section 5.2) that a server sends over one connection, by a seed. What is no text
// frame keeps its place, and everything that is no WebSocket passes as it is.

import type { Random } from './random.ts';

/** A frame that is held goes by itself after this time. */
const heldMs = 100;

/** @returns what takes the pieces of the connection, in order. */
export function createFrameShuffler(random: Random, write: (bytes: Buffer) => void): (piece: Buffer) => void {
  let phase: 'head' | 'frames' | 'other' = 'head';
  let rest: Buffer = Buffer.alloc(0);
  let held: Buffer | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const release = () => {
    clearTimeout(timer);
    if (held !== null) write(held);
    held = null;
  };

  function pass(frame: Buffer): void {
    // Final, not compressed.
    const isText = frame[0] === 0x81;
    if (isText && held === null && random.next() < 0.3) {
      held = frame;
      timer = setTimeout(release, heldMs);
      return;
    }
    if (!isText) release();
    write(frame);
    release();
  }

  return (piece) => {
    rest = Buffer.concat([rest, piece]);
    if (phase === 'head') {
      const end = rest.indexOf('\r\n\r\n');
      if (end < 0) return;
      phase = rest.toString('latin1', 0, 12) === 'HTTP/1.1 101' ? 'frames' : 'other';
      write(rest.subarray(0, end + 4));
      rest = rest.subarray(end + 4);
    }
    if (phase === 'other') {
      if (rest.length > 0) write(rest);
      rest = Buffer.alloc(0);
      return;
    }
    for (let size = frameSize(rest); size !== null && rest.length >= size; size = frameSize(rest)) {
      pass(rest.subarray(0, size));
      rest = rest.subarray(size);
    }
  };
}

/** Of a server: without a mask. null: not enough bytes to know it. */
function frameSize(bytes: Buffer): number | null {
  const length = bytes.length < 2 ? null : (bytes[1] ?? 0) & 0x7f;
  if (length === null || length < 126) return length === null ? null : 2 + length;
  if (length === 126) return bytes.length < 4 ? null : 4 + bytes.readUInt16BE(2);
  return bytes.length < 10 ? null : 10 + Number(bytes.readBigUInt64BE(2));
}
