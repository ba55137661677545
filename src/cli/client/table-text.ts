// Writes the table that the client works with: one short text for each operation, since every byte is sent to browsers.

import type { Operation } from './operations.ts';

export function tableText(operations: readonly Operation[]): string {
  const rows = operations.map((operation) => `  ${operation.name}: '${rowOf(operation)}',`);
  return `// Generated from the API document by \`npm run openapi\`. Do not edit.

import type { Operations } from './api-types.ts';

/** Method, \`+\` if it takes an idempotency key, \`*\` if it may answer a file, and path. */
export const routeTable: Readonly<Record<keyof Operations, string>> = {
${rows.join('\n')}
};
`;
}

function rowOf({ method, path, takesKey, answers }: Operation): string {
  return `${method}${takesKey ? '+' : ''}${answers.includes('file') ? '*' : ''} ${path}`;
}
