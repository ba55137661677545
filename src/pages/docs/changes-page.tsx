// What is deprecated, and what changed in each version. The header Link of deprecated operations leads here.

import { DocsPage } from './docs-layout.tsx';
import { type ApiDocument, operationsOf } from './operation.ts';
import { Prose } from './prose.tsx';

const introduction = `What is deprecated still works. Its answers have \`Deprecation\` (RFC 9745), and \`Sunset\` (RFC 8594) where the day is known from which on it may be gone.`;

export function ChangesPage({ document }: { readonly document: ApiDocument }) {
  const going = operationsOf(document).filter(
    ({ deprecated, parameters = [] }) => deprecated === true || parameters.some((one) => one.deprecated === true),
  );
  return (
    <DocsPage title="Changes" document={document} current="changes">
      <h1>Changes</h1>
      <h2>Deprecated</h2>
      <Prose text={introduction} />
      {going.length === 0 ? <p>Nothing is deprecated now.</p> : null}
      <dl class="codes">
        {going.map(({ operationId, method, path, deprecated, description, parameters = [], tag }) => (
          <div id={operationId}>
            <dt>
              <a href={`/docs/${tag}#${operationId}`}>
                <code>{`${method} ${path}`}</code>
              </a>
            </dt>
            {deprecated === true ? (
              <dd>
                <Prose text={description} />
              </dd>
            ) : null}
            {parameters
              .filter((one) => one.deprecated === true)
              .map(({ name, schema }) => (
                <dd>
                  <code>{name}</code> <Prose text={schema.description ?? ''} />
                </dd>
              ))}
          </div>
        ))}
      </dl>
      {document['x-changes'].map(({ version, text }) => (
        <section>
          <h2>{version}</h2>
          <Prose text={text} />
        </section>
      ))}
    </DocsPage>
  );
}
