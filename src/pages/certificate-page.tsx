// The page behind every QR code: the verdict, then every printed field, then how it was checked.

import { formatCode, type Language } from '../certificates/certificate.ts';
import type { CertificateRecord, Verdict } from '../certificates/verdict.ts';
import { achievementText, dateText, headingText, placeText, typeTitle } from '../certificates/wording.ts';
import { AskForm, Page } from './document.tsx';
import { Seal } from './seal.tsx';
import { words } from './words.ts';

export interface CertificatePageProps {
  readonly verdict: Verdict;
  readonly language: Language;
}

export function CertificatePage({ verdict: { verdict, fileCheck, record }, language }: CertificatePageProps) {
  const say = words[language];
  const { content } = record;
  const path = `/c/${formatCode(content.code)}`;
  return (
    <Page language={language} title={`${say.verdict[verdict]} · ${say.verify} · Laurel`} path={path} jsonUrl={path}>
      <div class={verdict}>
        <div class="verdict">
          <Seal isGood={verdict === 'valid'} />
          <h1>{say.verdict[verdict]}</h1>
        </div>
        <p class="note">
          {fileCheck === 'not_checked' ? null : `${say.fileCheck[fileCheck]} `}
          {say.compare}
        </p>
        {record.revokedAt === null ? null : <Revocation record={record} language={language} />}
      </div>
      <Sheet record={record} language={language} />
      <Fingerprints record={record} language={language} />
      <AskForm language={language} />
    </Page>
  );
}

function Revocation({ record, language }: { readonly record: CertificateRecord; readonly language: Language }) {
  const say = words[language];
  return (
    <p class="reason">
      {say.revokedOn}: {dateText(record.revokedAt?.slice(0, 10) ?? '', language)}
      <br />
      {say.reason}: <span dir="auto">{record.revokedReason}</span>
    </p>
  );
}

/** Looks like the document itself, in the document's own language, so that an edited copy stands out. */
function Sheet({ record: { content }, language }: { readonly record: CertificateRecord; readonly language: Language }) {
  const say = words[language];
  const printed = content.language;
  return (
    <article class={`sheet ${content.type}`}>
      <p class="kind" lang={printed}>
        {typeTitle(content.type, printed)}
      </p>
      <p class="heading" lang={printed}>
        {headingText(content.type, printed)}
      </p>
      <h2 class="name" dir="auto" lang={scriptOf(content.displayName)}>
        {content.displayName}
      </h2>
      <p class="achievement" lang={printed}>
        {achievementText(content.type, content.place, content.entrantCount, printed)}
      </p>
      <p class="for" dir="auto" lang={scriptOf(content.tournamentTitle)}>
        {content.tournamentTitle}
      </p>
      <hr class="rule" />
      <dl class="fields">
        <Field label={say.place} value={placeText(content.place, content.entrantCount, printed)} language={printed} />
        <Field label={say.endedOn} value={dateText(content.endedOn, printed)} language={printed} />
        <Field label={say.issuer} value={content.issuer} language={scriptOf(content.issuer)} />
        <div>
          <dt>{say.code}</dt>
          <dd class="code" lang="en">
            {formatCode(content.code)}
          </dd>
        </div>
      </dl>
    </article>
  );
}

function Field({
  label,
  value,
  language,
}: {
  readonly label: string;
  readonly value: string;
  readonly language: Language;
}) {
  return (
    <div>
      <dt>{label}</dt>
      <dd lang={language} dir="auto">
        {value}
      </dd>
    </div>
  );
}

function Fingerprints({
  record: { files },
  language,
}: {
  readonly record: CertificateRecord;
  readonly language: Language;
}) {
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

/** Screen readers and line heights follow the script of the text, not the language of the page. */
function scriptOf(text: string): Language {
  return /\p{Script=Bengali}/u.test(text) ? 'bn' : 'en';
}

interface NoVerdictProps {
  readonly language: Language;
  readonly code: string;
}

export function UnknownPage({ language, code }: NoVerdictProps) {
  const { verdict, unknownHint } = words[language];
  return <NoVerdict language={language} code={code} kind="unknown" heading={verdict.unknown} hint={unknownHint} />;
}

/** Nobody may take silence for a verdict. */
export function UnavailablePage({ language, code }: NoVerdictProps) {
  const { unavailable, unavailableHint } = words[language];
  return <NoVerdict language={language} code={code} kind="pending" heading={unavailable} hint={unavailableHint} />;
}

function NoVerdict(props: NoVerdictProps & { readonly kind: string; readonly heading: string; readonly hint: string }) {
  const { language, code, kind, heading, hint } = props;
  return (
    <Page language={language} title={`${heading} · Laurel`} path={`/c/${encodeURIComponent(code)}`}>
      <div class={kind}>
        <div class="verdict">
          <Seal isGood={false} />
          <h1>{heading}</h1>
        </div>
        <p class="note">{hint}</p>
      </div>
      <AskForm language={language} code={code.slice(0, 64)} />
    </Page>
  );
}
