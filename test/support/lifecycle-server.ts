// Keeps the lifecycle configuration of one bucket, as S3 does and no server that runs here can. Checks nothing: what it is sent is
// read by Amazon's own client in the tests.

import { createServer } from 'node:http';

export interface LifecycleServer {
  /** Sent with every configuration from then on. */
  readonly headers: Record<string, string>;
  readonly endpoint: string;
  stop(): Promise<void>;
}

export async function startLifecycleServer(): Promise<LifecycleServer> {
  let kept: string | null = null;
  const headers: Record<string, string> = {};
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.method === 'PUT') kept = Buffer.concat(chunks).toString();
    if (request.method === 'DELETE') kept = null;
    if (request.method === 'GET' && kept === null) {
      response.writeHead(404, { 'content-type': 'application/xml' });
      return void response.end('<Error><Code>NoSuchLifecycleConfiguration</Code></Error>');
    }
    response.writeHead(200, { 'content-type': 'application/xml', ...headers });
    response.end(request.method === 'GET' ? kept : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    headers,
    endpoint: `http://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
