// Renders recorded requests as Markdown. What differs from run to run is replaced: the same run always gives the same text.

import { idPrefixes } from '../../../src/core/id.ts';
import type { Example } from './api-recorder.ts';

/** In the order of the document; each with its introduction. */
export type Sections = readonly (readonly [name: string, introduction: string])[];

const widthMax = 120;

interface Named {
  readonly method: string;
  readonly path: string;
  /** Of the operation and of the client's method. */
  readonly name: string;
}

/** Each request with the method of the client that sends it. */
export function renderDocument(
  head: string,
  { sections, routes }: { readonly sections: Sections; readonly routes: readonly Named[] },
  examples: readonly Example[],
): string {
  const parts = sections.map(([name, introduction]) => {
    const own = examples
      .filter(({ section }) => section === name)
      .map((one) => renderExample(one, methodOf(routes, one)));
    return [`## ${name}`, introduction, ...own].filter((part) => part !== '').join('\n\n');
  });
  return `${stabilize([head, ...parts].join('\n\n'))}\n`;
}

interface RecordedRoute {
  body?: unknown;
  variants?: Record<string, unknown>;
  readonly answers: Record<string, unknown>;
}

/** By method and path pattern of their route, for the API document. Of several requests to a route the first is taken, and variants. */
export function renderExamples(
  routes: readonly { readonly method: string; readonly path: string }[],
  examples: readonly Example[],
): string {
  const found = new Map<string, RecordedRoute>();
  for (const { request, title, body, isVariant, outcome, answer } of examples) {
    const [method = '', path = ''] = request.split(' ');
    const route = routes.find(
      (one) => one.method === method && patternOf(one.path).test(path.replace(/\/?(\?.*)?$/, '')),
    );
    const status = outcome.slice(0, 3);
    if (route === undefined || !/^2\d\d$/.test(status)) continue;
    const recorded = found.get(`${route.method} ${route.path}`) ?? { answers: {} };
    if (isVariant) recorded.variants = { ...recorded.variants, [title]: body };
    else if (body !== undefined) recorded.body ??= body;
    if (answer !== undefined) recorded.answers[status] ??= answer;
    found.set(`${route.method} ${route.path}`, recorded);
  }
  return `${stabilize(JSON.stringify(Object.fromEntries([...found].sort()), null, 1))}\n`;
}

/** Sent to who comes back too late to be told what was missed. */
export const unrecordedFrames: readonly string[] = ['resync'];

/** The events, and the first frame of each type that a socket received. */
export function renderEventExamples(events: Readonly<Record<string, unknown>>, examples: readonly Example[]): string {
  const frames: Record<string, unknown> = {};
  for (const { section, outcome, answer } of examples) {
    const { type } = (answer ?? {}) as { readonly type?: unknown };
    if (section === 'Live' && outcome === 'Received:' && typeof type === 'string') frames[type] ??= answer;
  }
  return `${stabilize(JSON.stringify({ events, frames }, null, 1))}\n`;
}

/** null: it is no request, or to an address that no operation has. Of several routes the one with the fewest parameters is meant. */
function methodOf(routes: readonly Named[], { request }: Example): string | null {
  const [method = '', path = ''] = request.split(' ');
  const found = routes.filter((one) => one.method === method && patternOf(one.path).test(path.replace(/\?.*$/, '')));
  const [route] = found.toSorted((a, b) => a.path.split(':').length - b.path.split(':').length);
  return route === undefined ? null : route.name;
}

const patternOf = (path: string) => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`);

function renderExample({ title, note, request, body, outcome, answer }: Example, method: string | null): string {
  const shown = request.startsWith('Sent: ')
    ? request.replace(/^Sent: (.*)$/, 'Sent: `$1`')
    : `\`${withoutIds(request)}\`${method === null ? '' : `, client: \`${method}\``}`;
  return [
    `### ${title}`,
    note,
    request === '' ? '' : shown,
    body === undefined ? '' : block(body),
    outcome,
    answer === undefined ? '' : block(answer),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function block(value: unknown): string {
  return `\`\`\`json\n${format(value, '')}\n\`\`\``;
}

/** On one line where it fits. */
function format(value: unknown, indent: string): string {
  const line = inline(value);
  if (typeof value !== 'object' || value === null || indent.length + line.length <= widthMax) return line;
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item) => format(item, inner))
    : Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}: ${format(field, inner)}`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  return `${open}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close}`;
}

function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([name, field]) => `${JSON.stringify(name)}: ${inline(field)}`);
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

const idPattern = new RegExp(`\\b(${Object.values(idPrefixes).join('|')})_[0-9a-hjkmnp-tv-z]{26}\\b`, 'g');
const codePattern = /\b[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}\b/g;

function withoutIds(request: string): string {
  return request.replace(idPattern, ':id').replace(codePattern, ':code');
}

/** Ids and codes are numbered by their first appearance, so that equal ones stay equal. */
function stabilize(text: string): string {
  const counts = new Map<string, number>();
  const names = new Map<string, string>();
  const rename = (found: string, kind: string, make: (count: number) => string) => {
    const known = names.get(found);
    if (known !== undefined) return known;
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    names.set(found, make(count));
    return make(count);
  };
  return (
    text
      .replace(idPattern, (id, prefix: string) =>
        /_0+$/.test(id) ? id : rename(id, prefix, (count) => `${prefix}_${String(count).padStart(26, '0')}`),
      )
      .replace(codePattern, (code) => rename(code, 'code', (count) => `7K3M-Q0XW-V8TD-000${count}`))
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3,6}Z/g, (at) => (isRecent(at) ? '2026-11-28T12:00:00.000Z' : at))
      .replace(/"\d{4}-\d\d-\d\d"/g, (date) => (isRecent(date.slice(1, -1)) ? '"2026-11-28"' : date))
      // In texts of moderation, and later than any other time.
      .replace(/\d{1,2} \p{L}+ \d{4}, \d\d:\d\d UTC/gu, '28 November 2026, 12:00 UTC')
      .replace(/[০-৯]{1,2} [\p{L}\p{M}]+ [০-৯]{4}, [০-৯]{2}:[০-৯]{2} UTC/gu, '২৮ নভেম্বর ২০২৬, ১২:০০ UTC')
      // Of API keys: a year ahead.
      .replace(/"expiresAt": "([^"]+)"/g, (field, at) =>
        isRecent(new Date(Date.parse(at) - 365 * 86_400_000).toISOString())
          ? '"expiresAt": "2027-11-28T12:00:00.000Z"'
          : field,
      )
      .replace(/"decaysAt": "[^"]+"/g, '"decaysAt": "2028-11-27T12:00:00.000Z"')
      // Days ahead: a week for a sandbox, more for a file.
      .replace(/"removedAt": "(?!2026-11-28T12:00:00\.000Z)(2[^"]+)"/g, (_, at) => `"removedAt": "${afterDays(at)}"`)
      .replace(/"(sha256)": "[0-9a-f]{64}"/g, `"$1": "${'0123456789abcdef'.repeat(4)}"`)
      .replace(/"(settingsHash)": "[0-9a-f]{32}"/g, `"$1": "${'0123456789abcdef'.repeat(2)}"`)
      // Drawn from the id of the match.
      .replace(/"toss": [01]/g, '"toss": 0')
      .replace(/"sizeBytes": \d+/g, '"sizeBytes": 24576')
      .replace(/"(epoch|eventEpoch)": "[0-9a-f]{16}"/g, '"$1": "7c1e0a93d4b05e61"')
      .replace(/"position": "[0-9a-f]{16}:/g, '"position": "7c1e0a93d4b05e61:')
      .replace(/"joinCode": "\w+"/g, '"joinCode": "K7Q2M4XA"')
      // Expiry and signature of a download link.
      .replace(/\.\d{10}\.[\w-]{43}"/g, '.1795867200.Wq3uV0nKx7cYt2LrZs8dPb5hGf1jMe6oAi9kQw4yTUE"')
      .replace(/"requestId": "[^"]+"/g, '"requestId": "0b5e3a52-6f0c-4f0e-9d53-3f5f4a6f7c11"')
  );
}

/** As far from the time of the document as `at` is from now, in whole days. */
function afterDays(at: string): string {
  const days = Math.round((Date.parse(at) - Date.now()) / 86_400_000);
  return new Date(Date.parse('2026-11-28T12:00:00.000Z') + days * 86_400_000).toISOString();
}

/** Made during the run: at most two days from now. */
function isRecent(at: string): boolean {
  return Math.abs(Date.parse(at) - Date.now()) < 2 * 86_400_000;
}
