// The pages of the API documentation, rendered from the API document. They need no script.

import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import { refuse } from '../../core/errors.ts';
import { refuseQuery, refuseRepeated } from '../../http/validate.ts';
import { ChangesPage } from './changes-page.tsx';
import { EventsPage } from './events-page.tsx';
import type { ApiDocument } from './operation.ts';
import { OverviewPage } from './overview-page.tsx';
import { PartPage } from './part-page.tsx';
import { ProblemsPage } from './problems-page.tsx';
import { SearchPage } from './search-page.tsx';

const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'cache-control': 'public, max-age=300',
  'content-language': 'en',
};

export interface DocsServices {
  /** A file of `assets` by its path. */
  readonly readAsset: (path: string) => Promise<Response>;
}

interface DocsEnv {
  Variables: { services: DocsServices };
}

const searchLengthMax = 100;

const page = (child: Child) => html`<!doctype html>${child}`;

export const docsRoutes = new Hono<DocsEnv>()
  .get('/openapi.json', async (c) => {
    refuseQuery(c);
    const { body } = await readAsset(c);
    return new Response(body, {
      headers: { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' },
    });
  })
  .get('/docs', async (c) => {
    refuseRepeated(c);
    const document = await readDocument(c);
    const searched = (c.req.query('q') ?? '').trim().slice(0, searchLengthMax);
    const shown =
      searched === '' ? <OverviewPage document={document} /> : <SearchPage document={document} searched={searched} />;
    return c.html(page(shown), 200, headers);
  })
  .get('/docs/events', async (c) => c.html(page(<EventsPage document={await readDocument(c)} />), 200, headers))
  .get('/docs/problems', async (c) => c.html(page(<ProblemsPage document={await readDocument(c)} />), 200, headers))
  .get('/docs/changes', async (c) => c.html(page(<ChangesPage document={await readDocument(c)} />), 200, headers))
  .get('/docs/:part', async (c) => {
    const document = await readDocument(c);
    const tag = c.req.param('part');
    if (!document.tags.some(({ name }) => name === tag)) throw refuse('not_found');
    const { origin } = new URL(c.req.url);
    return c.html(page(<PartPage document={document} tag={tag} baseUrl={origin} />), 200, headers);
  });

async function readAsset(c: Context<DocsEnv>): Promise<Response> {
  const answer = await c.get('services').readAsset('/static/openapi.json');
  if (!answer.ok) throw new Error(`The API document cannot be read: ${answer.status}`);
  return answer;
}

/** It takes megabytes and few isolates show it, so it may be dropped when memory is needed. */
let kept: WeakRef<ApiDocument> | undefined;

async function readDocument(c: Context<DocsEnv>): Promise<ApiDocument> {
  const known = kept?.deref();
  if (known !== undefined) return known;
  const document = (await (await readAsset(c)).json()) as ApiDocument;
  kept = new WeakRef(document);
  return document;
}
