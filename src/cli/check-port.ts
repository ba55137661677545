// Finds out before anything is started whether the port can be had.

import { createServer } from 'node:net';
import { StartRefusal } from './start-refusal.ts';

const portDefault = 8787;

/** @throws StartRefusal when PORT is no port. */
export function parsePort(text: string | undefined): number {
  const port = text ? Number(text) : portDefault;
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new StartRefusal(`PORT must be a whole number from 1 to 65535, not "${text}".`, 2);
}

/** Both loopback addresses count: `localhost` may resolve to either. */
export async function refuseTakenPort(port: number): Promise<void> {
  for (const host of ['127.0.0.1', '::1']) {
    const failure = await tryToListen(port, host);
    if (failure === 'EADDRINUSE') throw portTaken(port);
    if (failure === 'EACCES') {
      throw new StartRefusal(`Port ${port} is reserved; choose another with PORT=8788 npm start.`);
    }
  }
}

export function portTaken(port: number): StartRefusal {
  const other = port === 65_535 ? portDefault : port + 1;
  return new StartRefusal(`Port ${port} is taken by another program; choose another with PORT=${other} npm start.`);
}

function tryToListen(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? null));
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
}
