// Writes the interface of the client: one documented method for each operation. Editors show the comment of a property of an interface,
// but not one that a mapped type would inherit.

import { describeProblem } from '../../http/problem-list.ts';
import type { Operation } from './operations.ts';

export function methodsText(operations: readonly Operation[]): string {
  const members = operations.map(
    (operation) =>
      `${commentOf(operation)}\n  readonly ${operation.name}: ${operation.isPage ? 'ListMethod' : 'Method'}<'${operation.name}'>;`,
  );
  return `// Generated from the API document by \`npm run openapi\`. Do not edit.

import type { ListMethod, Method } from './operation.ts';

/** One method for each operation. */
export interface Laurel {
${members.join('\n')}
}
`;
}

function commentOf({ method, path, summary, description, ownProblems, deprecation }: Operation): string {
  const lines = [
    `${summary}.`,
    `\`${method} ${path}\`. ${description}`,
    ...(ownProblems.length === 0 ? [] : ['', 'Problems of its own:']),
    ...ownProblems.map((code) => `- \`${code}\` (${describeProblem(code).status}): ${describeProblem(code).title}`),
    ...(deprecation === null ? [] : ['', `@deprecated ${deprecation}`]),
  ];
  const text = lines.map((line) => `   * ${line.replaceAll('*/', '*\\/')}`.trimEnd()).join('\n');
  return `  /**\n${text}\n   */`;
}
