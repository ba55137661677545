// The first page: what this is, and where to type a code.

import type { Language } from '../certificates/certificate.ts';
import { AskForm, Page } from './document.tsx';
import { FileCheckForm } from './file-check-form.tsx';
import { words } from './words.ts';

export function HomePage({ language }: { readonly language: Language }) {
  const say = words[language];
  return (
    <Page language={language} title={`${say.verify} · Laurel`} path="/">
      <h1>{say.verify}</h1>
      <p class="note">{say.tagline}</p>
      <AskForm language={language} />
      <FileCheckForm language={language} />
    </Page>
  );
}
