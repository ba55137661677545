// An HTTP server that answers each request with the next step of a script, and records what it was asked.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Step =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }
  /** Closes the connection before any byte of an answer. */
  | 'reset'
  /** Closes the connection in the middle of the body. */
  | 'cut'
  /** Never answers. */
  | 'silent';

export interface Recorded {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export type ScriptedHttp = Awaited<ReturnType<typeof startScriptedHttp>>;

export async function startScriptedHttp() {
  let steps: Step[] = [];
  const requests: Recorded[] = [];
  const server = createServer(async (request, response) => {
    requests.push(await record(request));
    play(steps.shift() ?? { status: 500, body: 'the script has ended' }, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** Begins anew. */
    script(...next: Step[]) {
      steps = next;
      requests.length = 0;
    },
    requests,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function record(request: IncomingMessage): Promise<Recorded> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { method = '', url = '', headers } = request;
  return { method, url, headers, body: Buffer.concat(chunks).toString() };
}

function play(step: Step, response: ServerResponse): void {
  if (step === 'silent') return;
  if (step === 'reset') return void response.destroy();
  if (step === 'cut') {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
    response.write('{"id":', () => response.destroy());
    return;
  }
  const { status, headers = {}, body } = step;
  const isText = typeof body === 'string';
  const mediaType = status < 300 ? 'application/json' : 'application/problem+json';
  const type = body === undefined || isText ? {} : { 'content-type': mediaType };
  response.writeHead(status, { ...type, ...headers }).end(isText || body === undefined ? body : JSON.stringify(body));
}
