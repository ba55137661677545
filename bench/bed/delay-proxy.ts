// A TCP proxy before Postgres that adds latency and counts round trips.

import { connect, createServer, type Server, type Socket } from 'node:net';

export interface DelayProxy {
  readonly port: number;
  /** Number of client messages that follow a response, over all connections. */
  roundTrips(): number;
  /** Changes the added latency per round trip. */
  setRoundTripMs(ms: number): void;
  stop(): Promise<void>;
}

export async function startDelayProxy(
  target: { readonly host: string; readonly port: number },
  roundTripMs: number,
): Promise<DelayProxy> {
  const sockets = new Set<Socket>();
  let roundTrips = 0;
  let addedMs = roundTripMs;
  const server: Server = createServer((client) => {
    const upstream = connect(target);
    let hasAnswered = true;
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (bytes) => {
      if (hasAnswered) roundTrips += 1;
      hasAnswered = false;
      later(() => upstream.write(bytes));
    });
    upstream.on('data', (bytes) => {
      hasAnswered = true;
      later(() => client.write(bytes));
    });
  });
  const later = (act: () => void) => (addedMs === 0 ? act() : void setTimeout(act, addedMs / 2));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as { port: number }).port,
    roundTrips: () => roundTrips,
    setRoundTripMs: (ms) => {
      addedMs = ms;
    },
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** The database URL through the proxy. */
export function viaProxy(databaseUrl: string, proxy: { readonly port: number }): string {
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${proxy.port}`;
  return url.href;
}

export function addressOf(databaseUrl: string): { host: string; port: number } {
  const { hostname, port } = new URL(databaseUrl);
  return { host: hostname, port: Number(port || 5432) };
}
