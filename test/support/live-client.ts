// A client of the live part of the package that keeps what it was told, to be compared with the feed.

import WebSocketOfNode from 'ws';
import { followTournament, type Live, type TransportName } from '../../src/client/live/index.ts';

/** What a client shows: built from the snapshot and the events after it. */
export interface Shown {
  readonly state: string;
  readonly confirmedCount: number;
}

export interface WatchedClient {
  readonly live: Live;
  readonly transport: TransportName;
  /** The seq of the last reset, and how many there were. */
  readonly resets: number[];
  /** Since the last reset, as `epoch:seq`. */
  readonly log: string[];
  readonly states: string[];
  readonly shown: () => Shown;
}

export function watchClient(baseUrl: string, tournamentId: string, transport: TransportName): WatchedClient {
  const [resets, log, states]: [number[], string[], string[]] = [[], [], []];
  let shown: Shown = { state: 'unknown', confirmedCount: 0 };
  const live = followTournament({
    ...{ baseUrl, tournamentId, transports: [transport] },
    webSocket: WebSocketOfNode as unknown as typeof WebSocket,
    onReset: ({ state, confirmedCount }, position) => {
      shown = { state, confirmedCount };
      resets.push(Number(position.split(':')[1]));
      log.length = 0;
    },
    onEvent: ({ type, payload }, position) => {
      log.push(position);
      if (type === 'tournament_state_changed') shown = { ...shown, state: payload.state };
      const change = type === 'registration_created' ? 1 : type === 'registration_cancelled' ? -1 : 0;
      shown = { ...shown, confirmedCount: shown.confirmedCount + change };
    },
    onState: ({ status }) => void states.push(status),
  });
  return { live, transport, resets, log, states, shown: () => shown };
}
