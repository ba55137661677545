// Finds out before anything is started whether the ports can be had.

import { createServer } from 'node:net';
import { StartRefusal } from '../process/start-refusal.ts';

/** By which a port is chosen. */
export type PortVariable = 'PORT' | 'INSPECTOR_PORT';

const portDefault = 8787;

/** `otherwise` where nothing is said. @throws StartRefusal for what is no port. */
export function parsePort<T>(text: string | undefined, variable: PortVariable, otherwise: T): number | T {
  if (!text) return otherwise;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new StartRefusal(`${variable} must be a whole number from 1 to 65535, not "${text}".`, 2);
}

export const parseListenPort = (text: string | undefined): number => parsePort(text, 'PORT', portDefault);

/** Both loopback addresses count: `localhost` may resolve to either. */
export async function refuseTakenPort(port: number, variable: PortVariable = 'PORT'): Promise<void> {
  for (const host of ['127.0.0.1', '::1']) {
    const failure = await tryToListen(port, host);
    if (failure === 'EADDRINUSE') throw portTaken(port, variable);
    if (failure === 'EACCES') {
      throw new StartRefusal(`Port ${port} is reserved; choose another with ${variable}=8788 npm start.`);
    }
  }
}

export function portTaken(port: number, variable: PortVariable = 'PORT'): StartRefusal {
  const other = port === 65_535 ? portDefault : port + 1;
  return new StartRefusal(
    `Port ${port} is taken by another program; choose another with ${variable}=${other} npm start.`,
  );
}

function tryToListen(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? null));
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
}
