// One part of the API: every operation with parameters, body, answers, problems and samples.

import { DocsPage } from './docs-layout.tsx';
import { FieldTable, Sample } from './field-table.tsx';
import { type ApiDocument, type Operation, operationsOf } from './operation.ts';
import { OperationList } from './operation-list.tsx';
import { inline, Prose } from './prose.tsx';
import { type Row, rowsOf } from './rows.ts';
import { curlOf, typescriptOf } from './samples.ts';

interface PartProps {
  readonly document: ApiDocument;
  readonly tag: string;
  readonly baseUrl: string;
}

export function PartPage({ document, tag, baseUrl }: PartProps) {
  const operations = operationsOf(document).filter((operation) => operation.tag === tag);
  const description = document.tags.find(({ name }) => name === tag)?.description ?? '';
  return (
    <DocsPage title={tag} document={document} current={tag}>
      <h1>{tag}</h1>
      <p>{description}</p>
      <OperationList operations={operations} />
      {operations.map((operation) => (
        <OperationSection operation={operation} document={document} baseUrl={baseUrl} />
      ))}
    </DocsPage>
  );
}

interface SectionProps {
  readonly operation: Operation;
  readonly document: ApiDocument;
  readonly baseUrl: string;
}

function OperationSection({ operation, document, baseUrl }: SectionProps) {
  const { operationId, summary, description, method, path, parameters = [], requestBody, responses } = operation;
  const { schemas } = document.components;
  const body = Object.values(requestBody?.content ?? {})[0];
  const rows = parameters.map(({ name, required = false, schema, ...parameter }): Row => {
    const [row] = rowsOf({ properties: { [name]: schema } }, schemas);
    return { name, kind: row?.kind ?? '', isRequired: required, note: `In the ${parameter.in}. ${row?.note ?? ''}` };
  });
  return (
    <section id={operationId} class="operation">
      <h2>
        <a href={`#${operationId}`}>{summary}</a>
      </h2>
      <p>
        <code class="line">
          <b>{method}</b> {path}
        </code>
      </p>
      <Prose text={description} />
      <FieldTable caption="Parameters" rows={rows} />
      <FieldTable caption="Body" rows={body?.schema === undefined ? [] : rowsOf(body.schema, schemas)} />
      <Sample title="curl" text={curlOf(operation, baseUrl)} isOpen />
      <Sample title="TypeScript" text={typescriptOf(operation)} />
      {Object.values(body?.examples ?? {})
        .slice(1)
        .map(({ summary: title = '', value }) => (
          <Sample title={`Body: ${title.toLowerCase()}`} text={JSON.stringify(value, null, 2)} />
        ))}
      {Object.entries(responses)
        .filter(([status]) => status < '400')
        .map(([status, { description: meaning, content = {} }]) => (
          <AnswerPart status={status} meaning={meaning} content={content} document={document} />
        ))}
      <h3>Problems</h3>
      <dl class="problems">
        {Object.entries(responses)
          .filter(([status]) => status >= '400')
          .map(([status, answer]) => (
            <>
              <dt>{status}</dt>
              <dd>
                {codesOf(answer.description).map((code) => (
                  <a href={`/docs/problems#${code}`}>
                    <code>{code}</code>
                  </a>
                ))}
              </dd>
            </>
          ))}
      </dl>
    </section>
  );
}

const codesOf = (description: string) => [...description.matchAll(/`(\w+)`/g)].map((match) => match[1] ?? '');

interface AnswerProps {
  readonly status: string;
  readonly meaning: string;
  readonly content: NonNullable<Operation['responses'][string]['content']>;
  readonly document: ApiDocument;
}

function AnswerPart({ status, meaning, content, document }: AnswerProps) {
  const [[type, media] = ['', undefined]] = Object.entries(content);
  const isJson = type === 'application/json';
  return (
    <>
      <h3>
        {status} <span>{inline(meaning)}</span>
      </h3>
      {type === '' || isJson ? null : (
        <p>
          <code>{type}</code>
        </p>
      )}
      <FieldTable
        caption="Fields of the answer"
        rows={isJson && media?.schema !== undefined ? rowsOf(media.schema, document.components.schemas) : []}
        isAnswer
      />
      {media?.example === undefined ? null : <Sample title="Example" text={JSON.stringify(media.example, null, 2)} />}
    </>
  );
}
