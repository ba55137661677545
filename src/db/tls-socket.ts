// A connection to Postgres over TLS, as one stream: it asks the server for TLS, checks its certificate, and only then passes bytes on.
// postgres.js does the same only for sockets of its own, which are of no use in Workers.

import { readFileSync } from 'node:fs';
import { connect, isIP } from 'node:net';
import { Duplex } from 'node:stream';
import * as tls from 'node:tls';

/** As libpq's `sslmode` (PostgreSQL documentation, 32.19). */
export interface TlsMode {
  /** `prefer`: in plain text where the server has no TLS. */
  readonly isRequired: boolean;
  readonly checksAuthority: boolean;
  readonly checksHost: boolean;
  /** A file with certificates of authorities; null: those of the system. */
  readonly authorities: string | null;
}

export interface DatabaseAddress {
  /** Without what is meant for the client: the server would refuse an unknown parameter. */
  readonly url: string;
  /** null: plain text. */
  readonly tls: TlsMode | null;
  readonly connectTimeoutSeconds: number;
}

const connectTimeoutSecondsDefault = 3;
const clientParameters = [
  'connect_timeout',
  'sslmode',
  'ssl',
  'sslrootcert',
  'sslnegotiation',
  'sslcert',
  'sslkey',
  'channel_binding',
];

export function readAddress(text: string): DatabaseAddress {
  if (!URL.canParse(text) || !text.includes('?'))
    return { url: text, tls: null, connectTimeoutSeconds: connectTimeoutSecondsDefault };
  const url = new URL(text);
  // Without an end, as 0 asks for, a server that never responds would hold every request.
  const seconds = Number(url.searchParams.get('connect_timeout'));
  const connectTimeoutSeconds = seconds > 0 ? seconds : connectTimeoutSecondsDefault;
  const authorities = url.searchParams.get('sslrootcert');
  const given = url.searchParams.get('sslmode') ?? (authorities === null ? 'disable' : 'verify-full');
  for (const name of clientParameters) url.searchParams.delete(name);
  if (['disable', 'allow'].includes(given)) return { url: url.href, tls: null, connectTimeoutSeconds };
  // Known modes ask for less; a misspelled one must not.
  const checksAuthority = !['prefer', 'require'].includes(given) || authorities !== null;
  return {
    url: url.href,
    connectTimeoutSeconds,
    tls: {
      isRequired: given !== 'prefer',
      checksAuthority,
      checksHost: checksAuthority && given !== 'verify-ca' && given !== 'require',
      authorities: authorities === 'system' ? null : authorities,
    },
  };
}

/** SSLRequest (PostgreSQL documentation, 53.7). */
const request = Uint8Array.of(0, 0, 0, 8, 4, 210, 22, 47);
const accepted = 'S'.charCodeAt(0);

/** Returned before it is connected, as postgres.js needs it. Ends with an error that says what the server lacks. */
export function connectTls(host: string, port: number, mode: TlsMode): Duplex {
  const plain = connect({ host, port, noDelay: true });
  let inner: Duplex | null = null;
  let unsent: (() => void) | null = null;
  const outer: Duplex = new Duplex({
    allowHalfOpen: false,
    read: () => void inner?.resume(),
    write(chunk, _, done) {
      const send = () => void inner?.write(chunk, done);
      if (inner === null) unsent = send;
      else send();
    },
    final: (done) => void (inner ?? plain).end(done),
    destroy(error, done) {
      inner?.destroy();
      plain.destroy();
      done(error);
    },
  });
  // postgres.js ends only a socket that says it is open.
  Object.defineProperty(outer, 'readyState', { get: () => (outer.destroyed ? 'closed' : 'open') });
  const fail = (error: Error) => void outer.destroy(error);
  const begin = (stream: Duplex) => {
    inner = stream;
    stream.on('data', (bytes: Uint8Array) => outer.push(bytes) || stream.pause());
    stream.on('end', () => outer.push(null));
    unsent?.();
  };
  plain.on('error', fail);
  plain.on('close', () => outer.destroy());
  plain.once('connect', () => plain.write(request));
  plain.once('data', (answer: Uint8Array) => {
    // Anything behind the answer was not protected by TLS, and is not from the server for sure.
    if (answer.length !== 1) return fail(tlsError('the server answers the request for TLS with something else'));
    if (answer[0] === accepted) return secure(plain, host, mode, { begin, fail });
    if (mode.isRequired) return fail(tlsError('the server has no TLS, which sslmode asks for'));
    begin(plain);
  });
  return outer;
}

type Plain = ReturnType<typeof connect>;

interface Ends {
  readonly begin: (stream: Duplex) => void;
  readonly fail: (error: Error) => void;
}

function secure(plain: Plain, host: string, mode: TlsMode, { begin, fail }: Ends): void {
  try {
    const secured = tls.connect({
      socket: plain,
      host,
      ...(isIP(host) === 0 ? { servername: host } : {}),
      rejectUnauthorized: mode.checksAuthority,
      ...(mode.authorities === null ? {} : { ca: readFileSync(mode.authorities, 'utf8') }),
      ...(mode.checksHost ? {} : { checkServerIdentity: () => undefined }),
    });
    secured.once('secureConnect', () => begin(secured));
    secured.on('error', (error: Error) =>
      fail(tlsError(`the certificate of ${host} is not accepted: ${error.message.split(';')[0]}`)),
    );
  } catch (error) {
    fail(tlsError(`TLS to ${host} is not possible: ${(error as Error).message}`));
  }
}

/** Its code is that of a connection that failed. */
const tlsError = (message: string) => Object.assign(new Error(message), { code: 'ETLS' });
