// The file check: a form, and the banners for its outcomes, which replace the page's banner. The script shows it
// (assets/static/verify-file.js); without the script it stays hidden.

import type { Language } from '../../certificates/certificate.ts';
import type { Verdict } from '../../certificates/verification/verdict.ts';
import type { IconKind } from '../icon.tsx';
import { type FileOutcome, fileOutcomes, lostStates } from '../word-list.ts';
import { words } from '../words.ts';
import { Banner, type Tone } from './banner.tsx';
import { toneOf } from './verdict-look.ts';

export interface FileCheckFormProps {
  readonly language: Language;
  /** The verdict of this page's certificate; absent on other pages, where the file names its certificate. */
  readonly result?: Verdict;
  /** What the page says of the code that it is about; absent if it is about none. */
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

export function FileCheckForm({ language, result, heading }: FileCheckFormProps) {
  const texts = words[language].ownFile;
  const record = result?.record;
  const isPrivate = record?.content === null;
  return (
    <section
      class="step drop"
      id="file-check"
      data-code={record?.code}
      data-verdict={result?.verdict}
      data-is-about-code={heading === undefined ? undefined : ''}
      data-pdf={record?.files.pdf?.sha256}
      data-png={record?.files.png?.sha256}
      hidden
    >
      <h2>{texts.heading}</h2>
      <p id="file-hint">{isPrivate ? texts.privateHint : texts.hint}</p>
      <input id="file" type="file" accept="application/pdf,image/png,.pdf,.png" aria-describedby="file-hint" />
      <label for="file">{texts.choose}</label>
      <p id="file-progress" hidden>
        {texts.reading}
      </p>
      <template id="file-outcomes">
        {fileOutcomes.map((outcome) => (
          <Outcome name={outcome} look={looks[outcome]} {...texts.outcome[outcome]} />
        ))}
        {lostStates.map((state) => (
          <Outcome
            name={`other-${state}`}
            look={['other', toneOf(state)]}
            heading={texts.otherLost[state]}
            text={texts.outcome.other.text}
          />
        ))}
        <p data-outcome="issued-bytes">{texts.issuedBytes}</p>
        <p data-outcome="file-code">{texts.fileCode}:</p>
        {heading === undefined ? null : (
          <p class="note" data-outcome="page-code">
            {texts.pageCode}: {heading}
          </p>
        )}
      </template>
    </section>
  );
}

interface OutcomeProps {
  readonly name: string;
  readonly look: readonly [IconKind, Tone];
  readonly heading: string;
  readonly text: string;
}

function Outcome({ name, look: [icon, tone], heading, text }: OutcomeProps) {
  return (
    <div data-outcome={name}>
      <Banner icon={icon} tone={tone} heading={heading}>
        <p>{text}</p>
      </Banner>
    </div>
  );
}
