// Caches responses in the isolate's memory and in the data centre's cache. Both measure the age from the creation of the response
// and send it as `Age` (RFC 9111 §5.1), so no chain of caches serves a response beyond its max-age. Each response has an ETag
// of its body; a matching If-None-Match is answered 304.

import { sha256Hex } from '../core/hex.ts';
import { type Clock, isWithin } from '../core/instant.ts';
import { matches } from './reply.ts';

/** The part of the Cache API that is used; null if the platform has no such cache. */
export interface SharedCache {
  match(url: string): Promise<Response | undefined>;
  put(url: string, response: Response): Promise<unknown>;
}

export interface AnswerCachePorts {
  readonly clock: Clock;
  readonly shared: SharedCache | null;
}

export interface CacheLookup {
  /** Identifies the response. Variants by language or form have different keys. */
  readonly key: string;
  /** The client sent `Cache-Control: no-cache`. */
  readonly skipsCache: boolean;
  /** The client's If-None-Match header (RFC 9110 §13.1.2). */
  readonly ifNoneMatch: string | undefined;
  readonly make: () => Promise<Response>;
  /** Work that may end after the response was sent. */
  readonly later: (work: Promise<unknown>) => void;
}

export type AnswerCache = (lookup: CacheLookup) => Promise<Response>;

interface CachedAnswer {
  readonly body: ArrayBuffer;
  readonly etag: string;
  readonly headers: Headers;
  readonly createdAtMs: number;
  readonly maxAgeMs: number;
}

const entriesMax = 500;
/** Larger responses are cached by the data centre only. */
const entrySizeBytesMax = 32_768;
const createdAtHeader = 'x-created-at';

export function createAnswerCache({ clock, shared }: AnswerCachePorts): AnswerCache {
  const memory = new Map<string, CachedAnswer>();
  const nowMs = () => Date.parse(clock());
  const urlOf = (key: string) => `https://answers.laurel.internal/${encodeURIComponent(key)}`;

  function storeInMemory(key: string, cached: CachedAnswer): void {
    if (cached.body.byteLength > entrySizeBytesMax) return;
    memory.delete(key);
    memory.set(key, cached);
    for (const oldest of memory.keys()) {
      if (memory.size <= entriesMax) break;
      memory.delete(oldest);
    }
  }

  async function fromShared(key: string): Promise<CachedAnswer | undefined> {
    const found = await shared?.match(urlOf(key)).catch(() => undefined);
    const cached = found === undefined ? null : await toCached(found, Number(found.headers.get(createdAtHeader)));
    if (cached !== null) storeInMemory(key, cached);
    return cached ?? undefined;
  }

  return async ({ key, skipsCache, ifNoneMatch, make, later }) => {
    const isFresh = (cached: CachedAnswer | undefined) =>
      cached !== undefined && isWithin(cached.createdAtMs, cached.maxAgeMs, nowMs());
    if (!skipsCache) {
      const inMemory = memory.get(key);
      const cached = isFresh(inMemory) ? inMemory : await fromShared(key);
      if (cached !== undefined && isFresh(cached)) return reply(cached, nowMs(), ifNoneMatch);
    }
    // The age counts from before the database was read, however long `make` takes.
    const createdAtMs = nowMs();
    const made = await make();
    const cached = await toCached(made, createdAtMs);
    if (cached === null) return made;
    storeInMemory(key, cached);
    const copy = toResponse(cached, createdAtMs);
    copy.headers.set(createdAtHeader, String(createdAtMs));
    if (shared !== null) later(shared.put(urlOf(key), copy).catch(() => {}));
    return reply(cached, nowMs(), ifNoneMatch);
  };
}

/** null unless the response is a 200 with a public max-age. */
async function toCached(response: Response, createdAtMs: number): Promise<CachedAnswer | null> {
  const maxAge = /^public, max-age=(\d+)$/.exec(response.headers.get('cache-control') ?? '')?.[1];
  if (response.status !== 200 || maxAge === undefined) return null;
  const body = await response.arrayBuffer();
  const etag = response.headers.get('etag') ?? `"${(await sha256Hex(new Uint8Array(body))).slice(0, 32)}"`;
  const headers = new Headers(response.headers);
  for (const name of [createdAtHeader, 'age']) headers.delete(name);
  headers.set('etag', etag);
  return { body, etag, headers, createdAtMs, maxAgeMs: Number(maxAge) * 1000 };
}

function reply(cached: CachedAnswer, nowMs: number, ifNoneMatch: string | undefined): Response {
  const whole = toResponse(cached, nowMs);
  if (!matches(ifNoneMatch, cached.etag)) return whole;
  whole.headers.delete('content-type');
  return new Response(null, { status: 304, headers: whole.headers });
}

function toResponse({ body, headers, createdAtMs }: CachedAnswer, nowMs: number): Response {
  const response = new Response(body, { headers });
  response.headers.set('age', String(Math.max(0, Math.floor((nowMs - createdAtMs) / 1000))));
  return response;
}
