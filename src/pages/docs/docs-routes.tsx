// The pages of the API documentation, rendered from the API document. They need no script.

import { Hono } from 'hono';
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

const searchLengthMax = 100;

/** `text` is the document as it is served. */
export function docsRoutes(document: ApiDocument) {
  const text = JSON.stringify(document);
  const page = (child: Child) => html`<!doctype html>${child}`;
  return new Hono()
    .get('/openapi.json', (c) => {
      refuseQuery(c);
      return c.body(text, 200, { 'content-type': 'application/json', 'cache-control': 'public, max-age=300' });
    })
    .get('/docs', (c) => {
      refuseRepeated(c);
      const searched = (c.req.query('q') ?? '').trim().slice(0, searchLengthMax);
      const shown =
        searched === '' ? <OverviewPage document={document} /> : <SearchPage document={document} searched={searched} />;
      return c.html(page(shown), 200, headers);
    })
    .get('/docs/events', (c) => c.html(page(<EventsPage document={document} />), 200, headers))
    .get('/docs/problems', (c) => c.html(page(<ProblemsPage document={document} />), 200, headers))
    .get('/docs/changes', (c) => c.html(page(<ChangesPage document={document} />), 200, headers))
    .get('/docs/:part', (c) => {
      const tag = c.req.param('part');
      if (!document.tags.some(({ name }) => name === tag)) throw refuse('not_found');
      const { origin } = new URL(c.req.url);
      return c.html(page(<PartPage document={document} tag={tag} baseUrl={origin} />), 200, headers);
    });
}
