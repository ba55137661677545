// Sends frames to sockets and closes them, and counts what fails and what is closed.

import { closeCodes, type Frame, refusalFrame } from '../frame.ts';
import type { DropReason, LiveObservation } from '../metrics.ts';
import { closeSocket, type Socket, sendFrame } from '../socket.ts';

export interface Outlet {
  readonly send: (socket: Socket, frame: Frame) => void;
  /** The reason is also sent as a frame, because some clients do not show that of the close. */
  readonly drop: (socket: Socket, code: number, reason: string, retryAfterMs?: number) => void;
}

/**
 * Sending only queues a frame, and a timer gives queued work a turn. Events that come before it go together, in one frame for each socket: a
 * room that is busy sends less often instead of later and later.
 */
export const untilSent = () => new Promise((resolve) => setTimeout(resolve, 0));

/** Of many events at once, as at the start of a large bracket, each frame gets time to leave before the next one is queued. */
const betweenFramesMs = 25;
export const untilRead = () => new Promise((resolve) => setTimeout(resolve, betweenFramesMs));

const names = new Map(Object.entries(closeCodes).map(([name, code]) => [code as number, name as DropReason]));

export function createOutlet(observe: (observation: LiveObservation) => void = () => {}): Outlet {
  const send = (socket: Socket, frame: Frame) => {
    if (!sendFrame(socket, frame)) observe({ kind: 'drop', reason: 'sendFailed' });
  };
  return {
    send,
    drop(socket, code, reason, retryAfterMs) {
      send(socket, refusalFrame(reason, retryAfterMs));
      closeSocket(socket, code, reason);
      observe({ kind: 'drop', reason: names.get(code) ?? 'policy' });
    },
  };
}
