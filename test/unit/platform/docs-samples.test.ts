// The samples of the documentation ask for what their operation needs, and for nothing else.

import { expect, it } from 'vitest';
import openApi from '../../../src/pages/assets/static/openapi.json' with { type: 'json' };
import { type ApiDocument, type Operation, operationsOf } from '../../../src/pages/docs/operation.ts';
import { curlOf, typescriptOf } from '../../../src/pages/docs/samples.ts';

const operations = operationsOf(openApi as unknown as ApiDocument);
const curl = (operation: Operation) => curlOf(operation, 'https://laurel.example');
const named = (name: string) => {
  const found = operations.find(({ operationId }) => operationId === name);
  if (found === undefined) throw new Error(`no operation ${name}`);
  return found;
};

it('a token is sent where one is needed, and nowhere else', () => {
  for (const operation of operations) {
    const needsToken = operation.security?.every((way) => Object.keys(way).length > 0) ?? true;
    const isOpen = operation.security?.length === 0 || !needsToken;
    expect(curl(operation).includes('Authorization'), operation.operationId).toBe(!isOpen);
  }
  for (const name of ['watchTournament', 'watchMatch', 'verifyCertificate', 'verifyFile', 'previewBracket'])
    expect(curl(named(name)), name).not.toContain('Authorization');
});

it('both samples have every query parameter that is required', () => {
  const required = operations.flatMap((operation) =>
    (operation.parameters ?? []).flatMap((parameter) =>
      parameter.in === 'query' && parameter.required ? [{ operation, name: parameter.name }] : [],
    ),
  );
  expect(required.length).toBeGreaterThan(5);
  for (const { operation, name } of required) {
    expect(new URL(/'(https:[^']+)'/.exec(curl(operation))?.[1] ?? '').searchParams.get(name)).toMatch(/./);
    expect(typescriptOf(operation)).toMatch(new RegExp(`query: \\{.*\\b${name}: '.+'`));
  }
  expect(curl(named('readBalance'))).toContain('?at=2035-01-31T18:00:00%2B06:00');
});

it('a body is sent where one is required; a file with a media type that is taken', () => {
  for (const operation of operations) {
    const types = Object.keys(operation.requestBody?.content ?? {});
    if (!operation.requestBody?.required) continue;
    const [, sent] = /-H 'Content-Type: ([^']+)' \\\n {2}(?:-d|--data-binary)/.exec(curl(operation)) ?? [];
    expect(types, operation.operationId).toContain(sent);
    expect(typescriptOf(operation), operation.operationId).toContain('  body: ');
  }
  expect(typescriptOf(named('importEntrants'))).toContain("new Blob([bytes], { type: 'text/csv' })");
});

it('JSON is asked for where there is a page too, events as a stream, and files are saved', () => {
  expect(curl(named('verifyCertificate'))).toContain("-H 'Accept: application/json'");
  expect(curl(named('watchMatch'))).toContain("-N \\\n  -H 'Accept: text/event-stream'");
  expect(curl(named('downloadCertificateExport'))).toContain('-L \\\n  -OJ');
  expect(curl(named('downloadByLink'))).toMatch(/ {2}-OJ$/);
});
