// Writes one member of the client's `Operations`: what it takes, what it answers, and how it may fail.

import { type CodeGroups, problemType } from './code-groups.ts';
import type { Operation } from './operations.ts';
import { type JsonSchema, type Style, typeOf } from './schema-type.ts';

const capital = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
export const queryName = (operation: string) => `${capital(operation)}Query`;
export const bodyName = (operation: string) => `${capital(operation)}Body`;

export function operationText(operation: Operation, style: Style, groups: CodeGroups): string {
  const types = operation.answers.map((answer) => {
    if (answer === null) return 'undefined';
    return answer === 'file' ? 'Blob' : typeOf(answer, style, '    ');
  });
  return `  ${operation.name}: {
    request: ${requestOf(operation, style)};
    answer: ${types.join(' | ')};
    problems: ${problemType(operation.problems, groups)};
  };`;
}

function requestOf({ name, params, query, body, takesKey }: Operation, style: Style): string {
  const parts = [
    ...(params === null ? [] : [`params: { ${paramsOf(params, style)} }`]),
    ...(query === null ? [] : [optional('query', queryName(name), (query.required ?? []).length > 0)]),
    ...(body === null ? [] : [optional('body', body.schema === 'file' ? 'Blob' : bodyName(name), body.isRequired)]),
    ...(takesKey ? [optional('idempotencyKey', 'string', false)] : []),
  ];
  return parts.length === 0 ? '{}' : `{ ${parts.join('; ')} }`;
}

/** On one line: parameters of a path are few and always required. */
function paramsOf({ properties = {} }: JsonSchema, style: Style): string {
  return Object.entries(properties)
    .map(([name, schema]) => `${name}: ${typeOf(schema, style)}`)
    .join('; ');
}

function optional(name: string, type: string, isRequired: boolean): string {
  return isRequired ? `${name}: ${type}` : `${name}?: ${type} | undefined`;
}
