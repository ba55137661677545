// What a client is made with, and what its calls need of it.

import { createEtagCache, type EtagCache } from './etag-cache.ts';
import { type RetryLimits, retryDefaults } from './retry.ts';
import type { Time } from './time.ts';

/**
 * `refused`: the token that Laurel has just answered with 401. The function is then asked once more, and `null` or the same token lets the
 * call reject with the 401. Without `refused`, `null` sends the request without a token.
 */
export type TokenSource = string | ((refused?: string) => string | null | Promise<string | null>);

export interface LaurelOptions {
  /** Where Laurel runs, for example `https://api.example.org`. */
  readonly baseUrl: string;
  /** The bearer token, or a function that gives it before each request. Default: none. */
  readonly token?: TokenSource | undefined;
  /** Default: the global `fetch`. */
  readonly fetch?: typeof fetch | undefined;
  /** Limits of repeated attempts; `false` for none. */
  readonly retries?: Partial<RetryLimits> | false | undefined;
  /** The time for one attempt, with its body. Default: 15,000. */
  readonly timeoutMs?: number | undefined;
  /** How many answers are kept, to be asked for again by their ETag. Default: 0. */
  readonly cache?: number | undefined;
}

export interface Settings {
  readonly baseUrl: string;
  readonly token: TokenSource | null;
  readonly fetch: typeof fetch;
  readonly retries: RetryLimits;
  readonly timeoutMs: number;
  readonly cache: EtagCache | null;
  readonly time: Time;
}

/** @throws TypeError for a base URL that is none. */
export function readSettings(options: LaurelOptions, time: Time): Settings {
  const { baseUrl, token = null, retries = {}, timeoutMs = 15_000, cache = 0 } = options;
  return {
    baseUrl: new URL(baseUrl).href.replace(/\/+$/, ''),
    token,
    // Not `fetch` itself: browsers refuse to call it as a method of another object.
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    retries: retries === false ? { ...retryDefaults, attempts: 1 } : { ...retryDefaults, ...retries },
    timeoutMs,
    cache: cache > 0 ? createEtagCache(cache) : null,
    time,
  };
}
