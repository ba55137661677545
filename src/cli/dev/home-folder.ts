// The layout of the folder with the data of a local Laurel.

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
  /** Configuration of the running Laurel, for commands. Removed on a clean stop. */
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

/** @throws StartRefusal when the path is not a writable folder. */
export function openHomeFolder(home: HomeFolder): void {
  if (existsSync(home.path) && !statSync(home.path).isDirectory()) {
    throw new StartRefusal(`${home.path} is not a folder; move it away or set LAUREL_HOME to another one.`);
  }
  try {
    makeFolder(home.path);
    accessSync(home.path, constants.W_OK | constants.X_OK);
  } catch {
    throw new StartRefusal(`${home.path} is not writable; set LAUREL_HOME to a writable folder.`);
  }
}

/** Not `recursive: true`: that never returns where mkdir fails with ENOENT, as below /proc. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path, { mode: 0o700 });
}

/** Keeps the secrets, so that existing tokens remain valid. */
export function emptyHomeFolder(home: HomeFolder): void {
  for (const path of [home.postgres, home.state, home.s3, home.build, home.demoFile, home.runningFile]) {
    rmSync(path, { recursive: true, force: true });
  }
}
