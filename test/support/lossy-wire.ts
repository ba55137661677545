// A wire to Postgres that loses an answer, and the connection with it: what was asked has happened, and nobody is told.

import { connect, createServer, type Socket } from 'node:net';

export type LossyWire = Awaited<ReturnType<typeof startLossyWire>>;

/** CommandComplete of a statement that gave rows: sent after the commit (PostgreSQL documentation, "Message Formats"). */
const isDone = (bytes: Buffer) => /(?:SELECT|INSERT 0) [1-9]\d*\0/.test(bytes.toString('latin1'));

export async function startLossyWire(target: { readonly host: string; readonly port: number }) {
  const sockets = new Set<Socket>();
  let toPass = Number.POSITIVE_INFINITY;
  let lost = 0;
  let lose: (client: Socket) => void = (client) => client.destroy();
  const server = createServer((client) => {
    const upstream = connect(target);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket
        .on('error', () => {})
        .on('close', () => {
          sockets.delete(socket);
          client.destroy();
          upstream.destroy();
        });
    }
    client.pipe(upstream);
    client.on('drain', () => upstream.resume());
    upstream.on('data', (bytes) => {
      if (isDone(bytes)) toPass -= 1;
      if (toPass >= 0) {
        if (!client.write(bytes)) upstream.pause();
        return;
      }
      toPass = Number.POSITIVE_INFINITY;
      lost += 1;
      lose(client);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const hangUp = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as { port: number }).port,
    /** The next one, or the one after so many: by breaking the wire, or otherwise. */
    loseAnswer(after = 0, otherwise?: () => void) {
      toPass = after;
      lose = otherwise ?? ((client) => client.destroy());
    },
    lost: () => lost,
    hangUp,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        hangUp();
      }),
  };
}
