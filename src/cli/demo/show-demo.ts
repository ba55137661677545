// The last step of a start: plays the demo tournaments unless it exists or `--empty` is set, and prints the summary.

import type { StartArguments } from '../dev/arguments.ts';
import type { HomeFolder } from '../dev/home-folder.ts';
import { summarize } from '../dev/summary.ts';
import { makePlayerId, signToken } from '../operator/sign-token.ts';
import { Interrupted, type Progress } from '../process/progress.ts';
import { organizerName } from './demo-players.ts';
import { readDemo, type ShownDemo, writeDemo } from './demo-record.ts';
import { playDemo } from './play-demo.ts';
import { playRunning } from './play-running.ts';

export interface DemoOptions {
  readonly startArguments: StartArguments;
  readonly home: HomeFolder;
  /** From describeDatabase. Each database has its own demo. */
  readonly database: string;
  readonly jwtSecret: string;
  readonly baseUrl: string;
  /** The address for requests: an IP address, because not every resolver knows `localhost`. */
  readonly workerUrl: string;
  /** Null without `--example`. */
  readonly exampleUrl: string | null;
  readonly progress: Progress;
  readonly print: (line: string) => void;
}

const tokenTtlSeconds = 12 * 3600;

export async function showDemo(options: DemoOptions): Promise<void> {
  const { jwtSecret, baseUrl, exampleUrl, home, print } = options;
  const demo = options.startArguments.empty ? null : await findOrPlay(options);
  const token = await signToken(jwtSecret, {
    sub: demo?.organizerId ?? makePlayerId(),
    name: organizerName,
    roles: ['organizer'],
    ttlSeconds: tokenTtlSeconds,
  });
  print(summarize({ baseUrl, homePath: home.path, token, demo, exampleUrl }));
}

/** Reports a failure and continues: the server works without the demo. */
async function findOrPlay({
  home,
  database,
  workerUrl,
  jwtSecret,
  progress,
  print,
}: DemoOptions): Promise<ShownDemo | null> {
  const recorded = readDemo(home.demoFile, database);
  if (recorded) return recorded;
  try {
    const demo = await progress.step('Demo tournaments', async () => {
      const organizerId = makePlayerId();
      const [finished, running] = await Promise.all([
        playDemo(workerUrl, jwtSecret, organizerId),
        playRunning({ baseUrl: workerUrl, jwtSecret }, organizerId),
      ]);
      return { ...finished, running };
    });
    writeDemo(home.demoFile, database, demo);
    return demo;
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    print(`The demo tournaments failed: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}
