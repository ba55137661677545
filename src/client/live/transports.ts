// Three ways to the same frames: a WebSocket, server-sent events, and requests that wait. Each runs until its connection ends.

import type { Match, Tournament, TournamentEvent } from '../api-types.ts';
import { type LiveFrame, readEventStream } from './frames.ts';

export type TransportName = 'websocket' | 'sse' | 'polling';

/** What is followed. */
export interface FollowedRoom {
  readonly kind: 'tournaments' | 'matches';
  readonly id: string;
}

export interface Connection {
  readonly baseUrl: string;
  readonly room: FollowedRoom;
  /** Where the client stands now. */
  readonly position: () => string | null;
  /** Aborted when the session ends; then nothing more is delivered. */
  readonly signal: AbortSignal;
  readonly fetch: typeof fetch;
  readonly webSocket: typeof WebSocket | undefined;
  /** With the token, if there is one. */
  readonly headers: () => Promise<Record<string, string>>;
  readonly deliver: (frame: LiveFrame) => void;
  /** The connection is alive, without a frame. */
  readonly hear: () => void;
  /** How to send, as long as that is possible. */
  readonly sending: (send: ((frame: object) => void) | null) => void;
}

/** Resolves or rejects when the connection ends. @throws NotFound. */
export type Transport = (connection: Connection) => Promise<void>;

/** What is followed does not exist, or not for this client. */
export class NotFound extends Error {}

const notFoundCode = 4004;
const ackEveryMs = 5_000;
const waitSeconds = 25;
/** So long before the token ends, the socket gets a ticket of the next one. */
const renewBeforeMs = 60_000;

async function confirmOk(response: Response): Promise<Response> {
  if (response.status === 404) throw new NotFound();
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response;
}

/** A browser sends no token with a socket, but a ticket in the address. null without a token. */
async function ticketFor({ baseUrl, room: { kind, id }, fetch, headers, signal }: Connection): Promise<string | null> {
  const sent = await headers();
  if (sent.authorization === undefined) return null;
  const own = (globalThis as { location?: { readonly origin?: string } }).location?.origin;
  const origin = own?.startsWith('http') ? { origin: own } : {};
  const response = await fetch(`${baseUrl}/v1/live/tickets`, {
    method: 'POST',
    headers: { ...sent, 'content-type': 'application/json' },
    body: JSON.stringify({ [kind === 'matches' ? 'matchId' : 'tournamentId']: id, ...origin }),
    signal,
  });
  return ((await (await confirmOk(response)).json()) as { ticket: string }).ticket;
}

function addressOf({ baseUrl, room: { kind, id }, position }: Connection, ticket: string | null): string {
  const since = position();
  const query = new URLSearchParams({ ...(since === null ? {} : { since }), ...(ticket === null ? {} : { ticket }) });
  return `${baseUrl}/live/${kind}/${id}?${query}`;
}

const viaWebSocket: Transport = async (connection) => {
  const { webSocket } = connection;
  if (webSocket === undefined) throw new Error('no WebSocket here');
  const ticket = await ticketFor(connection);
  if (connection.signal.aborted) return;
  await listen(connection, new webSocket(addressOf(connection, ticket).replace(/^http/, 'ws')));
};

const listen = (connection: Connection, socket: WebSocket) =>
  new Promise<void>((resolve, reject) => {
    const { position, signal, deliver, sending } = connection;
    let acknowledged = position();
    let timers: ReturnType<typeof setInterval>[] = [];
    let [endsAt, renewedFor] = [Number.POSITIVE_INFINITY, 0];
    const send = (frame: object) => socket.readyState === 1 && socket.send(JSON.stringify(frame));
    const acknowledge = () => {
      const now = position();
      if (now === null || now === acknowledged) return;
      acknowledged = now;
      send({ type: 'ack', seq: Number(now.split(':')[1]) });
    };
    const ping = () => {
      send({ type: 'ping' });
      if (Date.now() < endsAt - renewBeforeMs || renewedFor === endsAt) return;
      // A token that is the same has the same end: then the server closes the socket.
      renewedFor = endsAt;
      ticketFor(connection).then(
        (ticket) => ticket !== null && send({ type: 'auth', ticket }),
        () => {},
      );
    };
    const end = (how: () => void) => {
      for (const timer of timers) clearInterval(timer);
      timers = [];
      signal.removeEventListener('abort', abort);
      if (!signal.aborted) sending(null);
      how();
    };
    const abort = () => {
      socket.close();
      end(resolve);
    };
    signal.addEventListener('abort', abort);
    socket.addEventListener('message', ({ data }) => {
      const frame = JSON.parse(String(data)) as LiveFrame;
      if ('endsAt' in frame) endsAt = Date.parse(frame.endsAt as string);
      if ('heartbeatMs' in frame && timers.length === 0) {
        timers = [setInterval(ping, frame.heartbeatMs), setInterval(acknowledge, ackEveryMs)];
        sending(send);
      }
      deliver(frame);
    });
    // A close follows. Node's sockets throw what nobody listens to.
    socket.addEventListener('error', () => {});
    socket.addEventListener('close', ({ code }) =>
      end(() => (code === notFoundCode ? reject(new NotFound()) : resolve())),
    );
  });

const viaEventStream: Transport = async (connection) => {
  const { signal, fetch, headers, deliver, hear } = connection;
  // The position in the URL: a header of ours would need a preflight.
  const { body } = await confirmOk(
    await fetch(addressOf(connection, null), {
      headers: { accept: 'text/event-stream', ...(await headers()) },
      cache: 'no-store',
      signal,
    }),
  );
  if (body === null) throw new Error('no stream');
  for await (const data of readEventStream(body)) {
    if (signal.aborted) return;
    if (data === null) hear();
    else deliver(JSON.parse(data) as LiveFrame);
  }
};

interface Page {
  readonly items: TournamentEvent[];
  readonly recovered: boolean;
  readonly position: string;
}

const viaPolling: Transport = async ({ baseUrl, room, position, signal, fetch, headers, deliver, hear }) => {
  const read = async <T>(path: string): Promise<T> => {
    const sent = { headers: await headers(), cache: 'no-store', signal } as const;
    const response = await confirmOk(await fetch(`${baseUrl}/v1/${room.kind}/${room.id}${path}`, sent));
    hear();
    return (await response.json()) as T;
  };
  /** A match does not say its position. What happens in between is told once more. */
  const readSnapshot = async (): Promise<[string, Tournament | Match]> => {
    if (room.kind === 'matches') return [(await read<Page>('/events')).position, await read<Match>('')];
    const snapshot = await read<Tournament>('');
    return [`${snapshot.eventEpoch}:${snapshot.eventSeq}`, snapshot];
  };
  const begin = async (type: 'welcome' | 'resync') => {
    const [at, snapshot] = await readSnapshot();
    const { epoch, seq } = partsOf(at);
    deliver({ type, epoch, seq, upTo: seq, recovered: false, snapshot, heartbeatMs: waitSeconds * 1000 });
    return at;
  };
  // Further than the position of the client, where a match has no events for long.
  let since = position() ?? (await begin('welcome'));
  for (let wait = 0; !signal.aborted; wait = waitSeconds) {
    const page = await read<Page>(`/events?since=${encodeURIComponent(since)}&wait=${wait}`);
    if (!page.recovered) {
      since = await begin('resync');
      continue;
    }
    const { items } = page;
    if (wait === 0) {
      const { epoch, seq } = partsOf(since);
      const upTo = items.at(-1)?.seq ?? seq;
      deliver({ type: 'welcome', epoch, seq, upTo, recovered: true, heartbeatMs: waitSeconds * 1000 });
    }
    if (items.length > 0) deliver({ type: 'events', events: items, after: partsOf(position() ?? since).seq });
    since = page.position;
  }
};

function partsOf(position: string): { readonly epoch: string; readonly seq: number } {
  const [epoch = '0', seq] = position.split(':');
  return { epoch, seq: Number(seq) };
}

export const transports: Readonly<Record<TransportName, Transport>> = {
  websocket: viaWebSocket,
  sse: viaEventStream,
  polling: viaPolling,
};
