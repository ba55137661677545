// Writes the generated files of the client from the declared routes. A test compares both.

import { writeFileSync } from 'node:fs';
import packageJson from '../../../package.json' with { type: 'json' };
import { buildOpenApi, noRecordings } from '../../app/openapi/document.ts';
import { problemCodes } from '../../http/problem-list.ts';
import { definitions } from '../dev/write-openapi.ts';
import { methodsText } from './methods-text.ts';
import { type ApiDocument, readOperations } from './operations.ts';
import { tableText } from './table-text.ts';
import { typesText } from './types-text.ts';

const folder = new URL('../../client/', import.meta.url).pathname;

/** By the name of the file in src/client. */
export function generatedFiles(): Readonly<Record<string, string>> {
  const document = buildOpenApi(definitions, noRecordings, packageJson.version) as unknown as ApiDocument;
  const operations = readOperations(definitions, document);
  const { Problem: _, ...components } = document.components?.schemas ?? {};
  return {
    'api-types.ts': typesText(operations, problemCodes, components),
    'methods.ts': methodsText(operations),
    'route-table.ts': tableText(operations),
  };
}

if (import.meta.main) {
  for (const [name, text] of Object.entries(generatedFiles())) writeFileSync(folder + name, text);
  console.log(`Wrote the client's types of ${definitions.length} operations.`);
}
