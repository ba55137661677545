// The socket under a connection to Postgres, which ends by an error whenever the other side does not play its part: then
// postgres.js refuses what it has queued and connects anew. A clean close without a word, or silence, would make it wait for ever.

import { connect, type Socket } from 'node:net';

/** Longer than any statement may take (`statement_timeout`): whoever says nothing for so long has gone. */
export const silenceMsMax = 12_000;

/** Handed out before it is connected: postgres.js listens for errors and closes from the first moment. What is written waits. */
export function openSocket({ host, port }: { host: readonly string[]; port: readonly number[] }): Socket {
  const socket = connect({ host: host[0] ?? '127.0.0.1', port: port[0] ?? 5432, noDelay: true });
  // workerd's own "Network connection lost" has no code to know it by. First to listen, so that the others see one.
  socket.on('error', (error: NodeJS.ErrnoException) => {
    error.code ??= 'ECONNRESET';
  });
  let hasSpoken = false;
  let deadline: ReturnType<typeof setTimeout> | undefined;
  const write = socket.write.bind(socket) as (...parts: unknown[]) => boolean;
  socket.write = (...parts: unknown[]) => {
    deadline ??= setTimeout(() => socket.destroy(gone('ETIMEDOUT', 'silent for too long')), silenceMsMax);
    return write(...parts);
  };
  socket.on('data', () => {
    hasSpoken = true;
    clearTimeout(deadline);
    deadline = undefined;
  });
  socket.once('end', () => {
    if (!hasSpoken) socket.destroy(gone('ECONNRESET', 'closed without a word'));
  });
  socket.once('close', () => clearTimeout(deadline));
  return socket;
}

const gone = (code: string, message: string) => Object.assign(new Error(message), { code });
