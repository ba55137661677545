// ETags of JSON answers, and the condition If-Match (RFC 9110 §8.8.3, §13.1.1).

import { sha256Hex } from '../core/hex.ts';
import { ValidationError } from './problem.ts';

export async function etagOf(json: string): Promise<string> {
  return `"${(await sha256Hex(json)).slice(0, 32)}"`;
}

const tag = '(?:W/)?"[\\x21\\x23-\\x7e\\x80-\\xff]*"';
const tags = /"[\x21\x23-\x7e\x80-\xff]*"/g;
/** A list may have empty elements (RFC 9110 §5.6.1.2). */
const condition = new RegExp(`^(?:[ \\t]*\\*[ \\t]*|[ \\t,]*${tag}(?:[ \\t]*,[ \\t,]*${tag})*[ \\t,]*)$`);

/**
 * RFC 9110 compares strongly. Here a weak tag counts as the strong one: Cloudflare marks tags as weak when it compresses an answer, and a tag
 * is the hash of the JSON before any compression. `*` is a condition of its own: as a part of a tag it means nothing. `etag` is null where
 * there is nothing to read: then no condition holds.
 */
export function isMatch(ifMatch: string, etag: string | null): boolean {
  if (etag === null) return false;
  if (ifMatch.trim() === '*') return true;
  return (ifMatch.match(tags) ?? ([] as string[])).includes(etag);
}

/** null: the header is absent. @throws ValidationError for a text that is neither `*` nor a list of ETags. */
export function readIfMatch(header: string | undefined): string | null {
  if (header === undefined) return null;
  if (condition.test(header)) return header;
  const problem = 'must be * or an ETag in double quotes, as the read answered it; several are separated by commas';
  throw new ValidationError([{ field: 'If-Match', problem }]);
}
