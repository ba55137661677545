// The last part of a start: plays the demo where it is wanted and new, and prints what there is to see.

import type { StartArguments } from '../dev/arguments.ts';
import type { HomeFolder } from '../dev/home-folder.ts';
import { summarize } from '../dev/summary.ts';
import { makePlayerId, signToken } from '../operator/sign-token.ts';
import { Interrupted, type Progress } from '../process/progress.ts';
import { organizerName } from './demo-cast.ts';
import { recallDemo, recordDemo } from './demo-record.ts';
import { type Demo, playDemo } from './play-demo.ts';

export interface DemoOptions {
  readonly wanted: StartArguments;
  readonly home: HomeFolder;
  /** The database's name: each has its own demo. */
  readonly database: string;
  readonly jwtSecret: string;
  readonly baseUrl: string;
  /** Where to send requests to: a number instead of `localhost`, which not every resolver knows. */
  readonly workerUrl: string;
  readonly progress: Progress;
  readonly print: (line: string) => void;
}

const tokenTtlSeconds = 12 * 3600;

export async function showDemo(options: DemoOptions): Promise<void> {
  const { jwtSecret, baseUrl, home, print } = options;
  const demo = options.wanted.empty ? null : await findOrPlay(options);
  const token = await signToken(jwtSecret, {
    sub: demo?.organizerId ?? makePlayerId(),
    name: organizerName,
    roles: ['organizer'],
    ttlSeconds: tokenTtlSeconds,
  });
  print(summarize({ baseUrl, homePath: home.path, token, demo }));
}

/** A demo that fails is reported; the server it was played on is still of use. */
async function findOrPlay({
  home,
  database,
  workerUrl,
  jwtSecret,
  progress,
  print,
}: DemoOptions): Promise<Demo | null> {
  const recalled = recallDemo(home.demoFile, database);
  if (recalled) return recalled;
  try {
    const demo = await progress.step('Demo tournament', () => playDemo(workerUrl, jwtSecret));
    recordDemo(home.demoFile, database, demo);
    return demo;
  } catch (error) {
    if (error instanceof Interrupted) throw error;
    print(`The demo could not be played to its end: ${error instanceof Error ? error.message : String(error)}`);
    return null;
  }
}
