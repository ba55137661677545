// The card that other sites show in a frame: the current verdict, the holder, and a link to the full page. It has no script and no form,
// to prevent clickjacking.

import { formatCode, type Language } from '../../certificates/certificate.ts';
import { dateText, typeTitle } from '../../certificates/drawing/wording.ts';
import type { Verdict } from '../../certificates/verification/verdict.ts';
import { Icon } from '../icon.tsx';
import { words } from '../words.ts';
import { CodeText } from './code-text.tsx';
import { previewOf } from './preview.tsx';
import { scriptOf } from './sheet.tsx';
import { toneOf } from './verdict-look.ts';

export function EmbedPage({ verdict: result, language }: { readonly verdict: Verdict; readonly language: Language }) {
  const texts = words[language];
  const { content, code, verificationUrl } = result.record;
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{previewOf(result, language).title}</title>
        <link rel="stylesheet" href="/static/embed.css" />
      </head>
      <body>
        <main>
          <p class={`status ${toneOf(result.verdict)}`}>
            <Icon kind={result.verdict} /> {texts.status[result.verdict]}
          </p>
          {content === null ? (
            <h1>{texts.preview.certificate}</h1>
          ) : (
            <>
              <h1 dir="auto" lang={scriptOf(content.printedName)}>
                {content.printedName}
              </h1>
              {content.teamName === null ? null : <p dir="auto">{content.teamName}</p>}
              <p dir="auto">
                {typeTitle(content.type, language)} · {content.tournamentTitle}
              </p>
              <p class="soft" dir="auto">
                {content.issuer} · {dateText(content.endedOn, language)}
              </p>
            </>
          )}
          <p class="link">
            <a href={`${verificationUrl}?lang=${language}`} target="_blank" rel="noopener">
              {texts.seeStatus}
            </a>{' '}
            <CodeText text={formatCode(code)} />
          </p>
        </main>
      </body>
    </html>
  );
}
