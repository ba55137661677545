// Writes the types of the client: every shape of an answer, every body and query, and the operations that use them.

import { describeProblem, type ProblemCode } from '../../http/problem-list.ts';
import type { Operation } from './operations.ts';
import { type JsonSchema, objectOf, type Style, typeOf } from './schema-type.ts';
import { capital, nameShapes } from './shape-names.ts';

const head = '// Generated from the API document by `npm run openapi`. Do not edit.';

/** `codes`: every problem code of Laurel, also those that no single route declares. */
export function typesText(
  operations: readonly Operation[],
  codes: readonly ProblemCode[],
  components: Readonly<Record<string, JsonSchema>>,
): string {
  const answers = operations.flatMap(({ name, answers: all }) =>
    all.flatMap((answer) => (answer === null || answer === 'file' ? [] : [{ operation: name, answer }])),
  );
  const { nameOf, shapes } = nameShapes(answers, components);
  const groups = groupCodes(operations, codes);
  const ofAnswers: Style = { nameOf, isRequest: false };
  const ofRequests: Style = { nameOf: ({ $ref }) => ($ref === undefined ? null : nameOf({ $ref })), isRequest: true };
  const requests = operations.flatMap(({ name, query, body }) => [
    ...(query === null ? [] : [interfaceOf(queryName(name), query, ofRequests)]),
    ...(body === null || body.schema === 'file' ? [] : [declare(bodyName(name), body.schema, ofRequests)]),
  ]);
  const ofShape = (schema: JsonSchema): Style => ({
    ...ofAnswers,
    nameOf: (other) => (other === schema ? null : nameOf(other)),
  });
  return [
    head,
    ...shapes.map(([name, schema]) => declare(name, schema, ofShape(schema))),
    ...requests,
    `/** Every code of a problem. */\nexport type ProblemCode =${codeUnion(codes)};`,
    `/** The codes that every operation may answer. */\nexport type SharedProblem =${codeUnion(groups.common)};`,
    `/** The codes that every operation with an idempotency key may answer too. */\nexport type KeyProblem =${codeUnion(groups.key)};`,
    `export interface Operations {\n${operations.map((each) => memberOf(each, ofAnswers, groups)).join('\n')}\n}`,
  ]
    .join('\n\n')
    .concat('\n');
}

function declare(name: string, schema: JsonSchema, style: Style): string {
  if (schema.properties !== undefined) return interfaceOf(name, schema, style);
  return `export type ${name} = ${typeOf(schema, style)};`;
}

function interfaceOf(name: string, schema: JsonSchema, style: Style): string {
  return `export interface ${name} ${objectOf(schema, style)}`;
}

const queryName = (operation: string) => `${capital(operation)}Query`;
const bodyName = (operation: string) => `${capital(operation)}Body`;

interface CodeGroups {
  readonly common: readonly ProblemCode[];
  readonly key: readonly ProblemCode[];
}

function groupCodes(operations: readonly Operation[], codes: readonly ProblemCode[]): CodeGroups {
  const shared = (among: readonly Operation[]) =>
    codes.filter((code) => among.every(({ problems }) => problems.includes(code)));
  const common = shared(operations);
  const key = shared(operations.filter(({ takesKey }) => takesKey)).filter((code) => !common.includes(code));
  return { common, key };
}

function memberOf(operation: Operation, style: Style, { common, key }: CodeGroups): string {
  const { name, answers, problems, takesKey } = operation;
  const grouped = takesKey ? [...common, ...key] : common;
  const others = problems.filter((code) => !grouped.includes(code));
  const types = answers.map((answer) => {
    if (answer === null) return 'undefined';
    return answer === 'file' ? 'Blob' : typeOf(answer, style, '    ');
  });
  return `${commentOf(operation)}
  ${name}: {
    request: ${requestOf(operation)};
    answer: ${types.join(' | ')};
    problems: ${['SharedProblem', ...(takesKey ? ['KeyProblem'] : []), ...others.map((code) => `'${code}'`)].join(' | ')};
  };`;
}

function requestOf({ name, params, query, body, takesKey }: Operation): string {
  const parts = [
    ...(params === null
      ? []
      : [
          `params: { ${Object.keys(params.properties ?? {})
            .map((each) => `${each}: string`)
            .join('; ')} }`,
        ]),
    ...(query === null ? [] : [optional('query', queryName(name), (query.required ?? []).length > 0)]),
    ...(body === null ? [] : [optional('body', body.schema === 'file' ? 'Blob' : bodyName(name), body.isRequired)]),
    ...(takesKey ? [optional('idempotencyKey', 'string', false)] : []),
  ];
  return parts.length === 0 ? '{}' : `{ ${parts.join('; ')} }`;
}

function optional(name: string, type: string, isRequired: boolean): string {
  return isRequired ? `${name}: ${type}` : `${name}?: ${type} | undefined`;
}

function commentOf({ method, path, summary, description, ownProblems }: Operation): string {
  const lines = [
    `${summary}.`,
    `\`${method} ${path}\`. ${description}`,
    ...(ownProblems.length === 0 ? [] : ['', 'Problems of its own:']),
    ...ownProblems.map((code) => `- \`${code}\` (${describeProblem(code).status}): ${describeProblem(code).title}`),
  ];
  return `  /**\n${lines
    .map((line) => `   * ${line}`.trimEnd())
    .join('\n')
    .replaceAll('*/ ', '*\\/ ')}\n   */`;
}

function codeUnion(codes: readonly ProblemCode[]): string {
  if (codes.length === 0) return ' never';
  return codes.map((code) => `\n  | '${code}'`).join('');
}
