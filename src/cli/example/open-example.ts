// The last step of `npm start -- --example`: fills Laurel with what the example frontend shows, and serves it.

import type { Progress } from '../process/progress.ts';
import type { StopList } from '../process/stop-list.ts';
import { playExample } from './play-example.ts';
import { serveExample } from './serve-example.ts';

export interface OpenExampleOptions {
  /** Null without `--example`. */
  readonly port: number | null;
  /** Laurel's address for browsers. */
  readonly laurel: string;
  /** Its address for requests: an IP address, because not every resolver knows `localhost`. */
  readonly workerUrl: string;
  readonly jwtSecret: string;
  readonly progress: Progress;
  readonly stops: StopList;
}

/** @returns its address. */
export async function openExample(options: OpenExampleOptions): Promise<string | null> {
  const { port, laurel, workerUrl, jwtSecret, progress, stops } = options;
  if (port === null) return null;
  const example = await progress.step('Example frontend', async () => {
    const players = await playExample(workerUrl, jwtSecret);
    return serveExample({ port, laurel, players });
  });
  await stops.add(example.stop);
  return example.url;
}
