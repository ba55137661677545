// A client of the live part of the package that keeps what it was told, to be compared with the feed.

import WebSocketOfNode from 'ws';
import { readEventStream } from '../../../src/client/live/frames.ts';
import { followTournament, type Live, type TransportName } from '../../../src/client/live/index.ts';

/** What a client shows: built from the snapshot and the events after it. */
export interface Shown {
  readonly state: string;
  readonly confirmedCount: number;
  /** Of the matches whose score was told since the last reset. */
  readonly scores: Readonly<Record<string, readonly number[]>>;
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
  /** Events of a connection that did not follow what the same one had got before. The client itself would drop a repeated one. */
  readonly faults: readonly string[];
  /** The same behind a proxy that changes the order of frames. */
  readonly disorder: readonly string[];
}

interface Frame {
  readonly type: string;
  readonly seq: number;
  readonly after?: number;
  readonly event?: { readonly seq: number };
  /** Those that came together. */
  readonly events?: readonly { readonly seq: number }[];
}

/** Of one connection: says what comes out of order. */
function watchOrder(faults: string[]): (text: string) => void {
  let last = Number.NaN;
  return (text) => {
    const { type, seq, after, event, events = [] } = JSON.parse(text) as Frame;
    if (type === 'welcome' || type === 'resync') last = seq;
    const told = event === undefined ? events : [event];
    const [first] = told;
    if (first !== undefined && (after ?? first.seq - 1) !== last) faults.push(`${first.seq} after ${last}`);
    for (const each of told) {
      // Of scores that come together the last one is told.
      if (each.seq <= last) faults.push(`${each.seq} after ${last}`);
      last = each.seq;
    }
  };
}

/** Server-sent events that say what they get out of order. */
function strictFetch(faults: string[]): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.body === null || response.headers.get('content-type') !== 'text/event-stream') return response;
    const [own, seen] = response.body.tee();
    const take = watchOrder(faults);
    const read = async () => {
      for await (const data of readEventStream(seen)) if (data !== null) take(data);
    };
    // The connection was cut.
    read().catch(() => {});
    return new Response(own, response);
  };
}

/** A socket that says what it gets out of order. */
function strictSocket(faults: string[]): typeof WebSocket {
  class StrictSocket extends WebSocketOfNode {
    constructor(url: string) {
      super(url, { perMessageDeflate: false });
      const take = watchOrder(faults);
      this.on('message', (data) => take(String(data)));
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
  let shown: Shown = { state: 'unknown', confirmedCount: 0, scores: {} };
  const told = isStrict ? faults : disorder;
  const live = followTournament({
    ...{ baseUrl, tournamentId, transports: [transport] },
    webSocket: strictSocket(told),
    fetch: strictFetch(told),
    onReset: ({ state, confirmedCount }, position) => {
      shown = { state, confirmedCount, scores: {} };
      resets.push(Number(position.split(':')[1]));
      log.length = 0;
    },
    onEvent: ({ type, payload }, position) => {
      log.push(position);
      if (type === 'tournament_state_changed') shown = { ...shown, state: payload.state };
      const change = type === 'registration_created' ? 1 : type === 'registration_cancelled' ? -1 : 0;
      shown = { ...shown, confirmedCount: shown.confirmedCount + change };
      if (type === 'score_updated')
        shown = { ...shown, scores: { ...shown.scores, [payload.matchId]: payload.scores } };
    },
    onState: ({ status }) => void states.push(status),
  });
  return { live, transport, resets, log, states, faults, disorder, shown: () => shown };
}
