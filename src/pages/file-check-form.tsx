// Where a file is dropped to be compared. Shown by its script only (assets/static/verify-file.js): without it nothing could
// be compared here. The sentences it may say are in the page's language already.

import type { Language } from '../certificates/certificate.ts';
import type { CertificateRecord } from '../certificates/verdict.ts';
import { words } from './words.ts';

export interface FileCheckFormProps {
  readonly language: Language;
  /** Of the certificate this page is about; on other pages the file itself says which it claims to be. */
  readonly files?: CertificateRecord['files'];
  readonly code?: string;
}

export function FileCheckForm({ language, files, code }: FileCheckFormProps) {
  const say = words[language].fileForm;
  return (
    <section
      class="drop"
      id="file-check"
      data-code={code}
      data-pdf={files?.pdf?.sha256}
      data-png={files?.png?.sha256}
      hidden
    >
      <h2>{say.heading}</h2>
      <p id="file-hint">{say.hint}</p>
      <input id="file" type="file" accept="application/pdf,image/png,.pdf,.png" aria-describedby="file-hint" />
      <label for="file">{say.choose}</label>
      <p
        role="status"
        id="file-result"
        data-reading={say.reading}
        data-exact={say.exact}
        data-other={say.other}
        data-altered={say.altered}
        data-unknown={say.unknown}
        data-unsupported={say.unsupported}
        data-large={say.large}
        data-failed={say.failed}
      />
    </section>
  );
}
