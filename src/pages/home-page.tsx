// The home page: introduction, the form for a code, and the file check.

import type { Language } from '../certificates/certificate.ts';
import { AskForm } from './ask-form.tsx';
import { BannerPlace } from './certificate/banner.tsx';
import { FileCheckForm } from './certificate/file-check-form.tsx';
import { Page } from './document.tsx';
import { words } from './words.ts';

export function HomePage({ language }: { readonly language: Language }) {
  const say = words[language];
  return (
    <Page language={language} title={`${say.verify} · Laurel`}>
      <BannerPlace>
        <h1>{say.verify}</h1>
        <p class="lead">{say.tagline}</p>
      </BannerPlace>
      <AskForm language={language} label={say.ask} />
      <FileCheckForm language={language} />
    </Page>
  );
}
