// Three ways to the same frames: a WebSocket, server-sent events, and requests that wait. Each runs until its connection ends.

import type { Tournament, TournamentEvent } from '../api-types.ts';
import { type LiveFrame, readEventStream } from './frames.ts';

export type TransportName = 'websocket' | 'sse' | 'polling';

export interface Connection {
  readonly baseUrl: string;
  readonly tournamentId: string;
  /** Where the client stands now. */
  readonly position: () => string | null;
  /** Aborted when the session ends; then nothing more is delivered. */
  readonly signal: AbortSignal;
  readonly fetch: typeof fetch;
  readonly webSocket: typeof WebSocket | undefined;
  readonly headers: () => Promise<Record<string, string>>;
  readonly deliver: (frame: LiveFrame) => void;
  /** The connection is alive, without a frame. */
  readonly hear: () => void;
}

/** Resolves or rejects when the connection ends. @throws NotFound. */
export type Transport = (connection: Connection) => Promise<void>;

/** The tournament does not exist, or not for this client. */
export class NotFound extends Error {}

const notFoundCode = 4004;
const ackEveryMs = 5_000;
const waitSeconds = 25;

const viaWebSocket: Transport = ({ baseUrl, tournamentId, position, signal, webSocket, deliver }) =>
  new Promise((resolve, reject) => {
    if (webSocket === undefined) return reject(new Error('no WebSocket here'));
    const since = position();
    const query = since === null ? '' : `?since=${encodeURIComponent(since)}`;
    const socket = new webSocket(`${baseUrl.replace(/^http/, 'ws')}/live/tournaments/${tournamentId}${query}`);
    let acknowledged: string | null = since;
    let timers: ReturnType<typeof setInterval>[] = [];
    const send = (frame: object) => socket.readyState === 1 && socket.send(JSON.stringify(frame));
    const acknowledge = () => {
      const now = position();
      if (now === null || now === acknowledged) return;
      acknowledged = now;
      send({ type: 'ack', seq: Number(now.split(':')[1]) });
    };
    const end = (how: () => void) => {
      for (const timer of timers) clearInterval(timer);
      timers = [];
      signal.removeEventListener('abort', abort);
      how();
    };
    const abort = () => {
      socket.close();
      end(resolve);
    };
    signal.addEventListener('abort', abort);
    socket.addEventListener('message', ({ data }) => {
      const frame = JSON.parse(String(data)) as LiveFrame;
      if (frame.type === 'welcome' && timers.length === 0) {
        timers = [setInterval(() => send({ type: 'ping' }), frame.heartbeatMs), setInterval(acknowledge, ackEveryMs)];
      }
      deliver(frame);
    });
    // A close follows. Node's sockets throw what nobody listens to.
    socket.addEventListener('error', () => {});
    socket.addEventListener('close', ({ code }) =>
      end(() => (code === notFoundCode ? reject(new NotFound()) : resolve())),
    );
  });

const viaEventStream: Transport = async ({ baseUrl, tournamentId, position, signal, fetch, deliver, hear }) => {
  const since = position();
  // In the URL: a header of ours would need a preflight.
  const query = since === null ? '' : `?since=${encodeURIComponent(since)}`;
  const response = await fetch(`${baseUrl}/live/tournaments/${tournamentId}${query}`, {
    headers: { accept: 'text/event-stream' },
    cache: 'no-store',
    signal,
  });
  if (response.status === 404) throw new NotFound();
  if (!response.ok || response.body === null) throw new Error(`status ${response.status}`);
  for await (const data of readEventStream(response.body)) {
    if (signal.aborted) return;
    if (data === null) hear();
    else deliver(JSON.parse(data) as LiveFrame);
  }
};

const viaPolling: Transport = async ({ baseUrl, tournamentId, position, signal, fetch, headers, deliver, hear }) => {
  const read = async <T>(path: string): Promise<T> => {
    const response = await fetch(`${baseUrl}/v1/tournaments/${tournamentId}${path}`, {
      headers: await headers(),
      cache: 'no-store',
      signal,
    });
    if (response.status === 404) throw new NotFound();
    if (!response.ok) throw new Error(`status ${response.status}`);
    hear();
    return (await response.json()) as T;
  };
  const begin = async (type: 'welcome' | 'resync') => {
    const snapshot = await read<Tournament>('');
    const { eventEpoch: epoch, eventSeq: seq } = snapshot;
    deliver({ type, epoch, seq, upTo: seq, recovered: false, snapshot, heartbeatMs: waitSeconds * 1000 });
  };
  if (position() === null) await begin('welcome');
  for (let wait = 0; !signal.aborted; wait = waitSeconds) {
    const page = await read<{ items: TournamentEvent[]; recovered: boolean; position: string }>(
      `/events?since=${encodeURIComponent(position() ?? '0')}&wait=${wait}`,
    );
    if (!page.recovered) {
      await begin('resync');
      continue;
    }
    if (wait === 0) {
      const [epoch = '0', seq] = (position() ?? '0:0').split(':');
      const upTo = page.items.at(-1)?.seq ?? Number(seq);
      deliver({ type: 'welcome', epoch, seq: Number(seq), upTo, recovered: true, heartbeatMs: waitSeconds * 1000 });
    }
    for (const event of page.items) deliver({ type: 'event', event });
  }
};

export const transports: Readonly<Record<TransportName, Transport>> = {
  websocket: viaWebSocket,
  sse: viaEventStream,
  polling: viaPolling,
};
