// Content negotiation: the preferred language and media type of a request (RFC 9110 §12.5).

import { parseAccept } from 'hono/utils/accept';
import { type Language, languages } from '../certificates/certificate.ts';

/** By `?lang=`, then by Accept-Language; otherwise English. */
export function languageOf(request: Request): Language {
  const wanted = request.url.includes('lang=') ? new URL(request.url).searchParams.get('lang') : null;
  const chosen = languages.find((language) => language === wanted);
  return chosen ?? cachedLanguage(request.headers.get('accept-language') ?? '');
}

/** For addresses with both forms: a client that accepts anything, such as a link preview, gets the page. */
export function wantsHtml(request: Request): boolean {
  return cachedType(request.headers.get('accept') ?? '') !== 'json';
}

/** For errors: a client that accepts anything equally is a program; a browser prefers HTML. */
export function isBrowser(request: Request): boolean {
  return cachedType(request.headers.get('accept') ?? '') === 'html';
}

type Preferred = 'html' | 'json' | 'either';

const cachedLanguage = cacheResults(preferredLanguage);
const cachedType = cacheResults(preferredType);

/** Basic filtering by primary subtag (RFC 4647 §3.3.1): `bn-BD` is Bengali, `bnx` is another language. */
function preferredLanguage(header: string): Language {
  const ranges = parseAccept(header).map(({ type, q }) => ({ tag: type.split('-')[0]?.toLowerCase(), quality: q }));
  const named = new Set(ranges.map(({ tag }) => tag));
  for (const { tag, quality } of ranges) {
    if (quality === 0) continue;
    const found = languages.find((language) => language === tag || (tag === '*' && !named.has(language)));
    if (found !== undefined) return found;
  }
  return 'en';
}

function preferredType(header: string): Preferred {
  if (header.trim() === '') return 'either';
  const ranges = parseAccept(header);
  const [html, json] = [qualityOf(ranges, 'text/html'), qualityOf(ranges, 'application/json')];
  if (html === json && html > 0) return 'either';
  return html > json ? 'html' : 'json';
}

/** The most specific range that matches decides (RFC 9110 §12.5.1). Parameters are ignored: each type has one variant. */
function qualityOf(ranges: ReturnType<typeof parseAccept>, mediaType: string): number {
  for (const pattern of [mediaType, mediaType.replace(/\/.*/, '/*'), '*/*']) {
    const range = ranges.find(({ type }) => type.toLowerCase() === pattern);
    if (range !== undefined) return range.q;
  }
  return 0;
}

const entriesMax = 200;
const headerLengthMax = 200;

/** Caches results: browsers send few different headers. Length and number of entries are limited. */
function cacheResults<T>(parse: (header: string) => T): (header: string) => T {
  const cache = new Map<string, T>();
  return (header) => {
    const cached = cache.get(header);
    if (cached !== undefined) return cached;
    const result = parse(header);
    if (header.length > headerLengthMax) return result;
    if (cache.size >= entriesMax) cache.clear();
    cache.set(header, result);
    return result;
  };
}
