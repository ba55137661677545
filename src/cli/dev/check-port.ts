// Checks that ports are valid and free before anything is started.

import { createServer } from 'node:net';
import { StartRefusal } from '../process/start-refusal.ts';

/** The environment variables that set a port. */
export type PortVariable = 'PORT' | 'INSPECTOR_PORT' | 'EXAMPLE_PORT';

const portDefault = 8787;

/** @returns `fallback` for an empty text. @throws StartRefusal for an invalid port. */
export function parsePort<T>(text: string | undefined, variable: PortVariable, fallback: T): number | T {
  if (!text) return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new StartRefusal(`${variable} must be a whole number from 1 to 65535, not "${text}".`, 2);
}

export const parseListenPort = (text: string | undefined): number => parsePort(text, 'PORT', portDefault);

/** Checks both loopback addresses, because `localhost` can resolve to either. */
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
  return new StartRefusal(`Port ${port} is already in use; choose another with ${variable}=${other} npm start.`);
}

function tryToListen(port: number, host: string): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? null));
    server.listen(port, host, () => server.close(() => resolve(null)));
  });
}
