// A TCP proxy before Postgres that drops a response and closes the connection: the statement has taken effect, and the client does not
// know.

import { connect, createServer, type Socket } from 'node:net';

export type LossyProxy = Awaited<ReturnType<typeof startLossyProxy>>;

/** CommandComplete of a statement that returned rows, sent after the commit (PostgreSQL documentation, "Message Formats"). */
const statementDone = /(?:SELECT|INSERT 0) [1-9]\d*\0/;
/** Of a transaction of several statements. */
const commitDone = /COMMIT\0/;

export async function startLossyProxy(target: { readonly host: string; readonly port: number }) {
  const sockets = new Set<Socket>();
  let toPass = Number.POSITIVE_INFINITY;
  let dropped = 0;
  let done = statementDone;
  let drop: (client: Socket) => void = (client) => client.destroy();
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
      if (done.test(bytes.toString('latin1'))) toPass -= 1;
      if (toPass >= 0) {
        if (!client.write(bytes)) upstream.pause();
        return;
      }
      toPass = Number.POSITIVE_INFINITY;
      dropped += 1;
      drop(client);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const closeConnections = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as { port: number }).port,
    /** Drops the response after `after` others. By default closes the connection. */
    dropResponse(after = 0, otherwise?: () => void) {
      [done, toPass] = [statementDone, after];
      drop = otherwise ?? ((client) => client.destroy());
    },
    /** Drops the response to the next COMMIT and closes the connection. */
    dropCommit() {
      [done, toPass] = [commitDone, 0];
      drop = (client) => client.destroy();
    },
    dropped: () => dropped,
    closeConnections,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        closeConnections();
      }),
  };
}
