// Socket operations that never throw, so that one broken socket does not affect the others.

/** The part of WebSocket that a room uses. */
export interface Socket {
  readonly readyState: number;
  send(frame: string): void;
  close(code?: number, reason?: string): void;
}

/** WebSocket.OPEN. The platform still lists a socket whose close is not answered yet, but `send` on it throws. */
const open = 1;

export function isOpen(socket: Socket): boolean {
  return socket.readyState === open;
}

/** Sends to an open socket. If sending fails, the socket is closed and the client reconnects. */
export function sendFrame(socket: Socket, frame: string): void {
  if (!isOpen(socket)) return;
  try {
    socket.send(frame);
  } catch {
    closeSocket(socket, 1011, 'sending failed');
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
