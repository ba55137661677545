// The layout of every page: head, language switch, footer. It loads nothing from other origins.

import type { Child } from 'hono/jsx';
import { type Language, languages } from '../certificates/certificate.ts';
import { type Preview, PreviewTags } from './certificate/preview.tsx';
import { words } from './words.ts';

export interface PageProps {
  readonly language: Language;
  /** Stored by bookmarks and link previews, so it must not contain the verdict. */
  readonly title: string;
  readonly children: Child;
  readonly preview?: Preview | undefined;
}

const names: Readonly<Record<Language, string>> = { en: 'English', bn: 'বাংলা' };

export function Page({ language, title, children, preview }: PageProps) {
  const texts = words[language];
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="stylesheet" href="/static/page.css" />
        <link rel="icon" href="/static/laurel.svg" type="image/svg+xml" />
        <script src="/static/verify-file.js" type="module" />
        <script src="/static/share.js" type="module" />
        {preview === undefined ? null : <PreviewTags preview={preview} language={language} />}
      </head>
      <body>
        <a class="skip" href="#main">
          {texts.skip}
        </a>
        <header>
          <a class="wordmark" href={`/?lang=${language}`} lang="en">
            <img src="/static/laurel.svg" alt="" width="28" height="28" />
            Laurel
          </a>
          <nav aria-label={texts.languages}>
            <ul>
              {languages.map((other) => (
                <li lang={other}>
                  {other === language ? (
                    <span aria-current="true">{names[other]}</span>
                  ) : (
                    <a href={`?lang=${other}`} hreflang={other}>
                      {names[other]}
                    </a>
                  )}
                </li>
              ))}
            </ul>
          </nav>
        </header>
        <main id="main">{children}</main>
        <footer>{texts.footer}</footer>
      </body>
    </html>
  );
}
