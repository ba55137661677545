// Serves the example frontend on its own port, that is on another origin than Laurel. Files are read and built at each request, so that
// a change shows after a reload.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import { repositoryFolder } from '../dev/home-folder.ts';
import type { ExamplePlayer } from './play-example.ts';

export interface ExampleOptions {
  /** 0: any free port. */
  readonly port: number;
  /** Of Laurel, as the browser reaches it. */
  readonly laurel: string;
  /** Their tokens are given to everybody who reaches the port: for development only. */
  readonly players: readonly ExamplePlayer[];
}

export interface ServedExample {
  readonly url: string;
  stop(): Promise<void>;
}

const folder = join(repositoryFolder, 'docs/examples/frontend');

interface File {
  readonly type: string;
  readonly read: (options: ExampleOptions) => string | Promise<string>;
}

const files: Readonly<Record<string, File>> = {
  '/': { type: 'text/html', read: () => readFileSync(join(folder, 'index.html'), 'utf8') },
  '/style.css': { type: 'text/css', read: () => readFileSync(join(folder, 'style.css'), 'utf8') },
  '/main.js': { type: 'text/javascript', read: buildScript },
  '/settings.json': {
    type: 'application/json',
    read: ({ laurel, players }) => JSON.stringify({ laurel, players }),
  },
};

/** Listens on the loopback address only. */
export async function serveExample(options: ExampleOptions): Promise<ServedExample> {
  const server = createServer(async (request, response) => {
    const file = files[request.url ?? ''];
    // A page whose name was pointed to this machine must not read the tokens.
    const isLocal = /^(localhost|127\.0\.0\.1)(:\d+)?$/.test(request.headers.host ?? '');
    if (file === undefined || !isLocal) return void response.writeHead(404).end();
    const headers = { 'content-type': `${file.type}; charset=utf-8`, 'cache-control': 'no-store' };
    try {
      response.writeHead(200, headers).end(await file.read(options));
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The client is taken from its sources; a frontend elsewhere has it from the package. */
async function buildScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(folder, 'main.ts')],
    alias: {
      '@laurel/client/live': join(repositoryFolder, 'src/client/live/index.ts'),
      '@laurel/client': join(repositoryFolder, 'src/client/index.ts'),
    },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    sourcemap: 'inline',
    write: false,
    logLevel: 'silent',
  });
  return outputFiles[0]?.text ?? '';
}
