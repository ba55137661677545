// Links to operations: of a part, of all parts, or of a search.

import type { Operation } from './operation.ts';

export function OperationList({ operations }: { readonly operations: readonly Operation[] }) {
  return (
    <ul class="operations">
      {operations.map(({ method, path, summary, tag, operationId }) => (
        <li>
          <a href={`/docs/${tag}#${operationId}`}>{summary}</a>
          <code>
            {method} {path}
          </code>
          <code class="name">{operationId}</code>
        </li>
      ))}
    </ul>
  );
}
