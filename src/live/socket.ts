// Socket operations that never throw, so that one broken socket does not affect the others.

import type { Frame } from './frame.ts';

/** The part of WebSocket that a room uses. */
export interface Socket {
  readonly readyState: number;
  /** In bytes; absent where the platform does not tell. */
  readonly bufferedAmount?: number;
  /** Sockets ignore `position`; server-sent events have it as their id. */
  send(text: string, position?: string): void;
  close(code?: number, reason?: string): void;
}

/** WebSocket.OPEN. The platform still lists a socket whose close is not answered yet, but `send` on it throws. */
const open = 1;

/** What a client may leave unread, where that is known. */
export const unreadBytesMax = 256 * 1024;

export function isOpen(socket: Socket): boolean {
  return socket.readyState === open;
}

/** Sends to an open socket. @returns false if sending failed: then the socket is closed, and the client reconnects. */
export function sendFrame(socket: Socket, { text, position }: Frame): boolean {
  if (!isOpen(socket)) return true;
  try {
    if ((socket.bufferedAmount ?? 0) > unreadBytesMax) throw new Error('the reader is too slow');
    if (position === null) socket.send(text);
    else socket.send(text, position);
    return true;
  } catch {
    closeSocket(socket, 1011, 'sending failed');
    return false;
  }
}

/** Also answers a close of the other side. Reserved codes (1005, 1006, 1015) become 1000. */
export function closeSocket(socket: Socket, code: number, reason: string): void {
  const isSendable =
    (code >= 1000 && code <= 1014 && ![1004, 1005, 1006].includes(code)) || (code >= 3000 && code < 5000);
  try {
    socket.close(isSendable ? code : 1000, reason);
  } catch {
    // Already closed.
  }
}
