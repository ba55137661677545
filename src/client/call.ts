// One call of an operation: its attempts, with one idempotency key for all of them.

import type { Answer, CallOptions, OperationName } from './operation.ts';
import { LaurelProblem, LaurelUnreachable } from './problem.ts';
import { delayBeforeRetry, isTransient } from './retry.ts';
import { routeTable } from './route-table.ts';
import { type Prepared, send } from './send.ts';
import type { Settings } from './settings.ts';
import { abortable } from './time.ts';

/** A request whose types are erased. The compiler has checked it against its operation. */
export interface Call extends CallOptions {
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly body?: unknown;
  readonly idempotencyKey?: string | undefined;
}

/** @throws LaurelProblem, LaurelUnreachable, or the reason of the signal. */
export async function call(operation: OperationName, given: Call, settings: Settings): Promise<Answer<unknown>> {
  const request = prepare(operation, given, settings);
  const { retries, time } = settings;
  const isRepeatable = request.method === 'GET' || request.asked.idempotencyKey !== null;
  const startedAt = time.now();
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await authorized(request, settings);
    } catch (error) {
      if (!isRepeatable || !isFailure(error) || !isTransient(error)) throw error;
      const retryAfterMs = error instanceof LaurelProblem ? error.retryAfterMs : null;
      const failed = { attempt, elapsedMs: time.now() - startedAt, retryAfterMs, random: time.random() };
      const delayMs = delayBeforeRetry(failed, retries);
      if (delayMs === null) throw error;
      await time.sleep(delayMs, request.signal);
    }
  }
}

/** Others, for example those of the token function or of the signal, go to the caller as they are. */
function isFailure(error: unknown): error is LaurelProblem | LaurelUnreachable {
  return error instanceof LaurelProblem || error instanceof LaurelUnreachable;
}

function prepare(operation: OperationName, given: Call, { baseUrl }: Settings): Prepared {
  const [, method = '', signs = '', path = ''] = /^(\w+)(\W*) (.*)$/.exec(routeTable[operation]) ?? [];
  const idempotencyKey = signs.includes('+') ? (given.idempotencyKey ?? makeKey()) : null;
  const takesFile = signs.includes('*');
  const headers = new Headers(given.headers);
  if (headers.has('if-none-match'))
    throw new TypeError('If-None-Match is sent by the client itself: use the option `cache`');
  // Some addresses answer a page to whoever does not ask for JSON.
  if (!takesFile && !headers.has('accept')) headers.set('accept', 'application/json');
  if (idempotencyKey !== null) headers.set('idempotency-key', idempotencyKey);
  const { body } = given;
  const isFile = body instanceof Blob;
  if (body !== undefined && !isFile) headers.set('content-type', 'application/json');
  return {
    asked: { operation, idempotencyKey },
    method,
    takesFile,
    readsToken: !signs.includes('-'),
    url: baseUrl + fill(path, given.params) + queryText(given.query),
    headers,
    body: body === undefined ? null : isFile ? body : JSON.stringify(body),
    signal: given.signal,
  };
}

/** 128 random bits. Not `randomUUID`, which browsers offer on https and localhost only. */
function makeKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fill(path: string, params: Call['params'] = {}): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    // Otherwise the request would go to another route.
    if (!value) throw new TypeError(`the parameter ${name} is missing`);
    return encodeURIComponent(value);
  });
}

function queryText(query: Call['query'] = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === '' ? '' : `?${text}`;
}

/** One attempt. After a 401, a token function is asked for another token, and the request is sent again with that. */
async function authorized(request: Prepared, settings: Settings): Promise<Answer<unknown>> {
  const token = request.readsToken ? settings.token : null;
  if (typeof token !== 'function') return send(request, token, settings);
  const ask = async (refused?: string) => abortable(Promise.resolve(token(refused)), request.signal);
  const first = await ask();
  try {
    return await send(request, first, settings);
  } catch (error) {
    if (!(error instanceof LaurelProblem) || error.status !== 401) throw error;
    const second = await ask(first ?? undefined);
    if (second === first || second === null) throw error;
    return send(request, second, settings);
  }
}
