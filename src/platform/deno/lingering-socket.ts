// A WebSocket that is closed after its client has stopped sending. Deno ends the connection of a socket that is closing at the next frame that
// is no close frame. What is unread by then makes TCP reset the connection, and the client loses the close frame and all frames before it.

import { closeSocket, type Socket } from '../../live/socket.ts';

/** A client that sends much at once may be interrupted amid it, on a busy machine for a while. */
const silenceMs = 300;
/** Silence is seen at two of these: after a long turn of the process the first one comes before what has arrived. */
const checkMs = 10;
/** A client that does not stop is closed then, and may see 1006. */
const lingerMsMax = 2_000;
const closing = 2;

export function lingeringSocket(socket: WebSocket): Socket {
  let isClosing = false;
  let messageAt = Number.NEGATIVE_INFINITY;
  socket.addEventListener('message', () => {
    messageAt = performance.now();
  });

  function closeInSilence(code: number, reason: string, endsAtMs: number, wasSilent = false): void {
    setTimeout(() => {
      const now = performance.now();
      const isSilent = now - messageAt >= silenceMs;
      if ((isSilent && wasSilent) || now >= endsAtMs) closeSocket(socket, code, reason);
      else closeInSilence(code, reason, endsAtMs, isSilent);
    }, checkMs);
  }

  return {
    get readyState() {
      return isClosing ? Math.max(closing, socket.readyState) : socket.readyState;
    },
    get bufferedAmount() {
      return socket.bufferedAmount;
    },
    send: (text) => socket.send(text),
    close(code = 1000, reason = '') {
      if (isClosing) return;
      isClosing = true;
      closeInSilence(code, reason, performance.now() + lingerMsMax);
    },
  };
}
