// Writes the OpenAPI document to the file that the app serves. A test compares both.

import { readFileSync, writeFileSync } from 'node:fs';
import packageJson from '../../../package.json' with { type: 'json' };
import { routes } from '../../app/api.ts';
import examples from '../../app/api-examples.json' with { type: 'json' };
import { edgeDefinitions } from '../../app/edge-definitions.ts';
import eventExamples from '../../app/event-examples.json' with { type: 'json' };
import { buildOpenApi } from '../../app/openapi/document.ts';
import type { RouteDefinition } from '../../http/route.ts';
import { apiChangesOf } from '../release/changelog.ts';

const file = new URL('../../pages/assets/static/openapi.json', import.meta.url).pathname;
const changes = new URL('../../../docs/api-changes.md', import.meta.url).pathname;

/** All routes of the API, wherever they are served. */
export const definitions: readonly RouteDefinition[] = [...routes, ...edgeDefinitions];

export function openApiText(): string {
  const document = buildOpenApi(definitions, { examples, eventExamples }, packageJson.version);
  // What the page /docs/changes shows.
  const withChanges = { ...document, 'x-changes': apiChangesOf(readFileSync(changes, 'utf8')) };
  return `${JSON.stringify(withChanges, null, 1)}\n`;
}

if (import.meta.main) {
  writeFileSync(file, openApiText());
  console.log(`Wrote ${definitions.length} routes.`);
}
