// What somebody reads who opened an address that leads nowhere, or one that failed: never JSON, and never a verdict.

import type { Language } from '../certificates/certificate.ts';
import { AskForm, Page } from './document.tsx';
import { words } from './words.ts';

export interface ProblemPageProps {
  readonly language: Language;
  readonly path: string;
  readonly status: number;
  readonly requestId: string;
}

export function ProblemPage({ language, path, status, requestId }: ProblemPageProps) {
  const say = words[language];
  const [heading, hint] = status === 404 ? [say.noPage, say.noPageHint] : [say.failed, say.failedHint];
  return (
    <Page language={language} title={`${say.verify} · Laurel`} path={path}>
      <div class="pending">
        <h1>{heading}</h1>
        <p class="note">{hint}</p>
        {status === 404 ? null : (
          <p class="note">
            {say.requestId}: <span class="hash">{requestId}</span>
          </p>
        )}
      </div>
      <AskForm language={language} />
    </Page>
  );
}
