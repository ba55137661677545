// Sends frames to sockets and closes them, and counts what fails and what is closed.

import { closeCodes, type Frame, refusalFrame } from '../frame.ts';
import type { DropReason, LiveObservation } from '../metrics.ts';
import { closeSocket, type Socket, sendFrame } from '../socket.ts';

export interface Outlet {
  readonly send: (socket: Socket, frame: Frame) => void;
  /** The reason is also sent as a frame, because some clients do not show that of the close. */
  readonly drop: (socket: Socket, code: number, reason: string, retryAfterMs?: number) => void;
}

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
