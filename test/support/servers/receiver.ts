// A receiver of webhooks over real HTTP, in the main process of the tests, that behaves as the path says; and a DNS server over HTTPS.
// `/<how>/<key>`: what came for a key is read at `/received/<key>`.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { createReceiver } from '../../../docs/examples/webhooks/receiver.ts';

/** A secret as a part of a path. */
const fromPath = (text: string) => `whsec_${Buffer.from(text, 'base64url').toString('base64')}`;

export interface Received {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** 100 MB, in pieces. */
const largePieces = 1_600;
const piece = Buffer.alloc(65_536, 'x');

/** By name: the records that are answered. */
const zone: Readonly<Record<string, readonly string[]>> = {
  'hooks.example.com': ['93.184.215.14'],
  'public.hooks.laurel.test': ['93.184.215.14', '2606:4700::1111'],
  'private.hooks.laurel.test': ['10.1.2.3'],
  'mixed.hooks.laurel.test': ['93.184.215.14', '127.0.0.1'],
  'mapped.hooks.laurel.test': ['93.184.215.14', '::ffff:10.0.0.1'],
  'unique.hooks.laurel.test': ['fd00::1'],
};

export async function startReceiver(): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> {
  const received = new Map<string, Received[]>();
  const sentPieces = new Map<string, number>();
  /** The receiver of docs/examples/webhooks: it handles what it lets pass. */
  const examples = new Map<string, ReturnType<typeof createReceiver>>();
  const latest = new Map<string, [IncomingMessage, string]>();
  const keep = (key: string, { headers }: IncomingMessage, body: string) => {
    received.set(key, [...(received.get(key) ?? []), { headers: headers as Record<string, string>, body }]);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://receiver');
    const [, how = '', ...rest] = pathname.split('/');
    const key = rest.at(-1) ?? '';
    const json = (value: unknown) => response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
    if (how === 'dns-query') return void answerDns(searchParams, response);
    if (how === 'received') return void json(received.get(key) ?? []);
    if (how === 'sent') return void json((sentPieces.get(key) ?? 0) * piece.byteLength);
    let body = '';
    for await (const part of request.setEncoding('utf8')) body += part;
    if (how === 'example') {
      const keepLatest = async () => {
        const [sent, text] = latest.get(key) as [IncomingMessage, string];
        keep(key, sent, text);
      };
      const app = examples.get(key) ?? createReceiver(fromPath(rest[0] ?? ''), keepLatest);
      examples.set(key, app);
      latest.set(key, [request, body]);
      const answered = await app.request('/', {
        method: 'POST',
        headers: request.headers as Record<string, string>,
        body,
      });
      return void response.writeHead(answered.status).end(await answered.text());
    }
    const { length: count } = received.get(key) ?? [];
    keep(key, request, body);
    await behave(how, rest[0] ?? '', { key, count, response });
  }

  interface Asked {
    readonly key: string;
    /** How many came for the key before. */
    readonly count: number;
    readonly response: ServerResponse;
  }

  async function behave(how: string, how2: string, { key, count, response }: Asked): Promise<void> {
    if (how === 'hang') return;
    if (how === 'drip') return void response.writeHead(200).write('still writing');
    if (how === 'break') return void response.destroy();
    if (how === 'large') {
      response.writeHead(200);
      const pieces = async function* () {
        for (let sent = 1; sent <= largePieces; sent += 1) {
          sentPieces.set(key, sent);
          yield piece;
        }
      };
      return pipeline(pieces, response).catch(() => {});
    }
    if (how === 'redirect') return void response.writeHead(302, { location: `/ok/${key}` }).end();
    if (how === 'retry-after') return void response.writeHead(503, { 'retry-after': how2 }).end('later');
    // After so many failures it works.
    if (how === 'flaky') return void response.writeHead(count < Number(how2) ? 500 : 200).end('flaky\u0000');
    response.writeHead(how === 'status' ? Number(how2) : 204).end(how === 'status' ? `status ${how2}` : undefined);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function answerDns(query: URLSearchParams, response: ServerResponse): void {
  const name = query.get('name') ?? '';
  if (name === 'broken.hooks.laurel.test') return void response.writeHead(503).end();
  const type = Number(query.get('type'));
  const records = (zone[name] ?? []).filter((data) => data.includes(':') === (type === 28));
  const alias = { name, type: 5, data: 'alias.hooks.laurel.test.' };
  response
    .writeHead(200, { 'content-type': 'application/dns-json' })
    .end(JSON.stringify({ Status: 0, Answer: [alias, ...records.map((data) => ({ name, type, data }))] }));
}
