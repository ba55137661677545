// JSON responses. Reads carry an ETag (RFC 9110 §8.8.3): an unchanged one is answered 304 without a body.

import type { Context } from 'hono';
import { etagOf } from './etag.ts';

export async function cacheable(c: Context, body: object): Promise<Response> {
  const text = JSON.stringify(body);
  const etag = await etagOf(text);
  const headers = { etag, 'cache-control': 'no-cache', 'content-type': 'application/json' };
  if (matches(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
  return c.body(text, 200, headers);
}

/** Weak comparison, as If-None-Match requires (RFC 9110 §13.1.2). */
export function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((part) => part.trim() === '*' || part.trim().replace(/^W\//, '') === etag);
}
