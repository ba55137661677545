// The issuer, the time and reason of the verdict, and the neighbours in the chain of replacements.

import type { Child } from 'hono/jsx';
import { formatCode, type Language } from '../../certificates/certificate.ts';
import { momentText } from '../../certificates/drawing/wording.ts';
import type { Verdict } from '../../certificates/verification/verdict.ts';
import { words } from '../words.ts';
import { CodeText } from './code-text.tsx';
import { scriptOf } from './sheet.tsx';

export interface FactsProps {
  readonly result: Verdict;
  readonly language: Language;
}

export function Facts({ result, language }: FactsProps) {
  const { verdict, since, reason, reasonCode, record } = result;
  const texts = words[language];
  const { content, expiresAt, replacedBy, replaces, timeZone } = record;
  return (
    <dl class="facts">
      {content === null ? null : (
        <Fact label={texts.issuer}>
          <strong dir="auto" lang={scriptOf(content.issuer)}>
            {content.issuer}
          </strong>
        </Fact>
      )}
      {since === null || verdict === 'hidden' ? null : (
        <Fact label={texts.since[verdict]}>{momentText(since, timeZone, language)}</Fact>
      )}
      {reasonCode === null || (reasonCode === 'other' && reason !== null) ? null : (
        <Fact label={texts.reason}>{texts.reasons[reasonCode]}</Fact>
      )}
      {reason === null ? null : (
        <Fact label={reasonCode === 'other' ? texts.reason : texts.reasonText}>
          <span dir="auto">{reason}</span>
        </Fact>
      )}
      {verdict !== 'valid' || expiresAt === null ? null : (
        <Fact label={texts.validUntil}>{momentText(expiresAt, timeZone, language)}</Fact>
      )}
      {replacedBy === null ? null : (
        <Fact label={texts.replacedBy}>
          <CodeLink code={replacedBy.code} language={language} />
        </Fact>
      )}
      {replaces === null ? null : (
        <Fact label={texts.replaces}>
          <CodeLink code={replaces} language={language} />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: Child }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function CodeLink({ code, language }: { readonly code: string; readonly language: Language }) {
  return (
    <a href={`/c/${formatCode(code)}?lang=${language}`}>
      <CodeText text={formatCode(code)} />
    </a>
  );
}
