// A TCP proxy before Postgres that drops the response to a commit and ends the connection: the act has taken effect, and the client does
// not know.

import { connect, createServer, type Socket } from 'node:net';

export type LossyProxy = Awaited<ReturnType<typeof startLossyProxy>>;

interface Loss {
  /** A text in a statement of the act. Other connections have work of their own, so their responses are not dropped. */
  readonly text: string;
  /** Asked after each statement that has ended outside of a transaction. */
  readonly isCommitted: () => Promise<boolean>;
  readonly drop: (client: Socket) => void;
}

export async function startLossyProxy(target: { readonly host: string; readonly port: number }) {
  const sockets = new Set<Socket>();
  let loss: Loss | null = null;
  let dropped = 0;
  /** The loss that drops this response. */
  const lossOf = async (wanted: Loss | null): Promise<Loss | null> => {
    if (wanted === null || loss !== wanted || !(await wanted.isCommitted()) || loss !== wanted) return null;
    loss = null;
    dropped += 1;
    return wanted;
  };
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
    let sent: Loss | null = null;
    client.on('data', (bytes) => {
      if (loss !== null && bytes.includes(loss.text)) sent = loss;
    });
    client.pipe(upstream);
    client.on('drain', () => upstream.resume());
    const read = createReader();
    let turn = Promise.resolve();
    upstream.on('data', (bytes) => {
      turn = turn.then(async () => {
        for (const { bytes: part, isIdle } of read(bytes)) {
          const lost = isIdle ? await lossOf(sent) : null;
          if (lost !== null) return lost.drop(client);
          if (!client.destroyed && !client.write(part)) upstream.pause();
        }
      });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const closeConnections = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as { port: number }).port,
    /** Drops one response to the connection that sent `text`, the first one for which `isCommitted` holds. By default closes it. */
    dropResponse(act: Pick<Loss, 'text' | 'isCommitted'>, drop: Loss['drop'] = (client) => client.destroy()) {
      loss = { ...act, drop };
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

interface Part {
  readonly bytes: Buffer;
  /** A response that ends outside of a transaction: what the statement did is committed. */
  readonly isIdle: boolean;
}

/** DataRow, CommandComplete, BindComplete: a client learns from them that its statement has run. */
const isResult = (type: string) => 'DC2'.includes(type);

/**
 * Splits what the server sends into messages (PostgreSQL documentation, "Message Formats"). Results are held back until ReadyForQuery, so
 * that a response is dropped whole.
 */
function createReader(): (bytes: Buffer) => Part[] {
  let rest: Buffer = Buffer.alloc(0);
  let held: Buffer[] = [];
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    const parts: Part[] = [];
    while (rest.length >= 5 && rest.length > rest.readUInt32BE(1)) {
      const message = rest.subarray(0, rest.readUInt32BE(1) + 1);
      rest = rest.subarray(message.length);
      const type = String.fromCharCode(message[0] ?? 0);
      held.push(message);
      if (isResult(type) && held.length < heldMax) continue;
      const isIdle = type === 'Z' && message[5] === 'I'.charCodeAt(0);
      parts.push({ bytes: Buffer.concat(held), isIdle });
      held = [];
    }
    return parts;
  };
}

/** A longer result is a download, not an act. */
const heldMax = 1_000;
