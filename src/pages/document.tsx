// The frame of every page: head, language switch, footer. No script, no request to anybody else.

import type { Child } from 'hono/jsx';
import type { Language } from '../certificates/certificate.ts';
import { words } from './words.ts';

export interface PageProps {
  readonly language: Language;
  readonly title: string;
  /** For the links to the other language. */
  readonly path: string;
  readonly children: Child;
  readonly jsonUrl?: string | undefined;
}

const names: Readonly<Record<Language, string>> = { en: 'English', bn: 'বাংলা' };

export function Page({ language, title, path, children, jsonUrl }: PageProps) {
  const say = words[language];
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="stylesheet" href="/static/page.css" />
        <link rel="icon" href="/static/laurel.svg" type="image/svg+xml" />
        {jsonUrl === undefined ? null : <link rel="alternate" type="application/json" href={jsonUrl} />}
      </head>
      <body>
        <a class="skip" href="#main">
          {say.skip}
        </a>
        <header>
          <a class="wordmark" href={`/?lang=${language}`} lang="en">
            Laurel
          </a>
          <nav aria-label={say.languages}>
            <ul>
              {(['en', 'bn'] as const).map((other) => (
                <li>
                  <a
                    href={`${path}?lang=${other}`}
                    lang={other}
                    hreflang={other}
                    aria-current={other === language ? 'true' : undefined}
                  >
                    {names[other]}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        </header>
        <main id="main">{children}</main>
        <footer>
          <span>{say.footer}</span>
        </footer>
      </body>
    </html>
  );
}

/** `action` is answered with a redirect to the certificate's own address. */
export function AskForm({ language, code }: { readonly language: Language; readonly code?: string | undefined }) {
  const say = words[language];
  return (
    <form action="/verify" method="get">
      <label for="code">{say.ask}</label>
      <div class="ask">
        <input
          id="code"
          name="code"
          value={code}
          required
          maxlength={64}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-describedby="code-hint"
        />
        <input type="hidden" name="lang" value={language} />
        <button type="submit">{say.check}</button>
      </div>
      <p class="hint" id="code-hint">
        {say.askHint}
      </p>
    </form>
  );
}
