// Samples of a request for the documentation: curl, and TypeScript with the client.

import type { Operation } from './operation.ts';

/** A placeholder of the operation's kind for every path parameter. */
function pathOf({ path, parameters = [] }: Operation): string {
  return path.replace(/\{(\w+)\}/g, (_, name) => {
    const pattern = parameters.find((parameter) => parameter.name === name)?.schema.pattern;
    return `${/^\^([a-z]{3}_)/.exec(pattern ?? '')?.[1] ?? ''}…`;
  });
}

export function isOpen({ security }: Operation): boolean {
  return security?.some((way) => Object.keys(way).length === 0) ?? false;
}

function takesKey({ parameters = [] }: Operation): boolean {
  return parameters.some(({ name }) => name === 'Idempotency-Key');
}

export function exampleBodyOf({ requestBody }: Operation): unknown {
  const media = Object.values(requestBody?.content ?? {})[0];
  return media?.example ?? Object.values(media?.examples ?? {})[0]?.value;
}

export function curlOf(operation: Operation, baseUrl: string): string {
  const body = exampleBodyOf(operation);
  const lines = [
    `curl${operation.method === 'GET' ? '' : ` -X ${operation.method}`} '${baseUrl}${pathOf(operation)}'`,
    ...(isOpen(operation) ? [] : [`-H "Authorization: Bearer $TOKEN"`]),
    ...(takesKey(operation) ? [`-H "Idempotency-Key: $(uuidgen)"`] : []),
    ...(body === undefined
      ? []
      : [`-H 'Content-Type: application/json'`, `-d '${quoted(JSON.stringify(body, null, 2))}'`]),
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
  const params = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name);
  const body = exampleBodyOf(operation);
  const parts = [
    ...(params.length === 0 ? [] : [`  params: { ${params.join(', ')} },`]),
    ...(body === undefined ? [] : [`  body: ${JSON.stringify(body, null, 2).replaceAll('\n', '\n  ')},`]),
  ];
  if (operationId in followers) return followers[operationId as keyof typeof followers];
  const call = parts.length === 0 ? '' : `{\n${parts.join('\n')}\n}`;
  return `const answer = await laurel.${operationId}(${call});`;
}
