// Sends one request to a receiver and reads the beginning of its answer. Nothing here throws: whatever a receiver does is an outcome.

import type { AttemptError } from '../deliveries/delivery.ts';

export interface Outgoing {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Outcome {
  readonly status: number | null;
  /** null: a status of 200 to 299. */
  readonly error: AttemptError | null;
  /** The first kilobyte, as UTF-8. */
  readonly answer: string | null;
  readonly retryAfter: string | null;
}

export const timeoutMsDefault = 15_000;
const answerBytesMax = 1024;
/** After the status: the answer is for people, and its status is what counts. */
const answerMsMax = 2_000;

/** The time limit covers the whole attempt, the answer's first kilobyte included. */
export async function sendAttempt({ url, headers, body }: Outgoing, timeoutMs = timeoutMsDefault): Promise<Outcome> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
    const { status } = response;
    const answer = await readStart(response, AbortSignal.any([signal, AbortSignal.timeout(answerMsMax)]));
    return { status, error: errorOf(status), answer, retryAfter: response.headers.get('retry-after') };
  } catch {
    return { status: null, error: signal.aborted ? 'timeout' : 'unreachable', answer: null, retryAfter: null };
  }
}

function errorOf(status: number): AttemptError | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? 'redirect' : 'status';
}

/** The rest of the answer is refused, however long it is. The status counts, even if the answer breaks off or stalls. */
async function readStart({ body }: Response, signal: AbortSignal): Promise<string | null> {
  if (body === null) return null;
  const reader = body.getReader();
  reader.closed.catch(() => {});
  const ended = new Promise<null>((resolve) => signal.addEventListener('abort', () => resolve(null), { once: true }));
  const start = new Uint8Array(answerBytesMax);
  let length = 0;
  while (length < answerBytesMax && !signal.aborted) {
    const read = await Promise.race([reader.read().catch(() => null), ended]);
    if (read === null || read.done) break;
    const part = read.value.subarray(0, answerBytesMax - length);
    start.set(part, length);
    length += part.byteLength;
  }
  await reader.cancel().catch(() => {});
  // Postgres stores no U+0000.
  return new TextDecoder().decode(start.subarray(0, length)).replaceAll('\u0000', '\ufffd');
}
