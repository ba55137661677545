// The page behind every QR code: the verdict, then every printed field, then how it was checked.

import { type CertificateContent, formatCode, type Language } from '../certificates/certificate.ts';
import { codeLength, normalizeCode, typedLength } from '../certificates/typed-code.ts';
import type { CertificateRecord, Verdict, VerdictKind } from '../certificates/verdict.ts';
import {
  type CitationPart,
  citation,
  dateText,
  headingText,
  momentText,
  numberText,
  placeText,
  typeTitle,
} from '../certificates/wording.ts';
import { AskForm, Page, type Preview } from './document.tsx';
import { FileCheckForm } from './file-check-form.tsx';
import { Seal } from './seal.tsx';
import { words } from './words.ts';

export interface CertificatePageProps {
  readonly verdict: Verdict;
  readonly language: Language;
}

export function CertificatePage({ verdict: judged, language }: CertificatePageProps) {
  const { verdict, fileCheck, record } = judged;
  const say = words[language];
  const path = `/c/${formatCode(record.code)}`;
  const title = `${say.verdict[verdict]} · ${say.verify} · Laurel`;
  return (
    <Page language={language} title={title} path={path} jsonUrl={path} preview={previewOf(judged, title, language)}>
      <div class={verdict}>
        <div class="verdict">
          <Seal isGood={verdict === 'valid'} />
          <h1>{say.verdict[verdict]}</h1>
        </div>
        <p class="note">
          {fileCheck === 'not_checked' ? null : `${say.fileCheck[fileCheck]} `}
          {record.content === null ? say.isPrivate : say[adviceOf(verdict)]}
        </p>
        <Grounds judged={judged} language={language} />
      </div>
      {record.content === null ? null : <Sheet content={record.content} verdict={verdict} language={language} />}
      {verdict === 'pending' ? null : <FileCheckForm files={record.files} code={record.code} language={language} />}
      <Fingerprints record={record} language={language} />
      <AskForm language={language} />
    </Page>
  );
}

/** What is printed on it does not count (or not yet): nobody should take a picture of the sheet alone for a proof. */
function isVoid(verdict: VerdictKind): boolean {
  return verdict === 'revoked' || verdict === 'suspended' || verdict === 'superseded' || verdict === 'pending';
}

function adviceOf(verdict: VerdictKind): 'compare' | 'notYet' | 'noLonger' {
  if (verdict === 'pending') return 'notYet';
  return isVoid(verdict) ? 'noLonger' : 'compare';
}

/** Others show it beside a link. The picture is of genuine ones only: it has no room for a verdict. */
function previewOf({ verdict, record }: Verdict, title: string, language: Language): Preview {
  const { content, verificationUrl } = record;
  const description =
    content === null
      ? words[language].isPrivate
      : `${content.displayName} · ${typeTitle(content.type, content.language)} · ${content.tournamentTitle}`;
  const hasPicture = verdict === 'valid' && content !== null;
  const imageUrl = hasPicture ? `${verificationUrl}/preview.png` : null;
  return { title, description, url: verificationUrl, imageUrl };
}

/** Since when and why the verdict is what it is, and where the chain of replacements leads. */
function Grounds({ judged, language }: { readonly judged: Verdict; readonly language: Language }) {
  const { verdict, since, reason, record } = judged;
  const say = words[language];
  const to = (code: string) => (
    <a href={`/c/${formatCode(code)}?lang=${language}`} class="code">
      {formatCode(code)}
    </a>
  );
  return (
    <p class="reason">
      {since === null ? null : `${say.since[verdict]}: ${momentText(since, record.timeZone, language)}`}
      {reason === null ? null : (
        <>
          <br />
          {say.reason}: <span dir="auto">{reason}</span>
        </>
      )}
      {verdict === 'valid' && record.expiresAt !== null ? (
        <>
          <br />
          {say.validUntil}: {momentText(record.expiresAt, record.timeZone, language)}
        </>
      ) : null}
      {record.replacedBy === null ? null : (
        <>
          <br />
          {say.replacedBy}: {to(record.replacedBy.code)}
        </>
      )}
      {record.replaces === null ? null : (
        <>
          <br />
          {say.replaces}: {to(record.replaces)}
        </>
      )}
    </p>
  );
}

interface SheetProps {
  readonly content: CertificateContent;
  readonly verdict: VerdictKind;
  readonly language: Language;
}

/** Looks like the document itself, in the document's own language, so that an edited copy stands out. */
function Sheet({ content, verdict, language }: SheetProps) {
  const say = words[language];
  const printed = content.language;
  return (
    <article class={`sheet ${isVoid(verdict) ? 'void' : content.type}`}>
      <p class="kind" lang={printed}>
        {typeTitle(content.type, printed)}
      </p>
      <p class="heading" lang={printed}>
        {headingText(content.type, printed)}
      </p>
      {citation(content).map(([part, text]) => (
        <Cited part={part} text={text} language={printed} />
      ))}
      <hr class="rule" />
      <dl class="fields">
        <Field label={say.place} value={placeText(content)} language={printed} />
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

interface CitedProps {
  readonly part: CitationPart;
  readonly text: string;
  readonly language: Language;
}

function Cited({ part, text, language }: CitedProps) {
  if (part === 'name') {
    return (
      <h2 class="name" dir="auto" lang={scriptOf(text)}>
        {text}
      </h2>
    );
  }
  return (
    <p
      class={part === 'tournament' ? 'for' : 'achievement'}
      dir="auto"
      lang={part === 'tournament' ? scriptOf(text) : language}
    >
      {text}
    </p>
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

/** The address of what was typed; what cannot be a code is cut, and no half of a character is left. */
export function pathOfCode(typed: string): string {
  const code = normalizeCode(typed) ?? typed.slice(0, 64).toWellFormed();
  return `/c/${encodeURIComponent(code.length === codeLength ? formatCode(code) : code)}`;
}

interface NoVerdictProps {
  readonly language: Language;
  readonly code: string;
}

export function UnknownPage({ language, code }: NoVerdictProps) {
  const { verdict, unknownHint, lengthHint } = words[language];
  const length = typedLength(code);
  const isWrongLength = normalizeCode(code) === null && length !== codeLength;
  const hint = isWrongLength ? lengthHint.replace('{count}', numberText(length, language)) : unknownHint;
  return <NoVerdict language={language} code={code} kind="unknown" heading={verdict.unknown} hint={hint} />;
}

/** Nobody may take silence for a verdict. */
export function UnavailablePage({ language, code }: NoVerdictProps) {
  const { unavailable, unavailableHint } = words[language];
  return <NoVerdict language={language} code={code} kind="pending" heading={unavailable} hint={unavailableHint} />;
}

function NoVerdict(props: NoVerdictProps & { readonly kind: string; readonly heading: string; readonly hint: string }) {
  const { language, code, kind, heading, hint } = props;
  return (
    <Page language={language} title={`${heading} · Laurel`} path={pathOfCode(code)}>
      <div class={kind}>
        <div class="verdict">
          <Seal isGood={false} />
          <h1>{heading}</h1>
        </div>
        <p class="note">{hint}</p>
      </div>
      <AskForm language={language} code={code.slice(0, 64).toWellFormed()} />
    </Page>
  );
}
