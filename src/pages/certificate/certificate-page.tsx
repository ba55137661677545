// The page of a QR code: the verdict of the record, the printed fields to compare, and the file check. It says what was checked: the
// stored copy is not the document of the reader.

import type { Language } from '../../certificates/certificate.ts';
import { momentText } from '../../certificates/drawing/wording.ts';
import type { CertificateRecord, Verdict } from '../../certificates/verification/verdict.ts';
import type { Instant } from '../../core/instant.ts';
import { CodeForm } from '../code-form.tsx';
import { Page } from '../document.tsx';
import { words } from '../words.ts';
import { Banner, BannerPlace } from './banner.tsx';
import { CodeText } from './code-text.tsx';
import { Facts } from './facts.tsx';
import { FileCheckForm } from './file-check-form.tsx';
import { previewOf } from './preview.tsx';
import { ShareSection } from './share-section.tsx';
import { Sheet } from './sheet.tsx';
import { isVoid, toneOf } from './verdict-look.ts';

export interface CertificatePageProps {
  readonly verdict: Verdict;
  readonly language: Language;
  readonly lookedUpAt: Instant;
}

export function CertificatePage({ verdict: result, language, lookedUpAt }: CertificatePageProps) {
  const { verdict, record } = result;
  const texts = words[language];
  const preview = previewOf(result, language);
  const heading = texts.verdict[verdict];
  const hasFiles = verdict !== 'pending' && verdict !== 'needs_printed_name';
  return (
    <Page language={language} title={`${preview.title} · Laurel`} preview={preview}>
      <BannerPlace>
        <Banner icon={verdict} tone={toneOf(verdict)} heading={heading}>
          <Facts result={result} language={language} />
          <Advice result={result} language={language} />
        </Banner>
      </BannerPlace>
      <LookedUp at={lookedUpAt} record={record} language={language} />
      <div class={verdict === 'valid' ? 'steps counted' : 'steps'}>
        <Printed result={result} language={language} />
        {hasFiles ? <FileCheckForm result={result} heading={heading} language={language} /> : null}
      </div>
      <ShareSection result={result} language={language} />
      <Fingerprints record={record} language={language} />
      <CodeForm language={language} label={texts.askAnother} />
    </Page>
  );
}

/** Says which copy was checked, and what the check does not prove. */
function Advice({ result, language }: { readonly result: Verdict; readonly language: Language }) {
  const { verdict, fileCheck } = result;
  const texts = words[language];
  if (verdict === 'hidden') return <p class="strong">{texts.privateHint}</p>;
  return fileCheck === 'not_checked' ? null : <p class="note stored-copy">{texts.fileCheck[fileCheck]}</p>;
}

interface LookedUpProps {
  readonly at: Instant;
  readonly record: CertificateRecord;
  readonly language: Language;
}

/** Address and time of the lookup, for printed pages. */
function LookedUp({ at, record: { timeZone, verificationUrl }, language }: LookedUpProps) {
  const texts = words[language];
  return (
    <p class="looked-up">
      {texts.lookedUp} <time datetime={at}>{momentText(at, timeZone, language)}</time>
      <span class="on-paper">
        <br />
        {texts.address}: <CodeText text={verificationUrl} />
      </span>
    </p>
  );
}

function Printed({ result, language }: { readonly result: Verdict; readonly language: Language }) {
  const texts = words[language];
  const { content } = result.record;
  if (content === null) return null;
  return (
    <section class="step">
      <h2>{isVoid(result) ? texts.printedVoid : texts.printed}</h2>
      <p>{comparisonAdvice(result, language)}</p>
      <Sheet content={content} isVoid={isVoid(result)} language={language} />
    </section>
  );
}

function comparisonAdvice(result: Verdict, language: Language): string {
  const texts = words[language];
  if (result.verdict === 'pending') return texts.notYet;
  if (result.verdict === 'needs_printed_name') return texts.notBeforeSpelled;
  return isVoid(result) ? texts.noLonger : texts.compare;
}

interface FingerprintsProps {
  readonly record: CertificateRecord;
  readonly language: Language;
}

function Fingerprints({ record: { files }, language }: FingerprintsProps) {
  if (files.pdf === null || files.png === null) return null;
  return (
    <details>
      <summary>{words[language].files}</summary>
      <dl class="fields" lang="en">
        <div>
          <dt>PDF</dt>
          <dd class="hash">{files.pdf.sha256}</dd>
        </div>
        <div>
          <dt>PNG</dt>
          <dd class="hash">{files.png.sha256}</dd>
        </div>
      </dl>
    </details>
  );
}
