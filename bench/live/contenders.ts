// What is compared: Laurel, a bare room in workerd, and a plain npm `ws` server. Each can be joined, and sends an event to who has joined.

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { makePlayerId, signToken } from '../../src/cli/operator/sign-token.ts';
import { type Client, createClient } from '../acts/client.ts';
import { openTournament } from '../acts/tournament.ts';
import type { Laurel } from '../bed/laurel.ts';
import { startBareRoom } from './bare-room.ts';
import { mark } from './subscribers.ts';

export interface Audience {
  readonly url: string;
  /** Resolves when the act that causes the event is answered. */
  readonly publish: (event: number) => Promise<unknown>;
}

export interface Contender {
  readonly name: string;
  readonly hasFirstFrame: boolean;
  /** A room without sockets, for `events` events. */
  readonly open: (events: number) => Promise<Audience>;
  /** CPU time of the server so far; null where it is not measured. */
  readonly cpuMs: (() => number) | null;
}

const markOf = (event: number) => `${mark}${String(event).padStart(6, '0')}`;

/** An event is the registration of a player: authentication, limits, one transaction in Postgres, and the hand-over to the room. */
export function laurelContender({ variables, workerCpuMs }: Laurel, client: Client): Contender {
  const { baseUrl } = client;
  const login = async (event: number) => {
    const id = makePlayerId();
    return {
      id,
      token: await signToken(variables.JWT_SECRET ?? '', { sub: id, name: markOf(event), roles: [], ttlSeconds: 3600 }),
    };
  };
  return {
    name: 'Laurel',
    hasFirstFrame: true,
    cpuMs: workerCpuMs,
    async open(events) {
      const { id } = await openTournament(client, Math.max(2, events));
      const players = await Promise.all(Array.from({ length: events }, (_, event) => login(event)));
      return {
        url: `${baseUrl}/live/tournaments/${id}`,
        publish: (event) =>
          client.post(players[event] as (typeof players)[number], `/v1/tournaments/${id}/registrations`, {}),
      };
    },
  };
}

/** As long as the frame of a registration. */
const frameOf = (event: number) =>
  JSON.stringify({ type: 'event', event: { payload: { displayName: markOf(event), rest: 'x'.repeat(300) } } });

const posting = (name: string, url: string): Contender => ({
  name,
  hasFirstFrame: false,
  cpuMs: null,
  open: async () => ({
    url,
    publish: async (event) => {
      await (await fetch(url, { method: 'POST', body: frameOf(event) })).arrayBuffer();
    },
  }),
});

export interface Started {
  readonly contender: Contender;
  readonly stop: () => Promise<void>;
}

export async function startBare(): Promise<Started> {
  const { url, stop } = await startBareRoom();
  return { contender: posting('bare room', url), stop };
}

export async function startPlain(): Promise<Started> {
  const child = fork(join(import.meta.dirname, 'plain-server.ts'));
  const [port] = (await once(child, 'message')) as [number];
  const exited = once(child, 'exit');
  const stop = async () => {
    child.disconnect();
    await exited;
  };
  return { contender: posting('ws', `http://127.0.0.1:${port}`), stop };
}

export function openLaurelClient(variables: Readonly<Record<string, string>>): Client {
  return createClient(variables.OWN_SOCKET_URL ?? '', variables.JWT_SECRET ?? '');
}
