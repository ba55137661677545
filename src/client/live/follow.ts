// Follows a tournament or a match for as long as it is open: connects, goes on where it stands after each break, and changes the transport when one
// does not work. Each event comes once and in order; when that cannot be, `onReset` says to begin anew.

import type { Match, Tournament, TournamentEvent } from '../api-types.ts';
import type { LiveFrame } from './frames.ts';
import { type FollowedRoom, NotFound, type Transport, type TransportName, transports } from './transports.ts';

export interface LiveState {
  /** `catching_up`: connected, but events that were missed are still coming. `not_found`: asked again once a minute. */
  readonly status: 'connecting' | 'catching_up' | 'live' | 'offline' | 'not_found' | 'closed';
  readonly transport: TransportName | null;
}

interface Options<T> {
  /** Where Laurel runs, for example `https://api.example.org`. */
  readonly baseUrl: string;
  /** A position of an earlier session. What happened since comes first. */
  readonly since?: string | undefined;
  /** Read anew whatever you show: you stand at `position`. Called at the beginning, and when what you have cannot be continued. */
  readonly onReset: (followed: T, position: string) => void;
  readonly onEvent: (event: TournamentEvent, position: string) => void;
  readonly onState?: ((state: LiveState) => void) | undefined;
  /** For what not everybody may read. Asked before each connection, and again before the token ends. */
  readonly token?: (() => string | null | Promise<string | null>) | undefined;
  /** In this order. Default: all. */
  readonly transports?: readonly TransportName[] | undefined;
  readonly fetch?: typeof fetch | undefined;
  readonly webSocket?: typeof WebSocket | undefined;
}

export interface FollowOptions extends Options<Tournament> {
  readonly tournamentId: string;
}

export interface FollowMatchOptions extends Options<Match> {
  readonly matchId: string;
}

export interface Live {
  readonly state: LiveState;
  /** What you have. Keep it to go on later. */
  readonly position: string | null;
  /** How long ago what you have was last known to be up to date, in milliseconds. 0 while it is live. */
  readonly behindMs: number;
  /** About how many sockets follow the same now; null where no socket is open. */
  countFollowers(): Promise<number | null>;
  /** Nothing is delivered afterwards. */
  close(): void;
}

/** Silence for so long means that the connection is dead. */
const deadAfterMs = 50_000;
const watchEveryMs = 2_000;
/** A timer that is so late: the machine slept, or the tab was suspended. */
const sleptAfterMs = 20_000;
const notFoundDelayMs = 60_000;
const failuresPerTransport = 2;

interface Listens {
  addEventListener(type: string, listener: () => void): void;
  removeEventListener(type: string, listener: () => void): void;
}
/** What a browser has besides. */
const page = globalThis as unknown as Partial<Listens> & {
  readonly document?: Listens & { readonly visibilityState: string };
};

/** Never fails for reasons of the transport. @throws TypeError for a base URL that is none. */
export function followTournament(options: FollowOptions): Live {
  return follow({ kind: 'tournaments', id: options.tournamentId }, options);
}

/** The events that name the match. Their numbers are those of the tournament, so some are missing. Otherwise like followTournament. */
export function followMatch(options: FollowMatchOptions): Live {
  return follow({ kind: 'matches', id: options.matchId }, options);
}

function follow<T extends Tournament | Match>(room: FollowedRoom, options: Options<T>): Live {
  const { onReset, onEvent, onState = () => {}, token } = options;
  const baseUrl = new URL(options.baseUrl).href.replace(/\/+$/, '');
  const names = options.transports ?? ['websocket', 'sse', 'polling'];
  const closed = new AbortController();
  let position = options.since ?? null;
  let state: LiveState = { status: 'connecting', transport: null };
  let session = new AbortController();
  let heardAt = Date.now();
  let upToDateAt = Date.now();
  let caughtUpAt = 0;
  let wake = () => {};
  let send: ((frame: object) => void) | null = null;
  const counting = new Set<(sockets: number | null) => void>();
  const answer = (sockets: number | null) => {
    for (const resolve of counting) resolve(sockets);
    counting.clear();
  };

  const hear = () => {
    heardAt = Date.now();
    if (state.status === 'live') upToDateAt = heardAt;
  };
  const change = (next: LiveState) => {
    if (closed.signal.aborted && next.status !== 'closed') return;
    if (next.status === state.status && next.transport === state.transport) return;
    state = next;
    call(() => onState(next));
  };

  /** @returns false if the frame cannot follow what was there before. */
  function accept(frame: LiveFrame, transport: TransportName): boolean {
    if (frame.type === 'welcome' || frame.type === 'resync') {
      caughtUpAt = frame.upTo ?? frame.seq;
      const { snapshot, epoch, seq } = frame;
      if (snapshot !== undefined) {
        const at = `${epoch}:${seq}`;
        position = at;
        call(() => onReset(snapshot as T, at));
      }
    } else if (frame.type === 'event' || frame.type === 'events') {
      const events = frame.type === 'events' ? frame.events : [frame.event];
      if ((frame.after ?? (events[0]?.seq ?? 1) - 1) > seqOf(position)) return false;
      for (const event of events) {
        // A repeated one, or closed by a callback.
        if (event.seq <= seqOf(position) || closed.signal.aborted) continue;
        const at = `${event.epoch}:${event.seq}`;
        position = at;
        call(() => onEvent(event, at));
      }
    } else {
      if (frame.type === 'presence') answer(frame.sockets);
      return true;
    }
    change({ status: seqOf(position) < caughtUpAt ? 'catching_up' : 'live', transport });
    return true;
  }

  async function connect(name: TransportName): Promise<{ readonly hasFrames: boolean; readonly isNotFound: boolean }> {
    const own = new AbortController();
    session = own;
    heardAt = Date.now();
    let hasFrames = false;
    const isOver = () => own.signal.aborted || closed.signal.aborted;
    try {
      await (transports[name] as Transport)({
        ...{ baseUrl, room, signal: own.signal, position: () => position },
        fetch: options.fetch ?? ((input, init) => fetch(input, init)),
        webSocket: options.webSocket ?? globalThis.WebSocket,
        headers: async () => {
          const bearer = (await token?.()) ?? null;
          return bearer === null ? {} : { authorization: `Bearer ${bearer}` };
        },
        hear: () => {
          if (!isOver()) hear();
        },
        sending(next) {
          if (!isOver()) send = next;
        },
        deliver(frame) {
          if (isOver()) return;
          if (frame.type !== 'error') hasFrames = true;
          if (!accept(frame, name)) own.abort();
          hear();
        },
      });
    } catch (error) {
      return { hasFrames, isNotFound: error instanceof NotFound };
    } finally {
      own.abort();
      send = null;
      answer(null);
    }
    return { hasFrames, isNotFound: false };
  }

  async function run(): Promise<void> {
    for (let failures = 0, turn = 0; !closed.signal.aborted; ) {
      const name = names[turn % names.length] as TransportName;
      const { hasFrames, isNotFound } = await connect(name);
      if (closed.signal.aborted) return;
      failures = hasFrames ? 0 : failures + 1;
      if (failures > 0 && failures % failuresPerTransport === 0) turn += 1;
      const status = isNotFound ? 'not_found' : hasFrames ? 'connecting' : 'offline';
      change({ status, transport: null });
      // Until each transport has been tried, there is no reason to wait longer.
      await pause(isNotFound ? notFoundDelayMs : delayMs(failures - failuresPerTransport * names.length));
    }
  }

  /** Ends early by `wake`. */
  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  let watchedAt = Date.now();
  const watch = setInterval(() => {
    const now = Date.now();
    const hasSlept = now - watchedAt > sleptAfterMs;
    watchedAt = now;
    if (now - heardAt > deadAfterMs || hasSlept) session.abort();
    if (hasSlept) wake();
  }, watchEveryMs);
  (watch as { unref?: () => void }).unref?.();
  const look = () => {
    if (page.document?.visibilityState === 'hidden') return;
    if (Date.now() - heardAt > deadAfterMs / 2) session.abort();
    wake();
  };
  const goneOffline = () => session.abort();
  page.document?.addEventListener('visibilitychange', look);
  page.addEventListener?.('online', look);
  page.addEventListener?.('offline', goneOffline);

  void run();
  return {
    get state() {
      return state;
    },
    get position() {
      return position;
    },
    get behindMs() {
      return state.status === 'live' ? 0 : Date.now() - upToDateAt;
    },
    countFollowers: () =>
      new Promise((resolve) => {
        if (send === null || closed.signal.aborted) return resolve(null);
        counting.add(resolve);
        send({ type: 'presence' });
      }),
    close() {
      closed.abort();
      session.abort();
      wake();
      clearInterval(watch);
      page.document?.removeEventListener('visibilitychange', look);
      page.removeEventListener?.('online', look);
      page.removeEventListener?.('offline', goneOffline);
      change({ status: 'closed', transport: null });
    },
  };
}

const seqOf = (position: string | null) => Number(position?.split(':')[1] ?? 0);

/** Twice as long after each failure, up to 30 s; somewhere in the upper half, so that not all clients come at once. */
function delayMs(failures: number): number {
  const most = Math.min(30_000, 500 * 2 ** Math.max(0, Math.min(failures, 6)));
  return most / 2 + (Math.random() * most) / 2;
}

/** What a callback throws is reported as an uncaught error, and ends nothing here. */
function call(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
