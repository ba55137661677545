// Changes the order of what a server sends over one connection, by a seed: the WebSocket frames (RFC 6455, section 5.2), or the server-sent
// events in the chunks of their answer (RFC 9112, section 7.1). What is no text frame and no event keeps its place, and every other answer
// passes as it is.

import type { Random } from '../rules/random.ts';

/** A frame that is held goes by itself after this time. The next one usually comes before, also from a room that sends events together. */
const heldMs = 1_000;

/** @returns what takes the pieces of the connection, in order. */
export function createFrameShuffler(random: Random, write: (bytes: Buffer) => void): (piece: Buffer) => void {
  let phase: 'head' | 'frames' | 'stream' | 'other' = 'head';
  let rest: Buffer = Buffer.alloc(0);
  /** Of an event that is not complete. */
  let text = '';
  let held: Buffer | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const release = () => {
    clearTimeout(timer);
    if (held !== null) write(held);
    held = null;
  };

  function pass(frame: Buffer, isText: boolean): void {
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
      phase = phaseAfter(rest.toString('latin1', 0, end).toLowerCase());
      write(rest.subarray(0, end + 4));
      rest = rest.subarray(end + 4);
    }
    if (phase === 'other') {
      if (rest.length > 0) write(rest);
      rest = Buffer.alloc(0);
      return;
    }
    if (phase === 'stream') {
      for (let chunk = chunkOf(rest); chunk !== null; chunk = chunkOf(rest)) {
        rest = rest.subarray(chunk.size);
        text += chunk.data.toString('utf8');
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) pass(asChunk(`${block}\n\n`), block.includes('data: '));
        // The end of the stream.
        if (chunk.data.length === 0) pass(asChunk(''), false);
      }
      return;
    }
    for (let size = frameSize(rest); size !== null && rest.length >= size; size = frameSize(rest)) {
      // Final, not compressed.
      pass(rest.subarray(0, size), rest[0] === 0x81);
      rest = rest.subarray(size);
    }
  };
}

function phaseAfter(head: string): 'frames' | 'stream' | 'other' {
  if (head.startsWith('http/1.1 101')) return 'frames';
  const isStream = head.includes('content-type: text/event-stream') && head.includes('transfer-encoding: chunked');
  return isStream ? 'stream' : 'other';
}

const asChunk = (data: string) => Buffer.from(`${Buffer.byteLength(data).toString(16)}\r\n${data}\r\n`);

/** null: not all of it is here. `size` with its frame. */
function chunkOf(bytes: Buffer): { readonly data: Buffer; readonly size: number } | null {
  const start = bytes.indexOf('\r\n') + 2;
  if (start < 2) return null;
  const end = start + Number.parseInt(bytes.toString('latin1', 0, start), 16);
  return bytes.length < end + 2 ? null : { data: bytes.subarray(start, end), size: end + 2 };
}

/** Of a server: without a mask. null: not enough bytes to know it. */
function frameSize(bytes: Buffer): number | null {
  const length = bytes.length < 2 ? null : (bytes[1] ?? 0) & 0x7f;
  if (length === null || length < 126) return length === null ? null : 2 + length;
  if (length === 126) return bytes.length < 4 ? null : 4 + bytes.readUInt16BE(2);
  return bytes.length < 10 ? null : 10 + Number(bytes.readBigUInt64BE(2));
}
