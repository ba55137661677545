// Pages without a certificate: unknown code, failed lookup, unknown address. None of them is a verdict, and their titles contain nothing
// that a link preview should not store.

import { formatCode, type Language } from '../certificates/certificate.ts';
import { numberText } from '../certificates/drawing/wording.ts';
import { codeLength, normalizeCode, typedLength } from '../certificates/verification/typed-code.ts';
import type { ProblemCode } from '../http/problem-list.ts';
import { Banner, BannerPlace } from './certificate/banner.tsx';
import { FileCheckForm } from './certificate/file-check-form.tsx';
import { CodeForm } from './code-form.tsx';
import { Page } from './document.tsx';
import type { IconKind } from './icon.tsx';
import { words } from './words.ts';

const shownLengthMax = 64;

/** The address for typed text; long text is cut at a character boundary. */
export function pathOfCode(typed: string): string {
  const code = normalizeCode(typed) ?? typed.slice(0, shownLengthMax).toWellFormed();
  return `/c/${encodeURIComponent(code.length === codeLength ? formatCode(code) : code)}`;
}

interface CodeProps {
  readonly language: Language;
  readonly code: string;
}

export function UnknownPage({ language, code }: CodeProps) {
  const { verdict, unknownHint, lengthHint } = words[language];
  const length = typedLength(code);
  const isWrongLength = normalizeCode(code) === null && length !== codeLength;
  const hint = isWrongLength ? lengthHint.replace('{count}', numberText(length, language)) : unknownHint;
  return <Notice language={language} code={code} icon="unknown" heading={verdict.unknown} hint={hint} />;
}

/** A failed lookup must not look like a verdict. */
export function UnavailablePage({ language, code }: CodeProps) {
  const { unavailable, unavailableHint } = words[language];
  return <Notice language={language} code={code} icon="notice" heading={unavailable} hint={unavailableHint} />;
}

export interface ProblemPageProps {
  readonly language: Language;
  readonly status: number;
  readonly code: ProblemCode;
  readonly requestId: string;
}

export function ProblemPage({ language, status, code, requestId }: ProblemPageProps) {
  const texts = words[language];
  // Of the refusals of other kinds, only those of download links get here.
  if (code === 'link_not_valid' || code === 'invalid_request') {
    return <Notice language={language} icon="notice" heading={texts.linkEnded} hint={texts.linkEndedHint} />;
  }
  if (status === 404) {
    return <Notice language={language} icon="notice" heading={texts.noPage} hint={texts.noPageHint} />;
  }
  if (status === 429) {
    return <Notice language={language} icon="notice" heading={texts.unavailable} hint={texts.unavailableHint} />;
  }
  if (status < 500) {
    return <Notice language={language} icon="notice" heading={texts.noDownload} hint={texts.noDownloadHint} />;
  }
  const number = `${texts.requestId}: ${requestId}`;
  return <Notice language={language} icon="notice" heading={texts.failed} hint={texts.failedHint} more={number} />;
}

interface NoticeProps {
  readonly language: Language;
  readonly icon: IconKind;
  readonly heading: string;
  readonly hint: string;
  readonly more?: string;
  /** The typed text; absent if the page is not about a code. */
  readonly code?: string;
}

function Notice({ language, icon, heading, hint, more, code = '' }: NoticeProps) {
  const texts = words[language];
  return (
    <Page language={language} title={`${texts.verify} · Laurel`}>
      <BannerPlace>
        <Banner icon={icon} tone={icon === 'unknown' ? 'bad' : 'neutral'} heading={heading}>
          <p>{hint}</p>
          {more === undefined ? null : <p class="note">{more}</p>}
        </Banner>
      </BannerPlace>
      <CodeForm language={language} label={texts.ask} code={code.slice(0, shownLengthMax).toWellFormed()} />
      <FileCheckForm language={language} {...(icon === 'unknown' ? { heading } : {})} />
    </Page>
  );
}
