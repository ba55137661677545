// ETags of JSON answers, and the condition If-Match (RFC 9110 §8.8.3, §13.1.1).

import { refuse } from '../core/errors.ts';
import { sha256Hex } from '../core/hex.ts';

export async function etagOf(json: string): Promise<string> {
  return `"${(await sha256Hex(json)).slice(0, 32)}"`;
}

/** Strong comparison: a weak tag never matches. null: there is no condition. @throws DomainError precondition_failed. */
export async function refuseUnlessMatches(ifMatch: string | null, body: object): Promise<void> {
  if (ifMatch === null) return;
  const etag = await etagOf(JSON.stringify(body));
  const isMatch = ifMatch.split(',').some((part) => part.trim() === '*' || part.trim() === etag);
  if (!isMatch) throw refuse('precondition_failed');
}
