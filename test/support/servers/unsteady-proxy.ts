// A TCP proxy that is a bad network: it delays each connection differently, so that what the server sends to several clients arrives in
// another order, and cuts connections, all by a seed. Within one connection the bytes keep their order, as TCP does, unless the proxy
// changes the order of frames.

import { connect, createServer, type Socket } from 'node:net';
import type { Random } from '../rules/random.ts';
import { createFrameShuffler } from './frame-shuffler.ts';

export interface UnsteadyProxy {
  readonly url: string;
  /** From now on each piece of data waits up to so long. */
  delay(maxMs: number): void;
  /** Ends about this share of the connections, without a close of their protocol. */
  cut(share: number): void;
  /** Ends all connections, and every new one at once, until it is called with false. */
  refuse(isRefusing: boolean): void;
  stop(): Promise<void>;
}

interface Target {
  readonly host: string;
  readonly port: number;
}

/** `target` is asked for each connection: a server that is started anew may have another port. */
export async function startUnsteadyProxy(
  target: () => Target,
  random: Random,
  { changesOrder = false }: { readonly changesOrder?: boolean } = {},
): Promise<UnsteadyProxy> {
  const clients = new Set<Socket>();
  let delayMsMax = 0;
  let isRefusing = false;
  const server = createServer((client) => {
    client.on('error', () => {});
    if (isRefusing) return void client.destroy();
    const upstream = connect(target()).on('error', () => {});
    clients.add(client);
    forward(client, upstream);
    const write = (bytes: Buffer) => void (client.destroyed || client.write(bytes));
    forward(upstream, client, changesOrder ? createFrameShuffler(random, write) : write);
    client.on('close', () => {
      clients.delete(client);
      upstream.destroy();
    });
    upstream.on('close', () => client.destroy());
  });

  function forward(from: Socket, to: Socket, write: (bytes: Buffer) => void = (bytes) => void to.write(bytes)): void {
    let last = Promise.resolve();
    from.on('data', (piece: Buffer) => {
      const waitMs = random.below(delayMsMax + 1);
      last = last.then(async () => {
        if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
        if (!to.destroyed) write(piece);
      });
    });
    from.on('end', () => void last.then(() => to.end()));
  }

  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as { port: number }).port}`,
    delay: (maxMs) => {
      delayMsMax = maxMs;
    },
    cut: (share) => {
      for (const client of clients) if (random.next() < share) client.destroy();
    },
    refuse: (next) => {
      isRefusing = next;
      if (isRefusing) for (const client of clients) client.destroy();
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const client of clients) client.destroy();
      }),
  };
}
