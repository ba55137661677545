// Writes the types of the client: every shape of an answer, every body and query, and the operations that use them.

import type { ProblemCode } from '../../http/problem-list.ts';
import { groupCodes } from './code-groups.ts';
import { bodyName, operationText, queryName } from './operation-text.ts';
import type { Operation } from './operations.ts';
import { type JsonSchema, objectOf, type Style, typeOf } from './schema-type.ts';
import { nameShapes } from './shape-names.ts';

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
    ...(query === null ? [] : [declare(queryName(name), query, ofRequests)]),
    ...(body === null || body.schema === 'file' ? [] : [declare(bodyName(name), body.schema, ofRequests)]),
  ]);
  const ofShape = (schema: JsonSchema): Style => ({
    ...ofAnswers,
    nameOf: (other) => (other === schema ? null : nameOf(other)),
  });
  const texts = [
    head,
    ...shapes.map(([name, schema]) => declare(name, schema, ofShape(schema))),
    ...requests,
    `/** Every code of a problem. */\nexport type ProblemCode =${union(codes)};`,
    `/** Codes that most operations may answer. */\nexport type SharedProblem =${union(groups.shared)};`,
    `/** Codes of an idempotency key. */\nexport type KeyProblem =${union(groups.key)};`,
    `export interface Operations {\n${operations.map((each) => operationText(each, ofAnswers, groups)).join('\n')}\n}`,
  ];
  return `${texts.join('\n\n')}\n`;
}

function declare(name: string, schema: JsonSchema, style: Style): string {
  if (schema.properties !== undefined) return `export interface ${name} ${objectOf(schema, style)}`;
  return `export type ${name} = ${typeOf(schema, style)};`;
}

function union(codes: readonly ProblemCode[]): string {
  return codes.map((code) => `\n  | '${code}'`).join('');
}
