// A TCP proxy before a server that simulates outages: connections are refused, closed at once, never answered, or stall while open.

import { connect, createServer, type Socket } from 'node:net';

export type BreakableProxy = Awaited<ReturnType<typeof startBreakableProxy>>;
export type Outage = 'refuses' | 'closes' | 'is silent' | 'freezes';

export async function startBreakableProxy(target: { readonly host: string; readonly port: number }) {
  const sockets = new Set<Socket>();
  let cut: Outage | null = null;
  const track = (socket: Socket) => {
    sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)));
    return socket;
  };
  const server = createServer((client) => {
    track(client);
    if (cut === 'closes') return void client.end();
    if (cut !== null) return;
    const upstream = track(connect(target));
    client.pipe(upstream).pipe(client);
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  });
  const listen = (port: number) => new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  await listen(0);
  const { port } = server.address() as { port: number };
  return {
    port,
    async fail(how: Outage) {
      cut = how;
      if (how === 'freezes') {
        for (const socket of sockets) socket.unpipe().pause();
        return;
      }
      await close();
      if (how !== 'refuses') await listen(port);
    },
    async restore() {
      cut = null;
      if (server.listening) await close();
      await listen(port);
    },
    /** New connections pass; those that stall go on stalling. */
    admit() {
      cut = null;
    },
    stop: () => (server.listening ? close() : Promise.resolve()),
  };
}
