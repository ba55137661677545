// Polls /readyz until the Worker reaches all of its dependencies.

import { setTimeout as sleep } from 'node:timers/promises';
import { StartRefusal } from '../process/start-refusal.ts';

const pollMs = 100;
const requestTimeoutMs = 5_000;

export async function waitUntilReady(url: string, signal: AbortSignal, timeoutMs = 20_000): Promise<void> {
  let answer = 'no answer';
  for (const deadline = Date.now() + timeoutMs; Date.now() < deadline && !signal.aborted; await sleep(pollMs)) {
    try {
      const response = await fetch(new URL('/readyz', url), { signal: AbortSignal.timeout(requestTimeoutMs) });
      answer = `${response.status} ${(await response.text()).slice(0, 300)}`;
      if (response.ok) return;
    } catch (error) {
      answer = error instanceof Error ? error.message : String(error);
    }
  }
  throw new StartRefusal(`The server runs but is not ready after ${timeoutMs / 1000} s: ${answer}`);
}
