// Writes the table that the client works with: one short text for each operation, since every byte is sent to browsers.

import type { Operation } from './operations.ts';

export function tableText(operations: readonly Operation[]): string {
  const rows = operations.map((operation) => `  ${operation.name}: '${rowOf(operation)}',`);
  return `// Generated from the API document by \`npm run openapi\`. Do not edit.

import type { Operations } from './api-types.ts';

/** Method, signs, path. \`+\`: takes an idempotency key. \`*\`: may answer a file. \`-\`: gets no token. */
export const routeTable: Readonly<Record<keyof Operations, string>> = {
${rows.join('\n')}
};
`;
}

function rowOf({ method, path, takesKey, readsToken, answers }: Operation): string {
  const signs = [takesKey ? '+' : '', answers.includes('file') ? '*' : '', readsToken ? '' : '-'];
  return `${method}${signs.join('')} ${path}`;
}
