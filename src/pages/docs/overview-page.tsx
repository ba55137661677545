// The first page of the documentation: what holds everywhere, and every operation by its part.

import { DocsPage } from './docs-layout.tsx';
import { type ApiDocument, operationsOf } from './operation.ts';
import { OperationList } from './operation-list.tsx';
import { Prose } from './prose.tsx';

export function OverviewPage({ document }: { readonly document: ApiDocument }) {
  const operations = operationsOf(document);
  return (
    <DocsPage title="Overview" document={document} current="">
      <h1>Laurel API</h1>
      <Prose text={document.info.description} />
      {document.tags.map(({ name, description }) => (
        <section>
          <h2>
            <a href={`/docs/${name}`}>{name}</a>
          </h2>
          <p>{description}</p>
          <OperationList operations={operations.filter(({ tag }) => tag === name)} />
        </section>
      ))}
    </DocsPage>
  );
}
