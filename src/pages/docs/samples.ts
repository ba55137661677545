// Samples of a request for the documentation: curl, and TypeScript with the client.

import type { Operation, Schema } from './operation.ts';

/** What stands for an id of the pattern; null for another pattern. */
function placeholderOf({ pattern = '' }: Schema): string | null {
  const [, prefix] = /^\^([a-z]{3}_)/.exec(pattern) ?? [];
  return prefix === undefined ? null : `${prefix}…`;
}

function exampleOf(schema: Schema): string {
  if (schema.example !== undefined) return String(schema.example);
  if (schema.anyOf?.some(({ format }) => format === 'date') === true) return '2035-01-31';
  return placeholderOf(schema) ?? '…';
}

/** A placeholder of the operation's kind for every path parameter. */
function pathOf({ path, parameters = [] }: Operation): string {
  return path.replace(/\{(\w+)\}/g, (_, name) => {
    const parameter = parameters.find((one) => one.in === 'path' && one.name === name);
    return (parameter && placeholderOf(parameter.schema)) ?? '…';
  });
}

/** The parameters without which the request is refused. */
function queryOf({ parameters = [] }: Operation): readonly (readonly [name: string, value: string])[] {
  return parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required === true)
    .map(({ name, schema }) => [name, exampleOf(schema)]);
}

/** Whether it can be called without a token. Absent: the default of the document, which is a token. */
export function isOpen({ security }: Operation): boolean {
  return security !== undefined && (security.length === 0 || security.some((way) => Object.keys(way).length === 0));
}

function takesKey({ parameters = [] }: Operation): boolean {
  return parameters.some(({ name }) => name === 'Idempotency-Key');
}

export function exampleBodyOf({ requestBody }: Operation): unknown {
  const media = Object.values(requestBody?.content ?? {})[0];
  return media?.example ?? Object.values(media?.examples ?? {})[0]?.value;
}

/** Of a body that is a file: the first type that is taken. */
function fileTypeOf({ requestBody }: Operation): string | null {
  const [type = 'application/json'] = Object.keys(requestBody?.content ?? {});
  return type === 'application/json' ? null : type;
}

/** How an answer is asked for that is not JSON alone. */
function answerOptionsOf({ responses }: Operation): readonly string[] {
  const [type, ...others] = Object.keys(responses['200']?.content ?? {});
  const redirect = responses['302'] === undefined ? [] : ['-L'];
  if (type === 'text/event-stream') return ['-N', `-H 'Accept: ${type}'`];
  if (type === 'application/json') return others.length === 0 ? [] : [`-H 'Accept: ${type}'`];
  // Under the name that the answer says.
  return type === undefined || type.startsWith('text/') ? redirect : [...redirect, '-OJ'];
}

function bodyOptionsOf(operation: Operation): readonly string[] {
  const file = fileTypeOf(operation);
  if (file !== null) return [`-H 'Content-Type: ${file}'`, '--data-binary @file'];
  const body = exampleBodyOf(operation);
  if (body === undefined) return [];
  return [`-H 'Content-Type: application/json'`, `-d '${quoted(JSON.stringify(body, null, 2))}'`];
}

export function curlOf(operation: Operation, baseUrl: string): string {
  const query = queryOf(operation).map(([name, value]) => `${name}=${encodeURI(value).replaceAll('+', '%2B')}`);
  const address = `${baseUrl}${pathOf(operation)}${query.length === 0 ? '' : `?${query.join('&')}`}`;
  const lines = [
    `curl${operation.method === 'GET' ? '' : ` -X ${operation.method}`} '${address}'`,
    ...(isOpen(operation) ? [] : [`-H "Authorization: Bearer $TOKEN"`]),
    ...(takesKey(operation) ? [`-H "Idempotency-Key: $(uuidgen)"`] : []),
    ...bodyOptionsOf(operation),
    ...answerOptionsOf(operation),
  ];
  return lines.join(' \\\n  ');
}

const quoted = (text: string) => text.replaceAll("'", String.raw`'\''`);

/** Live rooms are followed by functions of their own. */
const followers = {
  watchTournament: `import { followTournament } from '@laurel/client/live';

const live = followTournament({ baseUrl, tournamentId: id, onReset, onEvent, onState });`,
  watchMatch: `import { followMatch } from '@laurel/client/live';

const live = followMatch({ baseUrl, matchId: id, onReset, onEvent, onState });`,
} as const;

export function typescriptOf(operation: Operation): string {
  const { operationId, parameters = [] } = operation;
  if (operationId in followers) return followers[operationId as keyof typeof followers];
  const params = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
  const query = queryOf(operation).map(([name, value]) => `${name}: '${value}'`);
  const file = fileTypeOf(operation);
  const body = exampleBodyOf(operation);
  const parts = [
    ...(params.length === 0 ? [] : [`  params: { ${params.join(', ')} },`]),
    ...(query.length === 0 ? [] : [`  query: { ${query.join(', ')} },`]),
    ...(file === null ? [] : [`  body: new Blob([bytes], { type: '${file}' }),`]),
    ...(body === undefined ? [] : [`  body: ${JSON.stringify(body, null, 2).replaceAll('\n', '\n  ')},`]),
  ];
  const call = parts.length === 0 ? '' : `{\n${parts.join('\n')}\n}`;
  return `const answer = await laurel.${operationId}(${call});`;
}
