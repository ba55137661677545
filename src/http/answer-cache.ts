// Answers kept near the reader, first in this isolate's memory, then in the data centre's cache. Both count an answer's age
// from when it was made, and say it (RFC 9111 §5.1), so that no chain of caches shows it for longer than its max-age. Each
// carries an ETag of its body: who has it already is told so (304).

import { sha256Hex } from '../core/hex.ts';
import type { Clock } from '../core/instant.ts';
import { matches } from './reply.ts';

/** As much of the Cache API as is used; null where a platform has none. */
export interface SharedCache {
  match(url: string): Promise<Response | undefined>;
  put(url: string, response: Response): Promise<unknown>;
}

export interface AnswerCachePorts {
  readonly clock: Clock;
  readonly shared: SharedCache | null;
}

export interface Ask {
  /** Names the answer, whole: what differs by language or form has another key. */
  readonly key: string;
  /** The reader wants it new (`Cache-Control: no-cache`). */
  readonly isFresh: boolean;
  /** The ETags of what the reader has (RFC 9110 §13.1.2). */
  readonly ifNoneMatch: string | undefined;
  readonly make: () => Promise<Response>;
  /** Work that may end after the answer was sent. */
  readonly later: (work: Promise<unknown>) => void;
}

export type AnswerCache = (ask: Ask) => Promise<Response>;

interface Kept {
  readonly body: ArrayBuffer;
  readonly etag: string;
  readonly headers: Headers;
  readonly bornMs: number;
  readonly maxAgeMs: number;
}

const entriesMax = 500;
/** Larger ones are left to the data centre. */
const entrySizeBytesMax = 32_768;
const bornHeader = 'x-born';

export function createAnswerCache({ clock, shared }: AnswerCachePorts): AnswerCache {
  const memory = new Map<string, Kept>();
  const nowMs = () => Date.parse(clock());
  const urlOf = (key: string) => `https://answers.laurel.internal/${encodeURIComponent(key)}`;

  function remember(key: string, kept: Kept): void {
    if (kept.body.byteLength > entrySizeBytesMax) return;
    memory.delete(key);
    memory.set(key, kept);
    for (const oldest of memory.keys()) {
      if (memory.size <= entriesMax) break;
      memory.delete(oldest);
    }
  }

  async function fromShared(key: string): Promise<Kept | undefined> {
    const found = await shared?.match(urlOf(key)).catch(() => undefined);
    const kept = found === undefined ? null : await keep(found, Number(found.headers.get(bornHeader)));
    if (kept !== null) remember(key, kept);
    return kept ?? undefined;
  }

  return async ({ key, isFresh, ifNoneMatch, make, later }) => {
    const isYoung = (kept: Kept | undefined) => kept !== undefined && nowMs() - kept.bornMs < kept.maxAgeMs;
    if (!isFresh) {
      const known = memory.get(key);
      const kept = isYoung(known) ? known : await fromShared(key);
      if (kept !== undefined && isYoung(kept)) return reply(kept, nowMs(), ifNoneMatch);
    }
    // An answer is as old as the look at the database it came from, however long the rest took.
    const bornMs = nowMs();
    const made = await make();
    const kept = await keep(made, bornMs);
    if (kept === null) return made;
    remember(key, kept);
    const copy = toResponse(kept, bornMs);
    copy.headers.set(bornHeader, String(bornMs));
    if (shared !== null) later(shared.put(urlOf(key), copy).catch(() => {}));
    return reply(kept, nowMs(), ifNoneMatch);
  };
}

/** null for what may not be kept: anything but a success that says so. */
async function keep(response: Response, bornMs: number): Promise<Kept | null> {
  const maxAge = /^public, max-age=(\d+)$/.exec(response.headers.get('cache-control') ?? '')?.[1];
  if (response.status !== 200 || maxAge === undefined) return null;
  const body = await response.arrayBuffer();
  const etag = response.headers.get('etag') ?? `"${(await sha256Hex(new Uint8Array(body))).slice(0, 32)}"`;
  const headers = new Headers(response.headers);
  for (const name of [bornHeader, 'age']) headers.delete(name);
  headers.set('etag', etag);
  return { body, etag, headers, bornMs, maxAgeMs: Number(maxAge) * 1000 };
}

function reply(kept: Kept, nowMs: number, ifNoneMatch: string | undefined): Response {
  const whole = toResponse(kept, nowMs);
  if (!matches(ifNoneMatch, kept.etag)) return whole;
  whole.headers.delete('content-type');
  return new Response(null, { status: 304, headers: whole.headers });
}

function toResponse({ body, headers, bornMs }: Kept, nowMs: number): Response {
  const response = new Response(body, { headers });
  response.headers.set('age', String(Math.max(0, Math.floor((nowMs - bornMs) / 1000))));
  return response;
}
