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
  /** Events of a socket that did not follow what the same socket had got before. The client itself would drop a repeated one. */
  readonly faults: readonly string[];
  /** The same behind a proxy that changes the order of frames. */
  readonly disorder: readonly string[];
}

interface Frame {
  readonly type: string;
  readonly seq: number;
  readonly event?: { readonly seq: number };
  /** Those that came together. */
  readonly events?: readonly { readonly seq: number }[];
}

/** A socket that says what it gets out of order. */
function strictSocket(faults: string[]): typeof WebSocket {
  class StrictSocket extends WebSocketOfNode {
    constructor(url: string) {
      super(url, { perMessageDeflate: false });
      let last = Number.NaN;
      this.on('message', (data) => {
        const { type, seq, event, events = [] } = JSON.parse(String(data)) as Frame;
        if (type === 'welcome' || type === 'resync') last = seq;
        for (const told of event === undefined ? events : [event]) {
          if (told.seq !== last + 1) faults.push(`${told.seq} after ${last}`);
          last = told.seq;
        }
      });
    }
  }
  return StrictSocket as unknown as typeof WebSocket;
}

/** `isStrict`: false behind a proxy that changes the order of frames; the client itself has to notice it. */
export function watchClient(
  baseUrl: string,
  tournamentId: string,
  transport: TransportName,
  { isStrict = true }: { readonly isStrict?: boolean } = {},
): WatchedClient {
  const [resets, log, states]: [number[], string[], string[]] = [[], [], []];
  const [faults, disorder]: [string[], string[]] = [[], []];
  let shown: Shown = { state: 'unknown', confirmedCount: 0 };
  const live = followTournament({
    ...{ baseUrl, tournamentId, transports: [transport] },
    webSocket: strictSocket(isStrict ? faults : disorder),
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
  return { live, transport, resets, log, states, faults, disorder, shown: () => shown };
}
