// The file check: a form, and the banners for its outcomes, which replace the page's banner. The script shows it
// (assets/static/verify-file.js); without the script it stays hidden.

import type { Child } from 'hono/jsx';
import type { Language } from '../../certificates/certificate.ts';
import type { Verdict } from '../../certificates/verification/verdict.ts';
import type { IconKind } from '../icon.tsx';
import { type FileOutcome, fileOutcomes } from '../word-list.ts';
import { words } from '../words.ts';
import { Banner, type Tone } from './banner.tsx';

export interface FileCheckFormProps {
  readonly language: Language;
  /** The verdict of this page's certificate; absent on other pages, where the file names its certificate. */
  readonly judged?: Verdict;
  /** The heading of the page. */
  readonly heading?: string;
}

const looks: Readonly<Record<FileOutcome, readonly [IconKind, Tone]>> = {
  exact: ['valid', 'good'],
  altered: ['altered', 'bad'],
  other: ['other', 'wary'],
  unknown: ['unknown', 'wary'],
  unsupported: ['notice', 'neutral'],
  large: ['unknown', 'wary'],
  failed: ['notice', 'neutral'],
};

export function FileCheckForm({ language, judged, heading }: FileCheckFormProps) {
  const say = words[language].ownFile;
  const record = judged?.record;
  const isPrivate = record?.content === null;
  return (
    <section
      class="step drop"
      id="file-check"
      data-code={record?.code}
      data-verdict={judged?.verdict}
      data-pdf={record?.files.pdf?.sha256}
      data-png={record?.files.png?.sha256}
      hidden
    >
      <h2>{say.heading}</h2>
      <p id="file-hint">{isPrivate ? say.privateHint : say.hint}</p>
      <input id="file" type="file" accept="application/pdf,image/png,.pdf,.png" aria-describedby="file-hint" />
      <label for="file">{say.choose}</label>
      <p id="file-progress" hidden>
        {say.reading}
      </p>
      <template id="file-outcomes">
        {fileOutcomes.map((outcome) => (
          <Outcome outcome={outcome} language={language}>
            {outcome === 'exact' || heading === undefined ? null : (
              <p class="note">
                {say.pageCode}: {heading}
              </p>
            )}
          </Outcome>
        ))}
        <p data-outcome="issued-bytes">{say.issuedBytes}</p>
        <p data-outcome="other-bytes">{say.outcome.other.text}</p>
      </template>
    </section>
  );
}

interface OutcomeProps {
  readonly outcome: FileOutcome;
  readonly language: Language;
  readonly children: Child;
}

function Outcome({ outcome, language, children }: OutcomeProps) {
  const { heading, text } = words[language].ownFile.outcome[outcome];
  const [icon, tone] = looks[outcome];
  return (
    <div data-outcome={outcome}>
      <Banner icon={icon} tone={tone} heading={heading}>
        <p>{text}</p>
        {children}
      </Banner>
    </div>
  );
}
