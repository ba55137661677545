// The page of a QR code: the verdict of the record, the printed fields to compare, and the file check. It says what was checked: the
// stored copy is not the document of the reader.

import type { Language } from '../../certificates/certificate.ts';
import { momentText } from '../../certificates/drawing/wording.ts';
import type { CertificateRecord, Verdict } from '../../certificates/verification/verdict.ts';
import type { Instant } from '../../core/instant.ts';
import { AskForm } from '../ask-form.tsx';
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

export function CertificatePage({ verdict: judged, language, lookedUpAt }: CertificatePageProps) {
  const { verdict, record } = judged;
  const say = words[language];
  const preview = previewOf(judged, language);
  const heading = say.verdict[verdict];
  const hasFiles = verdict !== 'pending' && verdict !== 'needs_printed_name';
  return (
    <Page language={language} title={`${preview.title} · Laurel`} preview={preview}>
      <BannerPlace>
        <Banner icon={verdict} tone={toneOf(verdict)} heading={heading}>
          <Facts judged={judged} language={language} />
          <Advice judged={judged} language={language} />
        </Banner>
      </BannerPlace>
      <LookedUp at={lookedUpAt} record={record} language={language} />
      <div class={verdict === 'valid' ? 'steps counted' : 'steps'}>
        <Printed judged={judged} language={language} />
        {hasFiles ? <FileCheckForm judged={judged} heading={heading} language={language} /> : null}
      </div>
      <ShareSection judged={judged} language={language} />
      <Fingerprints record={record} language={language} />
      <AskForm language={language} label={say.askAnother} />
    </Page>
  );
}

/** Says which copy was checked, and what the check does not prove. */
function Advice({ judged, language }: { readonly judged: Verdict; readonly language: Language }) {
  const { verdict, fileCheck } = judged;
  const say = words[language];
  if (verdict === 'hidden') return <p class="strong">{say.privateHint}</p>;
  return fileCheck === 'not_checked' ? null : <p class="note stored-copy">{say.fileCheck[fileCheck]}</p>;
}

interface LookedUpProps {
  readonly at: Instant;
  readonly record: CertificateRecord;
  readonly language: Language;
}

/** Address and time of the lookup, for printed pages. */
function LookedUp({ at, record: { timeZone, verificationUrl }, language }: LookedUpProps) {
  const say = words[language];
  return (
    <p class="looked-up">
      {say.lookedUp} <time datetime={at}>{momentText(at, timeZone, language)}</time>
      <span class="on-paper">
        <br />
        {say.address}: <CodeText text={verificationUrl} />
      </span>
    </p>
  );
}

function Printed({ judged, language }: { readonly judged: Verdict; readonly language: Language }) {
  const say = words[language];
  const { content } = judged.record;
  if (content === null) return null;
  return (
    <section class="step">
      <h2>{isVoid(judged) ? say.printedVoid : say.printed}</h2>
      <p>{comparisonAdvice(judged, language)}</p>
      <Sheet content={content} isVoid={isVoid(judged)} language={language} />
    </section>
  );
}

function comparisonAdvice(judged: Verdict, language: Language): string {
  const say = words[language];
  if (judged.verdict === 'pending') return say.notYet;
  if (judged.verdict === 'needs_printed_name') return say.notBeforeSpelled;
  return isVoid(judged) ? say.noLonger : say.compare;
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
