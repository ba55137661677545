// Actions of the page: copy the link, print, add to a LinkedIn profile, embed on a website.

import type { Language } from '../../certificates/certificate.ts';
import { dateText } from '../../certificates/drawing/wording.ts';
import type { Verdict } from '../../certificates/verification/verdict.ts';
import { words } from '../words.ts';
import { linkedInFields, linkedInUrl } from './linked-in.ts';
import { frameHtml, frameSize } from './oembed.ts';
import { previewOf } from './preview.tsx';

export interface ShareSectionProps {
  readonly result: Verdict;
  readonly language: Language;
}

/** LinkedIn and embedding are offered for valid, public certificates only. */
export function ShareSection({ result, language }: ShareSectionProps) {
  const texts = words[language].share;
  const { verdict, record } = result;
  const isShown = verdict === 'valid';
  return (
    <section class="share">
      <h2>{texts.heading}</h2>
      <Copyable id="link" label={texts.link} value={record.verificationUrl} language={language} />
      <div class="actions">
        <button type="button" class="quiet" data-print hidden>
          {texts.print}
        </button>
      </div>
      {isShown ? <LinkedIn result={result} language={language} /> : null}
      {isShown ? <Embed result={result} language={language} /> : null}
      {isShown ? (
        <details>
          <summary>{texts.download}</summary>
          <p class="hint">{texts.downloadHint}</p>
        </details>
      ) : null}
      <p role="status" id="copied" class="unseen" data-message={texts.copied} />
    </section>
  );
}

function LinkedIn({ result: { record }, language }: ShareSectionProps) {
  const texts = words[language].share;
  if (record.content === null) return null;
  const fields = linkedInFields(record.content, record);
  const label = texts.linkedInFields;
  const rows = [
    ['name', label.name, fields.name],
    ['organization', label.organization, fields.organizationName],
    ['issued', label.issued, dateText(fields.issuedOn, language)],
    ...(fields.expiresOn === null ? [] : [['expires', label.expires, dateText(fields.expiresOn, language)] as const]),
    ['id', label.id, fields.certId],
    ['url', label.url, fields.certUrl],
  ] as const;
  return (
    <details>
      <summary>{texts.linkedIn}</summary>
      <p>
        <a class="button" href={linkedInUrl(fields)} rel="noopener noreferrer" target="_blank">
          {texts.openLinkedIn} <span aria-hidden="true">↗</span>
        </a>
      </p>
      <p class="hint">{texts.linkedInHint}</p>
      {rows.map(([name, title, value]) => (
        <Copyable id={`linkedin-${name}`} label={title} value={value} language={language} />
      ))}
    </details>
  );
}

function Embed({ result, language }: { readonly result: Verdict; readonly language: Language }) {
  const texts = words[language].share;
  const { url, title } = previewOf(result, language);
  return (
    <details>
      <summary>{texts.embed}</summary>
      <Copyable
        id="embed"
        label={texts.embedHint}
        value={frameHtml({ url, title, language, ...frameSize })}
        language={language}
      />
    </details>
  );
}

interface CopyableProps {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly language: Language;
}

/** Selectable without a script; the script adds a button (assets/static/share.js). */
function Copyable({ id, label, value, language }: CopyableProps) {
  return (
    <div class="copyable">
      <label for={id}>{label}</label>
      <div class="ask">
        <input id={id} value={value} readonly spellcheck={false} />
        <button type="button" class="quiet" data-copy={id} aria-describedby={id} hidden>
          {words[language].share.copy}
        </button>
      </div>
    </div>
  );
}
