// The few things that may be done to a socket, none of which may fail: one bad socket harms nobody else.

/** As much of a WebSocket as a room uses. */
export interface Socket {
  readonly readyState: number;
  send(frame: string): void;
  close(code?: number, reason?: string): void;
}

/** WebSocket.OPEN. A socket whose close was sent but not answered is still listed by the platform, and send() on it throws. */
const open = 1;

export function isOpen(socket: Socket): boolean {
  return socket.readyState === open;
}

/** Sends to an open socket; one that cannot take the frame is closed, and resumes by connecting again. */
export function sendFrame(socket: Socket, frame: string): void {
  if (!isOpen(socket)) return;
  try {
    socket.send(frame);
  } catch {
    closeSocket(socket, 1011, 'sending failed');
  }
}

/** Also the answer to a close of the other side. Codes that may not be sent (1005, 1006, 1015) become 1000. */
export function closeSocket(socket: Socket, code: number, reason: string): void {
  const isSendable =
    (code >= 1000 && code <= 1014 && ![1004, 1005, 1006].includes(code)) || (code >= 3000 && code < 5000);
  try {
    socket.close(isSendable ? code : 1000, reason);
  } catch {
    // Closed already.
  }
}
