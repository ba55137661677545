// Checks out another version of the code into a temporary folder, ready to start.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ownRoot } from './laurel.ts';

export interface Checkout {
  readonly root: string;
  readonly commit: string;
  remove(): void;
}

/** Links this version's packages if the lock files are equal, otherwise runs `npm ci`. @throws Error for an unknown git ref. */
export function checkOut(ref: string): Checkout {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: ownRoot, encoding: 'utf8' }).trim();
  const commit = git('rev-parse', '--verify', `${ref}^{commit}`);
  const folder = mkdtempSync(join(tmpdir(), 'laurel-version-'));
  const root = join(folder, 'laurel');
  git('worktree', 'add', '--detach', root, commit);
  const remove = () => {
    git('worktree', 'remove', '--force', root);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const lock = (of: string) => readFileSync(join(of, 'package-lock.json'), 'utf8');
    if (lock(root) === lock(ownRoot)) symlinkSync(join(ownRoot, 'node_modules'), join(root, 'node_modules'));
    else execFileSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit' });
    return { root, commit, remove };
  } catch (error) {
    remove();
    throw error;
  }
}
