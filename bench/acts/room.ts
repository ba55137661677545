// Many spectators of one tournament, and the time until all have an event.

import { WebSocket } from 'ws';
import { mapConcurrently } from '../../src/core/map-concurrently.ts';

export interface Spectators {
  /** Resolves when all spectators have the report of this match. */
  received(matchId: string, signal: AbortSignal): Promise<void>;
  leave(): void;
}

const joinsAtOnce = 32;

interface ToldEvent {
  readonly type: string;
  readonly payload: { readonly matchId: string };
}

/** One event, or several that come together. */
interface Told {
  readonly event: ToldEvent;
  readonly events?: readonly ToldEvent[];
}

export async function joinRoom(baseUrl: string, tournamentId: string, count: number): Promise<Spectators> {
  const counts = new Map<string, number>();
  const waiting = new Map<string, () => void>();
  const onFrame = (frame: string) => {
    if (!frame.includes('"result_reported"')) return;
    const { event, events = [event] } = JSON.parse(frame) as Told;
    for (const { type, payload } of events) {
      if (type !== 'result_reported') continue;
      const received = (counts.get(payload.matchId) ?? 0) + 1;
      counts.set(payload.matchId, received);
      if (received === count) waiting.get(payload.matchId)?.();
    }
  };
  const url = `${baseUrl.replace('http', 'ws')}/live/tournaments/${tournamentId}`;
  const sockets = await mapConcurrently(Array.from({ length: count }), joinsAtOnce, () => join(url, onFrame));
  return {
    received: (matchId, signal) =>
      new Promise((resolve, reject) => {
        if (counts.get(matchId) === count) return resolve();
        waiting.set(matchId, resolve);
        signal.addEventListener('abort', () =>
          reject(new Error(`${counts.get(matchId) ?? 0} of ${count} spectators have the event`)),
        );
      }),
    leave: () => {
      for (const socket of sockets) socket.close();
    },
  };
}

/** Resolves after the welcome frame. */
function join(url: string, onFrame: (frame: string) => void): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { perMessageDeflate: false });
    socket.on('message', (message) => {
      const frame = message.toString();
      if (frame.includes('"welcome"')) resolve(socket);
      else onFrame(frame);
    });
    socket.on('error', () => reject(new Error('a spectator could not connect')));
    socket.on('close', (code, reason) => reject(new Error(`a spectator was disconnected: ${code} ${reason}`)));
  });
}
