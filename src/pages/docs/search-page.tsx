// The results of a search: operations, events, problems, and sentences of the overview.

import { describeProblem, problemCodes } from '../../http/problem-list.ts';
import { DocsPage } from './docs-layout.tsx';
import { eventsOf } from './events.ts';
import { type ApiDocument, operationsOf, searchOperations } from './operation.ts';
import { OperationList } from './operation-list.tsx';
import { inline } from './prose.tsx';

interface SearchProps {
  readonly document: ApiDocument;
  readonly searched: string;
}

export function SearchPage({ document, searched }: SearchProps) {
  const operations = operationsOf(document);
  const words = searched.toLowerCase().split(/\s+/).filter(Boolean);
  const hasAll = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const found = searchOperations(operations, searched);
  const sentences = document.info.description.split('\n').filter((line) => line.startsWith('- ') && hasAll(line));
  const events = eventsOf(document).filter(({ name, schema }) => hasAll(`event ${name} ${JSON.stringify(schema)}`));
  const problems = problemCodes.filter((code) => hasAll(`${code} ${Object.values(describeProblem(code)).join(' ')}`));
  const isEmpty = [found, sentences, events, problems].every(({ length }) => length === 0);
  return (
    <DocsPage title={`Search: ${searched}`} document={document} current="search" searched={searched}>
      <h1>
        {found.length} of {operations.length} operations
      </h1>
      <p>with “{searched}”.</p>
      {isEmpty ? (
        <p>
          Nothing else has it either. Try one word: a field, a part of a path, a problem code, a role or a limit. The{' '}
          <a href="/docs">overview</a> lists everything.
        </p>
      ) : null}
      {sentences.length === 0 ? null : (
        <section>
          <h2>Overview</h2>
          <ul>
            {sentences.map((line) => (
              <li>{inline(line.slice(2))}</li>
            ))}
          </ul>
        </section>
      )}
      <Links title="Problems" page="problems" names={problems} />
      <Links title="Events" page="events" names={events.map(({ name }) => name)} />
      <OperationList operations={found} />
    </DocsPage>
  );
}

function Links({
  title,
  page,
  names,
}: {
  readonly title: string;
  readonly page: string;
  readonly names: readonly string[];
}) {
  if (names.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>
        {names.map((name) => (
          <li>
            <a href={`/docs/${page}#${name}`}>
              <code>{name}</code>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
