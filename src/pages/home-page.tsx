// The home page: introduction, the form for a code, and the file check.

import type { Language } from '../certificates/certificate.ts';
import { BannerPlace } from './certificate/banner.tsx';
import { FileCheckForm } from './certificate/file-check-form.tsx';
import { CodeForm } from './code-form.tsx';
import { Page } from './document.tsx';
import { words } from './words.ts';

export function HomePage({ language }: { readonly language: Language }) {
  const texts = words[language];
  return (
    <Page language={language} title={`${texts.verify} · Laurel`}>
      <BannerPlace>
        <h1>{texts.verify}</h1>
        <p class="lead">{texts.tagline}</p>
      </BannerPlace>
      <CodeForm language={language} label={texts.ask} />
      <FileCheckForm language={language} />
    </Page>
  );
}
