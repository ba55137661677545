// The first page of the documentation, and the results of a search.

import { DocsPage } from './docs-layout.tsx';
import { type ApiDocument, type Operation, operationsOf, searchOperations } from './operation.ts';
import { Prose } from './prose.tsx';

export function OverviewPage({ document, searched }: { readonly document: ApiDocument; readonly searched: string }) {
  const operations = operationsOf(document);
  if (searched !== '') {
    const found = searchOperations(operations, searched);
    return (
      <DocsPage title={`Search: ${searched}`} document={document} current="search" searched={searched}>
        <h1>
          {found.length} of {operations.length} operations
        </h1>
        <p>with “{searched}”.</p>
        <OperationList operations={found} />
      </DocsPage>
    );
  }
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

function OperationList({ operations }: { readonly operations: readonly Operation[] }) {
  return (
    <ul class="operations">
      {operations.map(({ method, path, summary, tag, operationId }) => (
        <li>
          <a href={`/docs/${tag}#${operationId}`}>{summary}</a>
          <code>
            {method} {path}
          </code>
        </li>
      ))}
    </ul>
  );
}
