// Serves the pages: rendered on the server, strict about what they may load.

import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Verdict } from '../certificates/verdict.ts';
import { CertificatePage, pathOfCode, UnavailablePage, UnknownPage } from './certificate-page.tsx';
import { HomePage } from './home-page.tsx';
import { languageOf } from './language.ts';

const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** The same address speaks both languages, and JSON. */
const varies = { vary: 'accept, accept-language' };

export const pageRoutes = new Hono()
  .get('/', (c) => {
    const language = languageOf(c.req.raw);
    const headers = {
      ...securityHeaders,
      ...varies,
      'cache-control': 'public, max-age=300',
      'content-language': language,
    };
    return document(c, <HomePage language={language} />, 200, headers);
  })
  .get('/verify', (c) => {
    const typed = c.req.query('code') ?? '';
    const lang = languageOf(c.req.raw);
    // Of dots alone a browser would make another path.
    if (!/[\p{L}\p{N}]/u.test(typed)) return c.redirect(`/?lang=${lang}`, 303);
    return c.redirect(`${pathOfCode(typed)}?lang=${lang}`, 303);
  });

export function renderUnavailable(c: Context, code: string, retryAfterSeconds: number) {
  const language = languageOf(c.req.raw);
  const headers = { ...securityHeaders, 'cache-control': 'no-store', 'retry-after': String(retryAfterSeconds) };
  return document(c, <UnavailablePage language={language} code={code} />, 503, headers);
}

/** null is a code nobody issued: 404. Known certificates answer 200, whatever the verdict. */
export function renderVerdict(c: Context, verdict: Verdict | null, code: string, cacheControl: string) {
  const language = languageOf(c.req.raw);
  const headers = { ...securityHeaders, ...varies, 'cache-control': cacheControl, 'content-language': language };
  if (verdict === null) return document(c, <UnknownPage language={language} code={code} />, 404, headers);
  return document(c, <CertificatePage verdict={verdict} language={language} />, 200, headers);
}

/** Without its first line a browser falls back to the rendering of the nineties. */
function document(c: Context, page: Child, status: ContentfulStatusCode, headers: Record<string, string>) {
  return c.html(html`<!doctype html>${page}`, status, headers);
}
