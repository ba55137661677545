// JSON responses. Reads carry an ETag (RFC 9110 §8.8.3): an unchanged one is answered 304 without a body.

import type { Context } from 'hono';
import type { AnswerHeaders } from './context.ts';
import { etagOf, isMatch } from './etag.ts';

export async function cacheable(c: Context, body: object, more: AnswerHeaders): Promise<Response> {
  const text = JSON.stringify(body);
  const etag = await etagOf(text);
  const headers = { ...more, etag, 'cache-control': 'no-cache', 'content-type': 'application/json' };
  if (matches(c.req.header('if-none-match'), etag)) return new Response(null, { status: 304, headers });
  return new Response(text, { headers });
}

/** Weak comparison, as If-None-Match requires (RFC 9110 §13.1.2). */
export function matches(header: string | undefined, etag: string): boolean {
  return header !== undefined && isMatch(header, etag);
}
