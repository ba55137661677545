// A WebSocket to a live room from inside of workerd, with what it was told.

import { exports } from 'cloudflare:workers';
import { expect } from 'vitest';

export interface TestFrame {
  readonly type: string;
  readonly seq: number;
  readonly upTo: number;
  readonly recovered: boolean;
  readonly after: number;
  readonly endsAt: string;
  readonly code: string;
  readonly reason: string;
  readonly snapshot: Readonly<Record<string, unknown>>;
  readonly event: TestEvent;
  readonly events: readonly TestEvent[];
}

interface TestEvent {
  readonly seq: number;
  readonly epoch: string;
  readonly type: string;
}

/** `path` from the root, for example `/live/matches/<id>?since=…`. */
export async function openLive(path: string, headers: Record<string, string> = {}) {
  const sent = { headers: { upgrade: 'websocket', ...headers } };
  const { webSocket: socket, status, ...rest } = await exports.default.fetch(`https://laurel.test${path}`, sent);
  if (socket === null) throw new Error(`no socket: ${status} ${JSON.stringify(rest)}`);
  const frames: TestFrame[] = [];
  const closed = new Promise<number>((resolve) => socket.addEventListener('close', ({ code }) => resolve(code)));
  socket.addEventListener('message', ({ data }) => void frames.push(JSON.parse(String(data))));
  socket.accept();
  const until = (count: number) =>
    expect.poll(() => frames.length, { interval: 10, timeout: 5000 }).toBeGreaterThanOrEqual(count);
  const events = () => frames.flatMap(({ event, events }) => events ?? (event === undefined ? [] : [event]));
  return {
    ...{ socket, frames, closed, until, events },
    seqs: () => events().map(({ seq }) => seq),
    say: (frame: object) => socket.send(JSON.stringify(frame)),
  };
}
