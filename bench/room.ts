// Many spectators of one tournament, and the time until all have an event.

import { WebSocket } from 'ws';
import { mapConcurrently } from '../src/core/map-concurrently.ts';

export interface Spectators {
  /** Resolves when all spectators have the report of this match. */
  received(matchId: string, signal: AbortSignal): Promise<void>;
  leave(): void;
}

const joinsAtOnce = 32;

export async function joinRoom(baseUrl: string, tournamentId: string, count: number): Promise<Spectators> {
  const counts = new Map<string, number>();
  const waiting = new Map<string, () => void>();
  const onFrame = (frame: string) => {
    const matchId = frame.includes('"result_reported"') ? /mat_[0-9a-z]{26}/.exec(frame)?.[0] : undefined;
    if (matchId === undefined) return;
    const received = (counts.get(matchId) ?? 0) + 1;
    counts.set(matchId, received);
    if (received === count) waiting.get(matchId)?.();
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
