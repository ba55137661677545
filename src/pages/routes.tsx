// Serves the pages: rendered on the server, with a strict content security policy.

import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Verdict } from '../certificates/verification/verdict.ts';
import type { Instant } from '../core/instant.ts';
import type { ProblemCode } from '../http/problem-list.ts';
import { refuseRepeated } from '../http/validate.ts';
import { CertificatePage } from './certificate/certificate-page.tsx';
import { EmbedPage } from './certificate/embed-page.tsx';
import { HomePage } from './home-page.tsx';
import { isBrowser, languageOf } from './language.ts';
import { ProblemPage, pathOfCode, UnavailablePage, UnknownPage } from './problem-page.tsx';

const sources =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; font-src 'self'; img-src 'self'";
const securityHeaders = {
  'content-security-policy': `${sources}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** Any site may frame this page: it has no script, no form, and one link, which opens a new page. */
const embedHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; font-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors *",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** The same address serves both languages and JSON. */
const varies = { vary: 'accept, accept-language' };

export const pageRoutes = new Hono()
  .on('GET', ['/', '/c'], (c) => {
    const language = languageOf(c.req.raw);
    const headers = {
      ...securityHeaders,
      ...varies,
      'cache-control': 'public, max-age=300',
      'content-language': language,
    };
    return document(c, <HomePage language={language} />, 200, headers);
  })
  // Browsers request it beside answers that name no icon, such as JSON.
  .get('/favicon.ico', (c) => {
    c.header('cache-control', 'public, max-age=86400');
    return c.redirect('/static/laurel.svg', 301);
  })
  .get('/verify', (c) => {
    refuseRepeated(c);
    const typed = c.req.query('code') ?? '';
    const lang = languageOf(c.req.raw);
    // Browsers would normalize `.` and `..` to another path.
    if (!/[\p{L}\p{N}]/u.test(typed)) return c.redirect(`/?lang=${lang}`, 303);
    return c.redirect(`${pathOfCode(typed)}?lang=${lang}`, 303);
  });

/** Renders problems with these statuses as a page for browsers; programs get problem details. */
const pagesFor =
  (isShown: (status: number) => boolean): MiddlewareHandler =>
  async (c, next) => {
    await next();
    if (!['GET', 'HEAD'].includes(c.req.method) || !isShown(c.res.status)) return;
    const isProblem = c.res.headers.get('content-type')?.startsWith('application/problem+json');
    if (isProblem && isBrowser(c.req.raw)) await showProblem(c);
  };

/** Other refusals are of the API, whose callers are programs. */
export const problemPages = pagesFor((status) => status === 404 || status === 429 || status >= 500);

/** For links that people open. */
export const linkProblemPages = pagesFor(() => true);

async function showProblem(c: Context): Promise<void> {
  const { status, headers } = c.res;
  const language = languageOf(c.req.raw);
  const { code, requestId } = (await c.res.json()) as { code: ProblemCode; requestId: string };
  const page = <ProblemPage language={language} status={status} code={code} requestId={requestId} />;
  const retryAfter = Object.fromEntries([...headers].filter(([name]) => name === 'retry-after'));
  const more = { ...securityHeaders, ...varies, ...retryAfter, 'cache-control': 'no-store', 'x-request-id': requestId };
  const { body } = await document(c, page, status as ContentfulStatusCode, { ...more, 'content-language': language });
  c.res = new Response(body, { status, headers: { ...more, 'content-type': 'text/html; charset=UTF-8' } });
}

export function renderUnavailable(c: Context, code: string, retryAfterSeconds: number) {
  const language = languageOf(c.req.raw);
  const headers = { ...securityHeaders, 'cache-control': 'no-store', 'retry-after': String(retryAfterSeconds) };
  return document(c, <UnavailablePage language={language} code={code} />, 503, headers);
}

export interface Rendered {
  /** null: unknown code, 404. Known certificates are answered with 200, whatever the verdict. */
  readonly verdict: Verdict | null;
  readonly code: string;
  readonly lookedUpAt: Instant;
  readonly cacheControl: string;
}

export function renderVerdict(c: Context, { verdict, code, lookedUpAt, cacheControl }: Rendered) {
  const language = languageOf(c.req.raw);
  const headers = { ...securityHeaders, ...varies, 'cache-control': cacheControl, 'content-language': language };
  if (verdict === null) return document(c, <UnknownPage language={language} code={code} />, 404, headers);
  return document(c, <CertificatePage verdict={verdict} language={language} lookedUpAt={lookedUpAt} />, 200, headers);
}

export function renderEmbed(c: Context, verdict: Verdict, cacheControl: string) {
  const language = languageOf(c.req.raw);
  const headers = { ...embedHeaders, vary: 'accept-language', 'cache-control': cacheControl };
  return document(c, <EmbedPage verdict={verdict} language={language} />, 200, {
    ...headers,
    'content-language': language,
  });
}

/** Without a doctype browsers use quirks mode. */
function document(c: Context, page: Child, status: ContentfulStatusCode, headers: Record<string, string>) {
  return c.html(html`<!doctype html>${page}`, status, headers);
}
