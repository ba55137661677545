// Both platforms, for tests of live rooms over real connections.

import { startDenoLaurel } from './deno-laurel.ts';
import { startWholeLaurel } from './whole-laurel.ts';

export interface LiveServer {
  readonly url: string;
  readonly jwtSecret: string;
  readonly stop: () => Promise<void>;
}

async function startWorkerd(): Promise<LiveServer> {
  const { ownSocketUrl: url, jwtSecret, stop } = await startWholeLaurel({ LIVE_SOCKETS_PER_ADDRESS: '1000' });
  return { url, jwtSecret, stop };
}

export const platforms: readonly (readonly [string, () => Promise<LiveServer>])[] = [
  ['workerd', startWorkerd],
  ['Deno', startDenoLaurel],
];
