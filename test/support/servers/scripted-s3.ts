// An S3 endpoint whose answers are defined by the test. It does not check signatures.

import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { S3Access } from './faults.ts';

export interface S3Request {
  readonly method: string;
  /** Path and query, as received. */
  readonly url: string;
  readonly key: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface S3Response {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Closes the connection in the middle of the body. */
  readonly isCut?: boolean;
}

export interface ScriptedS3 {
  readonly access: S3Access;
  readonly asked: S3Request[];
  respond: (request: S3Request) => S3Response | Promise<S3Response>;
  stop(): Promise<void>;
}

const bucket = 'certs';

export async function startScriptedS3(respond: ScriptedS3['respond']): Promise<ScriptedS3> {
  const asked: S3Request[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const url = new URL(incoming.url ?? '', 'http://s3');
    const key = decodeURIComponent(url.pathname.slice(`/${bucket}/`.length));
    const { method = '', headers } = incoming;
    const request = {
      method,
      url: incoming.url ?? '',
      key,
      query: url.searchParams,
      headers,
      body: Buffer.concat(chunks),
    };
    asked.push(request);
    const answer = await scripted.respond(request);
    const body = Buffer.from(answer.body ?? '');
    // An answer to HEAD has the length of the object; tests may also set a wrong length.
    const length = answer.status === 204 || answer.headers?.['content-length'] ? {} : { 'content-length': body.length };
    outgoing.writeHead(answer.status, { ...length, ...answer.headers });
    if (answer.isCut) return void outgoing.write(body, () => incoming.socket.destroy());
    outgoing.end(method === 'HEAD' ? undefined : body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const endpoint = `http://127.0.0.1:${port}`;
  const scripted: ScriptedS3 = {
    access: { endpoint, bucket, region: 'eu-central-1', accessKeyId: 'AK', secretAccessKey: 'a-secret-of-this-test' },
    asked,
    respond,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return scripted;
}
