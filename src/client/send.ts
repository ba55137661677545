// One attempt of a request: sends it, reads the whole answer, and asks for known answers by their ETag.

import type { Answer } from './operation.ts';
import { type Asked, LaurelUnreachable, readProblem } from './problem.ts';
import type { Settings } from './settings.ts';
import { within } from './time.ts';

export interface Prepared {
  readonly asked: Asked;
  readonly method: string;
  /** Whether an answer that is not JSON is a file. */
  readonly takesFile: boolean;
  /** Whether the token is sent. Verification is open to pages of every origin, as long as they send none. */
  readonly readsToken: boolean;
  readonly url: string;
  readonly headers: Headers;
  readonly body: string | Blob | null;
  readonly signal: AbortSignal | undefined;
}

/** @throws LaurelProblem for a refusal, LaurelUnreachable for a failed connection, or the reason of the signal. */
export async function send(request: Prepared, token: string | null, settings: Settings): Promise<Answer<unknown>> {
  const { asked, method, url, body, signal } = request;
  const headers = new Headers(request.headers);
  if (token !== null) headers.set('authorization', `Bearer ${token}`);
  const cache = method === 'GET' ? settings.cache : null;
  // The token is part of the key: two people may get different answers from one address.
  const cacheKey = `${token} ${url}`;
  const cached = cache?.get(cacheKey);
  if (cached !== undefined) headers.set('if-none-match', cached.etag);
  const { response, content } = await exchange(request, { method, headers, body }, settings).catch((error: unknown) => {
    if (signal?.aborted) throw signal.reason;
    throw new LaurelUnreachable(error, asked);
  });
  if (response.status === 304 && cached !== undefined)
    return { status: 200, headers: response.headers, body: JSON.parse(cached.text) };
  const answer = response.ok ? readAnswer(content, request) : null;
  if (answer === null) throw readProblem(response, typeof content === 'string' ? content : '', asked);
  const etag = response.headers.get('etag');
  if (typeof content === 'string' && etag !== null) cache?.set(cacheKey, { etag, text: content });
  return { status: response.status, headers: response.headers, body: answer.body };
}

/** The body is part of the attempt: its connection may fail too. */
function exchange({ url, signal }: Prepared, init: RequestInit, settings: Settings) {
  return within(settings.timeoutMs, signal, async (attemptSignal) => {
    const response = await settings.fetch(url, { ...init, signal: attemptSignal });
    return { response, content: await contentOf(response) };
  });
}

type Content = string | Blob | undefined;

/** Text for JSON and for every refusal; otherwise the file. */
async function contentOf(response: Response): Promise<Content> {
  const mediaType = response.headers.get('content-type');
  if (!response.ok || /\bjson\b/.test(mediaType ?? '')) return response.text();
  const blob = await response.blob();
  return mediaType === null && blob.size === 0 ? undefined : blob;
}

/** Null for what Laurel never answers, for example the page of a proxy with status 200. */
function readAnswer(content: Content, { takesFile }: Prepared): { readonly body: unknown } | null {
  if (typeof content !== 'string') return content === undefined || takesFile ? { body: content } : null;
  try {
    return { body: JSON.parse(content) };
  } catch {
    return null;
  }
}
