// The frame of every page: head, language switch, footer. No request to anybody else.

import type { Child } from 'hono/jsx';
import type { Language } from '../certificates/certificate.ts';
import { typedLengthMax } from '../certificates/typed-code.ts';
import { words } from './words.ts';

/** What other sites show beside a link (the Open Graph protocol). */
export interface Preview {
  readonly title: string;
  readonly description: string;
  readonly url: string;
  readonly imageUrl: string | null;
}

export interface PageProps {
  readonly language: Language;
  readonly title: string;
  /** For the links to the other language. */
  readonly path: string;
  readonly children: Child;
  readonly jsonUrl?: string | undefined;
  readonly preview?: Preview | undefined;
}

const names: Readonly<Record<Language, string>> = { en: 'English', bn: 'বাংলা' };

export function Page({ language, title, path, children, jsonUrl, preview }: PageProps) {
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
        <script src="/static/verify-file.js" type="module" />
        {jsonUrl === undefined ? null : <link rel="alternate" type="application/json" href={jsonUrl} />}
        {preview === undefined ? null : <PreviewTags preview={preview} language={language} />}
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

function PreviewTags({ preview, language }: { readonly preview: Preview; readonly language: Language }) {
  const { title, description, url, imageUrl } = preview;
  return (
    <>
      <meta name="description" content={description} />
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content="Laurel" />
      <meta property="og:locale" content={language === 'bn' ? 'bn_BD' : 'en_GB'} />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:url" content={url} />
      {imageUrl === null ? null : (
        <>
          <meta property="og:image" content={imageUrl} />
          <meta property="og:image:width" content="1200" />
          <meta property="og:image:height" content="630" />
          <meta property="og:image:alt" content={description} />
        </>
      )}
      <meta name="twitter:card" content={imageUrl === null ? 'summary' : 'summary_large_image'} />
    </>
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
          maxlength={typedLengthMax}
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
