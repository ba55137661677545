// A client of the live part of the package that keeps what it was told, to be compared with the feed.

import WebSocketOfNode from 'ws';
import { followTournament, type Live, type TransportName } from '../../src/client/live/index.ts';

export interface WatchedClient {
  readonly live: Live;
  readonly transport: TransportName;
  /** The seq of the last reset, and how many there were. */
  readonly resets: number[];
  /** Since the last reset, as `epoch:seq`. */
  readonly log: string[];
  readonly states: string[];
}

export function watchClient(baseUrl: string, tournamentId: string, transport: TransportName): WatchedClient {
  const [resets, log, states]: [number[], string[], string[]] = [[], [], []];
  const live = followTournament({
    ...{ baseUrl, tournamentId, transports: [transport] },
    webSocket: WebSocketOfNode as unknown as typeof WebSocket,
    onReset: (_, position) => {
      resets.push(Number(position.split(':')[1]));
      log.length = 0;
    },
    onEvent: (_, position) => void log.push(position),
    onState: ({ status }) => void states.push(status),
  });
  return { live, transport, resets, log, states };
}
