// The socket of a connection to Postgres. A clean close or silence of the server becomes an error: postgres.js then rejects its
// queued statements and reconnects. Otherwise it would wait for ever.

import { Buffer } from 'node:buffer';
import { connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { connectTls, type TlsMode } from './tls-socket.ts';
import { createWholeResults } from './whole-results.ts';

/** Longer than `statement_timeout`: a server that is silent for so long is gone. */
const silenceMsMax = 11_900;

/** A process that was busy for longer than that, with drawing on Deno, reads what has come meanwhile before it decides. */
const lastLookMs = 100;

const readBytes = 64 * 1024;

/** Long enough for postgres.js to write a pending statement and have it rejected. */
const closeDelayMs = 20;

/** Returned before it is connected, so that postgres.js can listen for errors and closes. Writes are buffered until then. */
export function openSocket(
  { host: [host = '127.0.0.1'], port: [port = 5432] }: { host: readonly string[]; port: readonly number[] },
  tls: TlsMode | null,
): Duplex {
  const socket: Duplex = tls === null ? connectPlain(host, port) : connectTls(host, port, tls);
  // workerd's "Network connection lost" has no code. This listener is the first, so all others see one.
  socket.on('error', (error: NodeJS.ErrnoException) => {
    error.code ??= 'ECONNRESET';
  });
  const silence = watchSilence(() => socket.destroy(socketError('ETIMEDOUT', 'no data for too long')));
  const write = socket.write.bind(socket) as (...parts: unknown[]) => boolean;
  socket.write = (...parts: unknown[]) => {
    if (socket.destroyed) {
      setTimeout(() => socket.listenerCount('error') > 0 && socket.emit('error', socketError('ECONNRESET', 'closed')));
      return false;
    }
    silence.begin();
    return write(...parts);
  };
  socket.once('end', () => socket.destroy(socketError('ECONNRESET', 'closed')));
  // postgres.js waits for ever for statements that it sends after a close, such as the ROLLBACK of an interrupted transaction.
  // Therefore the close event is delayed until it has handled the error.
  const emit = socket.emit.bind(socket) as (event: string | symbol, ...parts: unknown[]) => boolean;
  const read = createWholeResults((messages) => void emit('data', messages));
  socket.emit = (event: string | symbol, ...parts: unknown[]) => {
    if (event === 'data') {
      silence.end();
      read(parts[0] as Buffer);
      return true;
    }
    if (event !== 'close') return emit(event, ...parts);
    setTimeout(() => emit('close', false), closeDelayMs);
    return true;
  };
  socket.once('close', silence.stop);
  return socket;
}

/**
 * Reads into one buffer and passes copies of what came on. Otherwise workerd allocates 4 KiB for each read, also of ten bytes,
 * and needs 16 reads for an answer of 64 KiB.
 */
function connectPlain(host: string, port: number): Duplex {
  const onread = {
    buffer: new Uint8Array(readBytes),
    callback(length: number, bytes: Uint8Array) {
      socket.emit('data', Buffer.from(bytes.subarray(0, length)));
      return true;
    },
  };
  const options = { host, port, noDelay: true, onread };
  const socket: Socket = connect(options);
  return socket;
}

/** One timer for many statements: when it ends it looks whether the server is silent, and since when. */
function watchSilence(onTooLong: () => void) {
  let sinceMs: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = () => {
    timer = undefined;
    if (sinceMs === null) return;
    const since = sinceMs;
    const leftMs = since + silenceMsMax - performance.now();
    const decide = () => (sinceMs === since ? onTooLong() : look());
    timer = leftMs > 0 ? setTimeout(look, leftMs) : setTimeout(decide, lastLookMs);
  };
  return {
    begin() {
      sinceMs ??= performance.now();
      timer ??= setTimeout(look, silenceMsMax);
    },
    end() {
      sinceMs = null;
    },
    stop: () => clearTimeout(timer),
  };
}

const socketError = (code: string, message: string) => Object.assign(new Error(message), { code });
