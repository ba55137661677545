// Sends requests to a running Laurel and records them with their answers, to be rendered as a document.

import { definitions } from '../../../src/cli/dev/write-openapi.ts';
import { makePlayerId, signToken } from '../../../src/cli/operator/sign-token.ts';
import type { Role } from '../../../src/core/actor.ts';

export interface Caller {
  readonly id: string;
  readonly token: string;
}

// biome-ignore lint/suspicious/noExplicitAny: as in api.ts
type Json = any;

export interface Ask {
  /** Without a title the request is not recorded. */
  readonly title?: string;
  readonly note?: string;
  readonly as?: Caller;
  /** Bytes are a file, and so is text of `mediaType`. */
  readonly body?: unknown;
  readonly mediaType?: string;
  /** Expected; without it any 2xx. */
  readonly status?: number;
  /** The item of a list that is shown; otherwise the first. */
  readonly shows?: (item: Json) => boolean;
  /** The body is a further example of its route in the API document, under this title. */
  readonly isVariant?: true;
  /** Lists are shown whole. */
  readonly isWhole?: boolean;
  /** Values of fields that depend on how far the queue is. */
  readonly settled?: Readonly<Record<string, unknown>>;
}

export interface Example {
  readonly section: string;
  readonly title: string;
  readonly note: string;
  /** The request line, or the name of the frame. */
  readonly request: string;
  readonly body?: unknown;
  readonly isVariant?: true;
  /** The status line, or who sends the frame. */
  readonly outcome: string;
  readonly answer: unknown;
}

export function createRecorder(baseUrl: string, jwtSecret: string) {
  const examples: Example[] = [];
  /** Every tournament that was made, with its organizer. */
  const tournaments: { readonly id: string; readonly organizer: Caller }[] = [];
  let section = '';

  async function aCaller(name: string, ...roles: Role[]): Promise<Caller> {
    const id = makePlayerId();
    // Ids sort by their millisecond: each caller has its own.
    await new Promise((resolve) => setTimeout(resolve, 2));
    return { id, token: await signToken(jwtSecret, { sub: id, name, roles, ttlSeconds: 3600 }) };
  }

  async function ask(request: string, options: Ask = {}): Promise<Json> {
    const [method = '', path = ''] = request.split(' ');
    const message = messageOf(options, method);
    const send = (headers = {}) =>
      fetch(new URL(path, baseUrl), { method, ...message, headers: { ...message.headers, ...headers } });
    const sendUnchanged = async () =>
      send(options.status === undefined ? await conditionOf(request, options, send) : {});
    let response = await sendUnchanged();
    // A job may change what was read, such as the count of verifications. One that is refused for it did nothing.
    for (let again = 0; again < 5 && response.status === 412 && options.status === undefined; again += 1)
      response = await sendUnchanged();
    const text = await response.text();
    const isExpected = options.status === undefined ? response.ok : response.status === options.status;
    if (!isExpected) throw new Error(`${request} answered ${response.status}: ${text.slice(0, 500)}`);
    const answer: Json = text === '' ? undefined : JSON.parse(text);
    if (request === 'POST /v1/tournaments' && response.ok && options.as !== undefined)
      tournaments.push({ id: answer.id, organizer: options.as });
    if (options.title !== undefined) {
      const location = response.headers.get('location');
      examples.push({
        ...{ section, title: options.title, note: options.note ?? '', request },
        ...(options.body instanceof Uint8Array ? {} : { body: options.body }),
        ...(options.isVariant === true ? { isVariant: true } : {}),
        outcome: `${response.status}${location === null ? '' : `, \`Location: ${location}\``}`,
        answer: shorten(settle(answer, options), options),
      });
    }
    return answer;
  }

  /** The header If-Match, where the route takes one. With another ETag the act is refused, and changes nothing. */
  async function conditionOf(request: string, { as }: Ask, send: (headers: object) => Promise<Response>) {
    const readPath = readPathOf(request);
    if (readPath === null) return {};
    const headers = as === undefined ? {} : { authorization: `Bearer ${as.token}` };
    const read = await fetch(new URL(readPath, baseUrl), { headers });
    const refused = await send({ 'if-match': '"other"' });
    if (refused.status !== 412)
      throw new Error(`${request} with another ETag: ${refused.status} ${await refused.text()}`);
    // Nothing is there yet: the act makes it.
    if (read.status === 404) return {};
    return { 'if-match': read.headers.get('etag') ?? '' };
  }

  async function download(path: string, as: Caller): Promise<Uint8Array> {
    const response = await fetch(new URL(path, baseUrl), { headers: { authorization: `Bearer ${as.token}` } });
    if (!response.ok) throw new Error(`GET ${path} answered ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }

  /** The first event of each type, of all tournaments. Some are sent later than the answer to their act. */
  async function eventsByType(): Promise<Readonly<Record<string, Json>>> {
    const found: Record<string, Json> = {};
    for (const { id, organizer } of tournaments) {
      const headers = { authorization: `Bearer ${organizer.token}` };
      let since = 0;
      for (;;) {
        const response = await fetch(new URL(`/v1/tournaments/${id}/events?since=${since}`, baseUrl), { headers });
        // A draft that was deleted has none.
        const { items = [] } = (await response.json()) as Json;
        if (items.length === 0) break;
        for (const event of items) found[event.type] ??= event;
        since = items.at(-1).seq;
      }
    }
    return found;
  }

  return {
    examples,
    eventsByType,
    aCaller,
    ask,
    download,
    begin(name: string): void {
      section = name;
    },
    frame(title: string, answer: Json, { note = '', sent = '', outcome = 'Received:' } = {}): void {
      const request = sent === '' ? '' : `Sent: ${sent}`;
      examples.push({ section, title, note, request, outcome, answer: shorten(answer, {}) });
    },
  };
}

export type Recorder = ReturnType<typeof createRecorder>;

/** Who and what all parts of the story share. */
export interface Stage {
  readonly api: Recorder;
  readonly organizer: Caller;
  readonly finance: Caller;
  readonly ada: Caller;
  readonly others: readonly Caller[];
  readonly wallets: ReadonlyMap<Caller, string>;
  readonly id: string;
}

function messageOf({ as, body, mediaType }: Ask, method: string): RequestInit {
  const headers = {
    accept: 'application/json',
    ...(as === undefined ? {} : { authorization: `Bearer ${as.token}` }),
    ...(method === 'POST' && as !== undefined ? { 'idempotency-key': crypto.randomUUID() } : {}),
  };
  if (body === undefined) return { headers };
  if (mediaType !== undefined) return { headers: { ...headers, 'content-type': mediaType }, body: String(body) };
  if (body instanceof Uint8Array) {
    return { headers: { ...headers, 'content-type': 'application/pdf' }, body: body as Uint8Array<ArrayBuffer> };
  }
  return { headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

/** A cursor holds random ids, so that it would differ in every run. */
function settle(answer: Json, { settled }: Ask): Json {
  const cursor = typeof answer?.nextCursor === 'string' ? { nextCursor: exampleCursor } : {};
  return answer === undefined || Array.isArray(answer) ? answer : { ...answer, ...cursor, ...settled };
}

const exampleCursor = 'cXdwZDJnIHJlZ18wMW04aHRicDVwc2YwdzZ4ODhuNnIycDBncg';

/** Of a list of objects, one. */
function shorten(value: Json, ask: Ask): Json {
  if (ask.isWhole === true) return value;
  if (Array.isArray(value)) {
    if (typeof value[0] !== 'object') return value;
    const shown = (ask.shows === undefined ? undefined : value.find(ask.shows)) ?? value[0];
    return [shorten(shown, ask)];
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, shorten(field, ask)]));
}

/** Of what the route's If-Match is about; null if it takes none. */
function readPathOf(request: string): string | null {
  const [method = '', path = ''] = request.split(' ');
  for (const { ifMatchOf, ...route } of definitions) {
    const names = route.path.match(/:\w+/g) ?? [];
    const found = new RegExp(`^${route.path.replace(/:\w+/g, '([^/]+)')}$`).exec(path);
    if (ifMatchOf === undefined || route.method !== method || found === null) continue;
    const read = definitions.find(({ name }) => name === ifMatchOf);
    return names.reduce((text, name, index) => text.replace(name, found[index + 1] ?? ''), read?.path ?? '');
  }
  return null;
}
