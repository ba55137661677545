// Writes the types of the client: every schema that the API document names, every body and query, and the operations that use them.

import type { ProblemCode } from '../../http/problem-list.ts';
import { groupCodes } from './code-groups.ts';
import { bodyName, operationText, queryName } from './operation-text.ts';
import type { Operation } from './operations.ts';
import { type JsonSchema, objectOf, type Style, typeOf } from './schema-type.ts';

const head = '// Generated from the API document by `npm run openapi`. Do not edit.';

/** `codes`: every problem code of Laurel, also those that no single route declares. */
export function typesText(
  operations: readonly Operation[],
  codes: readonly ProblemCode[],
  components: Readonly<Record<string, JsonSchema>>,
): string {
  const groups = groupCodes(operations, codes);
  const ofAnswers: Style = { isRequest: false };
  const ofRequests: Style = { isRequest: true };
  const requests = operations.flatMap(({ name, query, body }) => [
    ...(query === null ? [] : [declare(queryName(name), query, ofRequests)]),
    ...(body === null || body.schema === 'file' ? [] : [declare(bodyName(name), body.schema, ofRequests)]),
  ]);
  const texts = [
    head,
    ...Object.entries(components).map(([name, schema]) => declare(name, schema, ofAnswers)),
    ...requests,
    `/** Every code of a problem. */\nexport type ProblemCode =${union(codes)};`,
    `/** Codes that most operations may answer. */\nexport type SharedProblem =${union(groups.shared)};`,
    `/** Codes of an idempotency key. */\nexport type KeyProblem =${union(groups.key)};`,
    `export interface Operations {\n${operations.map((each) => operationText(each, ofAnswers, groups)).join('\n')}\n}`,
  ];
  return `${texts.join('\n\n')}\n`;
}

function declare(name: string, schema: JsonSchema, style: Style): string {
  const comment = schema.description === undefined ? '' : `/** ${schema.description.replaceAll('*/', '*\\/')} */\n`;
  if (schema.properties !== undefined) return `${comment}export interface ${name} ${objectOf(schema, style)}`;
  return `${comment}export type ${name} = ${typeOf(schema, style)};`;
}

function union(codes: readonly ProblemCode[]): string {
  return codes.map((code) => `\n  | '${code}'`).join('');
}
