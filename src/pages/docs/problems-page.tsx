// All problems: what each code means, and what to do. The `type` of a problem links here.

import { describeProblem, problemCodes } from '../../http/problem-list.ts';
import { DocsPage } from './docs-layout.tsx';
import type { ApiDocument } from './operation.ts';
import { Prose } from './prose.tsx';

const introduction = `A refused request is answered with \`application/problem+json\` (RFC 9457). \`code\` is stable: decide by it, not by the texts. \`detail\` says what to do, \`facts\` what the refusal is about, \`errors\` names every faulty field, and \`requestId\` finds the request in the log.

Repeat a request after 503, 409 \`idempotency_in_flight\`, 429, or when no answer came: with the same \`Idempotency-Key\` the act happens once.`;

export function ProblemsPage({ document }: { readonly document: ApiDocument }) {
  return (
    <DocsPage title="Problems" document={document} current="problems">
      <h1>Problems</h1>
      <Prose text={introduction} />
      <dl class="codes">
        {problemCodes.toSorted().map((code) => {
          const { status, title, advice } = describeProblem(code);
          return (
            <div id={code}>
              <dt>
                <a href={`#${code}`}>
                  <code>{code}</code>
                </a>{' '}
                <span>{status}</span>
              </dt>
              <dd>
                {title}. <Prose text={advice} />
              </dd>
            </div>
          );
        })}
      </dl>
    </DocsPage>
  );
}
