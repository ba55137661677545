// Server-sent events (WHATWG HTML, section 9.2) as a socket of a room: the same frames as over a WebSocket, with the position as id.

import { heartbeatMs } from './frame.ts';
import { type Socket, unreadBytesMax } from './socket.ts';

/** How long a browser waits before it connects again. */
const retryMs = 2_000;

/** Of the answer for a reader that was refused: the close code that a socket would have. The body is the reason. */
export const closeCodeHeader = 'laurel-close-code';

const headers = {
  'content-type': 'text/event-stream',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
};

export interface EventStream {
  readonly socket: Socket;
  /** The answer once the room has let the socket in, or refused it. Until then nobody reads, so what is unread has no limit. */
  readonly answer: () => Response;
}

/** `onClose` runs once, whichever side closes. */
export function openEventStream(onClose: () => void): EventStream {
  const encoder = new TextEncoder();
  let controller: ReadableStreamDefaultController<Uint8Array>;
  let closedWith: number | null = null;
  let closeReason = '';
  let isAnswered = false;
  const end = (code: number) => {
    if (closedWith !== null) return;
    closedWith = code;
    clearInterval(heartbeat);
    onClose();
  };
  const write = (text: string) => {
    if (isAnswered && (controller.desiredSize ?? 0) < 0) throw new Error('the reader is too slow');
    controller.enqueue(encoder.encode(text));
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start(made) {
        controller = made;
        write(`retry: ${retryMs}\n\n`);
      },
      cancel: () => end(1000),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: unreadBytesMax }),
  );
  const socket: Socket = {
    get readyState() {
      return closedWith === null ? 1 : 3;
    },
    send(text, position) {
      write(`${position === undefined ? '' : `id: ${position}\n`}data: ${text}\n\n`);
    },
    close(code = 1000, reason = '') {
      if (closedWith !== null) return;
      closeReason = reason;
      end(code);
      controller.close();
    },
  };
  // Proxies close connections that are silent.
  const heartbeat = setInterval(() => {
    try {
      write(': ping\n\n');
    } catch {
      socket.close(1011);
    }
  }, heartbeatMs);
  const answer = () => {
    isAnswered = true;
    if (closedWith !== null) return new Response(closeReason, { headers: { [closeCodeHeader]: String(closedWith) } });
    return new Response(body, { headers });
  };
  return { socket, answer };
}
