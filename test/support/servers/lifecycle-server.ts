// Stores the lifecycle configuration of one bucket like S3; the other test servers do not support it. Does not validate: tests read the
// requests with Amazon's client.

import { createServer } from 'node:http';

export interface LifecycleServer {
  /** Added to every configuration from now on. */
  readonly headers: Record<string, string>;
  readonly endpoint: string;
  stop(): Promise<void>;
}

export async function startLifecycleServer(): Promise<LifecycleServer> {
  let configuration: string | null = null;
  const headers: Record<string, string> = {};
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    if (request.method === 'PUT') configuration = Buffer.concat(chunks).toString();
    if (request.method === 'DELETE') configuration = null;
    if (request.method === 'GET' && configuration === null) {
      response.writeHead(404, { 'content-type': 'application/xml' });
      return void response.end('<Error><Code>NoSuchLifecycleConfiguration</Code></Error>');
    }
    response.writeHead(200, { 'content-type': 'application/xml', ...headers });
    response.end(request.method === 'GET' ? configuration : '');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    headers,
    endpoint: `http://127.0.0.1:${port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
