// A time limit for a read that somebody waits for. The statement is not cancelled, its late result is discarded. Not for writes: their
// outcome would be unknown.

import { DependencyError } from '../core/errors.ts';

/** @throws DependencyError after the timeout. */
export async function readWithin<T>(timeoutMs: number, read: () => Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new DependencyError('database', { cause: new Error(`no answer within ${timeoutMs} ms`) }));
    }, timeoutMs);
  });
  const answer = read();
  // The race has ended when a late failure comes.
  answer.catch(() => {});
  try {
    return await Promise.race([answer, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
