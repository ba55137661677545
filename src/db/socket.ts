// The socket under a connection to Postgres, which ends by an error whenever the other side does not play its part: then
// postgres.js refuses what it has queued and connects anew. A clean close without a word, or silence, would make it wait for ever.

import { connect, type Socket } from 'node:net';

/** Longer than any statement may take (`statement_timeout`): whoever says nothing for so long has gone. */
const silenceMsMax = 12_000;

/** Enough for a statement that was about to follow to be written, and refused. */
const lastWordsMs = 20;

/** Handed out before it is connected: postgres.js listens for errors and closes from the first moment. What is written waits. */
export function openSocket({ host, port }: { host: readonly string[]; port: readonly number[] }): Socket {
  const socket = connect({ host: host[0] ?? '127.0.0.1', port: port[0] ?? 5432, noDelay: true });
  // workerd's own "Network connection lost" has no code to know it by. First to listen, so that the others see one.
  socket.on('error', (error: NodeJS.ErrnoException) => {
    error.code ??= 'ECONNRESET';
  });
  let deadline: ReturnType<typeof setTimeout> | undefined;
  const write = socket.write.bind(socket) as (...parts: unknown[]) => boolean;
  socket.write = (...parts: unknown[]) => {
    if (socket.destroyed) {
      setTimeout(() => socket.listenerCount('error') > 0 && socket.emit('error', gone('ECONNRESET', 'closed already')));
      return false;
    }
    deadline ??= setTimeout(() => socket.destroy(gone('ETIMEDOUT', 'silent for too long')), silenceMsMax);
    return write(...parts);
  };
  socket.on('data', () => {
    clearTimeout(deadline);
    deadline = undefined;
  });
  socket.once('end', () => socket.destroy(gone('ECONNRESET', 'closed')));
  // postgres.js waits for ever for what it sends after a close, such as the ROLLBACK of the transaction that was cut: until it has
  // heard of the error and has had its say, the close is kept from it.
  const emit = socket.emit.bind(socket) as (event: string | symbol, ...parts: unknown[]) => boolean;
  socket.emit = (event: string | symbol, ...parts: unknown[]) => {
    if (event !== 'close') return emit(event, ...parts);
    setTimeout(() => emit('close', false), lastWordsMs);
    return true;
  };
  socket.once('close', () => clearTimeout(deadline));
  return socket;
}

const gone = (code: string, message: string) => Object.assign(new Error(message), { code });
