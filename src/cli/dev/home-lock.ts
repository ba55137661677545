// Allows one Laurel per home folder. Uses SQLite's file lock: the kernel releases it when the process ends, also after a crash, so
// stale locks cannot occur.

import { DatabaseSync } from 'node:sqlite';
import { StartRefusal } from '../process/start-refusal.ts';
import type { HomeFolder } from './home-folder.ts';

/** @throws StartRefusal when another process holds the lock. */
export function lockHomeFolder(home: HomeFolder): { release(): void } {
  const database = openLockFile(home);
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    const isBusy = error instanceof Error && /locked|busy/.test(error.message);
    if (!isBusy) throw new StartRefusal(`${home.lockFile} is damaged; delete it.`);
    throw new StartRefusal(
      `Laurel is already running on ${home.path}; stop it first or set LAUREL_HOME to another folder.`,
    );
  }
  return { release: () => database.close() };
}

function openLockFile(home: HomeFolder): DatabaseSync {
  try {
    return new DatabaseSync(home.lockFile);
  } catch {
    throw new StartRefusal(`${home.lockFile} is not writable; set LAUREL_HOME to another folder.`);
  }
}
