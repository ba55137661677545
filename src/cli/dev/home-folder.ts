// Where a local Laurel keeps what must survive a restart. Knows the layout, not the contents.

import { accessSync, constants, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { StartRefusal } from '../process/start-refusal.ts';

export const repositoryFolder = resolve(import.meta.dirname, '../../..');

export interface HomeFolder {
  readonly path: string;
  readonly postgres: string;
  /** R2 objects, Durable Object storage and queues. */
  readonly state: string;
  readonly s3: string;
  readonly build: string;
  readonly secretsFile: string;
  readonly demoFile: string;
  readonly lockFile: string;
  /** Where the commands find a running Laurel; gone when it ends in peace. */
  readonly runningFile: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function locateHomeFolder(environment: Environment): HomeFolder {
  const path = resolve(environment.LAUREL_HOME || join(repositoryFolder, '.laurel'));
  return {
    path,
    postgres: join(path, 'postgres'),
    state: join(path, 'state'),
    s3: join(path, 's3'),
    build: join(path, 'build'),
    secretsFile: join(path, 'secrets.json'),
    demoFile: join(path, 'demo.json'),
    lockFile: join(path, 'lock.sqlite'),
    runningFile: join(path, 'running.json'),
  };
}

/** @throws StartRefusal when the path is no folder or may not be written. */
export function openHomeFolder(home: HomeFolder): void {
  if (existsSync(home.path) && !statSync(home.path).isDirectory()) {
    throw new StartRefusal(`${home.path} is not a folder; move it away or set LAUREL_HOME to another one.`);
  }
  try {
    makeFolder(home.path);
    accessSync(home.path, constants.W_OK | constants.X_OK);
  } catch {
    throw new StartRefusal(`${home.path} cannot be written; set LAUREL_HOME to a folder that can.`);
  }
}

/** Step by step: Node's own recursive way never returns where the system refuses with ENOENT, as below /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

/** Keeps the secrets: tokens handed out before stay good. */
export function emptyHomeFolder(home: HomeFolder): void {
  for (const path of [home.postgres, home.state, home.s3, home.build, home.demoFile, home.runningFile]) {
    rmSync(path, { recursive: true, force: true });
  }
}
