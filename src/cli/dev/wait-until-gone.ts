// Notices that a file was deleted while Laurel runs: with it the rest of the data folder is gone.

import { existsSync } from 'node:fs';

const intervalMs = 1_000;

/** Never resolves once `signal` is aborted. */
export function waitUntilGone(path: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (existsSync(path)) return;
      clearInterval(timer);
      resolve();
    }, intervalMs);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  });
}
