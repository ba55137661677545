// The form for a code. The answer redirects to the address of the certificate.

import type { Language } from '../certificates/certificate.ts';
import { typedLengthMax } from '../certificates/verification/typed-code.ts';
import { words } from './words.ts';

export interface CodeFormProps {
  readonly language: Language;
  readonly label: string;
  readonly code?: string | undefined;
}

export function CodeForm({ language, label, code }: CodeFormProps) {
  const texts = words[language];
  return (
    <form action="/verify" method="get">
      <label for="code">{label}</label>
      <div class="ask">
        <input
          id="code"
          name="code"
          value={code}
          required
          maxlength={typedLengthMax}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-describedby="code-hint"
        />
        <input type="hidden" name="lang" value={language} />
        <button type="submit">{texts.check}</button>
      </div>
      <p class="hint" id="code-hint">
        {texts.askHint}
      </p>
    </form>
  );
}
