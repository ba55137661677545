// The printed fields in the look, words and language of the document, so that readers notice an edited copy. Labels that are
// not printed (issuer, site, signatory) are in the language of the page.

import type { CertificateContent, Language } from '../../certificates/certificate.ts';
import { laurelPath } from '../../certificates/drawing/layout/emblem.ts';
import {
  type CitationPart,
  citation,
  dateText,
  headingText,
  labels,
  printedAddress,
  typeTitle,
} from '../../certificates/drawing/wording.ts';
import { words } from '../words.ts';
import { CodeText } from './code-text.tsx';

export interface SheetProps {
  readonly content: CertificateContent;
  /** Void: shown without colour, frame and emblem, so that a screenshot does not look valid. */
  readonly isVoid: boolean;
  readonly language: Language;
}

export function Sheet({ content, isVoid, language }: SheetProps) {
  const texts = words[language];
  const printed = content.language;
  const { signatory } = content;
  const signed = signatory && [signatory.name, signatory.office].filter(Boolean).join(', ');
  return (
    <article class={`sheet ${isVoid ? 'void' : content.type}`}>
      {isVoid ? null : <Emblem />}
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
        <div lang={printed}>
          <dt>{labels[printed].date}</dt>
          <dd>{dateText(content.endedOn, printed)}</dd>
        </div>
        <Field label={texts.issuer} value={content.issuer} language={scriptOf(content.issuer)} />
        {content.issuerSite === null ? null : <Field label={texts.site} value={content.issuerSite} language="en" />}
        {signed === null ? null : <Field label={texts.signatory} value={signed} language={scriptOf(signed)} />}
        <div lang={printed}>
          <dt>{labels[printed].verify}</dt>
          <dd>
            <CodeText text={printedAddress(content.verificationUrl)} />
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
      <h3 class="name" dir="auto" lang={scriptOf(text)}>
        {text}
      </h3>
    );
  }
  const isTournament = part === 'tournament';
  const isName = isTournament || part === 'team';
  return (
    <p class={isTournament ? 'for' : 'achievement'} dir="auto" lang={isName ? scriptOf(text) : language}>
      {text}
    </p>
  );
}

/** The laurel of the document. */
function Emblem() {
  return (
    <svg class="emblem" viewBox="-52 -52 104 104" fill="currentColor" aria-hidden="true">
      <path d={laurelPath(36)} />
    </svg>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly language: Language;
}

function Field({ label, value, language }: FieldProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd lang={language} dir="auto">
        {value}
      </dd>
    </div>
  );
}

/** Screen readers and line heights follow the script of the text, not the language of the page. */
export function scriptOf(text: string): Language {
  return /\p{Script=Bengali}/u.test(text) ? 'bn' : 'en';
}
