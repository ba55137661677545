// The wire to Postgres, which can be cut: nobody listens, the door closes on whoever knocks, nobody says a
// word, or whoever was talking falls silent in the middle.

import { connect, createServer, type Socket } from 'node:net';

export type Wire = Awaited<ReturnType<typeof startWire>>;
export type Cut = 'refuses' | 'closes' | 'is silent' | 'freezes';

export async function startWire(target: { readonly host: string; readonly port: number }) {
  const sockets = new Set<Socket>();
  let cut: Cut | null = null;
  const keep = (socket: Socket) => {
    sockets.add(socket.on('error', () => {}).on('close', () => sockets.delete(socket)));
    return socket;
  };
  const server = createServer((client) => {
    keep(client);
    if (cut === 'closes') return void client.end();
    if (cut !== null) return;
    const upstream = keep(connect(target));
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
    async cut(how: Cut) {
      cut = how;
      if (how === 'freezes') {
        for (const socket of sockets) socket.unpipe().pause();
        return;
      }
      await close();
      if (how !== 'refuses') await listen(port);
    },
    async mend() {
      cut = null;
      if (server.listening) await close();
      await listen(port);
    },
    stop: () => (server.listening ? close() : Promise.resolve()),
  };
}
