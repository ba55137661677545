// The body of a request as text. Bytes that are no UTF-8 are refused: decoded leniently they would be stored as U+FFFD.

import type { Context } from 'hono';
import { refuse } from '../core/errors.ts';

/** @throws DomainError malformed_json. */
export async function readBody(c: Context): Promise<string> {
  const bytes = await c.req.arrayBuffer();
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    throw refuse('malformed_json', { reason: 'the body is not valid UTF-8' });
  }
}
