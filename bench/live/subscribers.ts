// Subscribers of one room, and when each of them has each event.

import { WebSocket } from 'ws';
import { mapConcurrently } from '../../src/core/map-concurrently.ts';

/** Precedes the number of an event in its frame. */
export const mark = 'bench-event-';
const markBytes = Buffer.from(mark);
const joinsAtOnce = 32;

export interface Subscribers {
  /** How long after `sentAtMs` of its event each frame came, in milliseconds. */
  readonly latenciesMs: (sentAtMs: readonly number[]) => number[];
  readonly received: () => number;
  /** How long it took until all had joined, in milliseconds. */
  readonly joinMs: number;
  readonly leave: () => void;
}

/** `firstFrame`: whether the server sends a frame by itself when a socket has joined. */
export async function subscribe(url: string, count: number, hasFirstFrame: boolean): Promise<Subscribers> {
  const events: number[] = [];
  const times: number[] = [];
  const onFrame = (frame: Buffer) => {
    const now = performance.now();
    // Several events may come together.
    for (let at = frame.indexOf(markBytes); at >= 0; at = frame.indexOf(markBytes, at + 1)) {
      times.push(now);
      events.push(Number.parseInt(frame.toString('latin1', at + mark.length, at + mark.length + 6), 10));
    }
  };
  const startedAtMs = performance.now();
  const sockets = await mapConcurrently(Array.from({ length: count }), joinsAtOnce, () =>
    join(url, onFrame, hasFirstFrame ? 'message' : 'open'),
  );
  return {
    joinMs: performance.now() - startedAtMs,
    received: () => times.length,
    latenciesMs: (sentAtMs) => times.map((time, index) => time - (sentAtMs[events[index] ?? 0] ?? 0)),
    leave: () => {
      for (const socket of sockets) socket.terminate();
    },
  };
}

function join(url: string, onFrame: (frame: Buffer) => void, joined: 'message' | 'open'): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url.replace('http', 'ws'), { perMessageDeflate: false });
    socket.on('message', onFrame);
    socket.once(joined, () => resolve(socket));
    socket.on('error', reject);
    socket.on('close', (code, reason) => reject(new Error(`a subscriber was disconnected: ${code} ${reason}`)));
  });
}
