// What each answer to hostile input must be: an accepted one that stores clean text, or a problem with a known code.

import { refusalCodes } from '../../../src/core/errors.ts';
import type { Answer } from '../isolate/api.ts';

/** How the response breaks the rules for responses; null if it does not. */
export function breachOf({ status, body, headers, text }: Answer<unknown>): string | null {
  const { code = 'none' } = typeof body === 'object' && body !== null ? (body as { code?: string }) : {};
  // oEmbed requires 501 for an unsupported format (https://oembed.com, section 2.3.1).
  if (status >= 500 && code !== 'unsupported_format') return `${status} ${text.slice(0, 200)}`;
  const kind = headers.get('content-type') ?? '';
  if (status < 400) return typeof body === 'string' || isClean(body) ? null : `stores it: ${text.slice(0, 200)}`;
  if (kind.startsWith('text/html')) return null;
  return kind === 'application/problem+json' && refusalCodes.some((known) => known === code)
    ? null
    : `${status} ${kind} ${text}`;
}

/** True if no accepted text contains characters that the text rule removes or refuses. */
function isClean(value: unknown): boolean {
  if (typeof value === 'string') {
    return (
      value.isWellFormed() && !/[\p{Cn}\p{Zl}\p{Zp}\u200b\u202e\ufeff\u{e0000}-\u{e007f}]|(?!\n)\p{Cc}/u.test(value)
    );
  }
  return typeof value !== 'object' || value === null || Object.values(value).every(isClean);
}
