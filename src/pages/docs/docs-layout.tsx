// The layout of the documentation pages: search, list of parts, content. English only.

import type { Child } from 'hono/jsx';
import type { ApiDocument } from './operation.ts';

interface LayoutProps {
  readonly title: string;
  readonly document: ApiDocument;
  /** The part that is shown. */
  readonly current: string;
  readonly searched?: string;
  readonly children: Child;
}

export function DocsPage({ title, document, current, searched = '', children }: LayoutProps) {
  const links = [
    ['/docs', 'Overview', ''],
    ...document.tags.map(({ name }) => [`/docs/${name}`, name, name] as const),
    ['/docs/events', 'events', 'events'],
    ['/docs/problems', 'problems', 'problems'],
    ['/docs/changes', 'changes', 'changes'],
  ] as const;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · Laurel API`}</title>
        <link rel="stylesheet" href="/static/page.css" />
        <link rel="stylesheet" href="/static/docs.css" />
        <link rel="icon" href="/static/laurel.svg" type="image/svg+xml" />
      </head>
      <body class="docs">
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <header>
          <a class="wordmark" href="/docs">
            <img src="/static/laurel.svg" alt="" width="28" height="28" />
            Laurel API
          </a>
          <search>
            <form action="/docs">
              <label class="unseen" for="q">
                Search the API
              </label>
              <input id="q" type="search" name="q" value={searched} placeholder="Search the API" maxlength={100} />
              <button type="submit">Search</button>
            </form>
          </search>
        </header>
        <nav aria-label="Parts of the API">
          <ul>
            {links.map(([href, name, part]) => (
              <li>
                <a href={href} aria-current={part === current ? 'page' : undefined}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <main id="main">{children}</main>
        <footer>
          Version {document.info.version} · <a href="/openapi.json">openapi.json</a>
        </footer>
      </body>
    </html>
  );
}
