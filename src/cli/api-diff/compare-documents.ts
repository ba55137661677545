// What differs between two API documents, and which of it breaks a client of the earlier one. A request breaks when something that was sent is
// refused or means something else; an answer breaks when something that was read is gone or was never expected. Descriptions and examples
// count for nothing.

import { type Difference, type Schema, SchemaWalk } from './compare-schemas.ts';

/** What the API document says of something that will go. */
interface Leaving {
  readonly deprecated?: boolean;
  /** `yyyy-mm-dd`; absent: not decided. */
  readonly 'x-sunset'?: string;
}
interface Parameter extends Leaving {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
  readonly schema?: Schema;
  readonly $ref?: string;
}
interface Content {
  readonly content?: Readonly<Record<string, { readonly schema?: Schema }>>;
  readonly required?: boolean;
  readonly description?: string;
}
export interface Operation extends Leaving {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: Content;
  readonly responses?: Readonly<Record<string, Content & { readonly $ref?: string }>>;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
}
export interface ApiDocument {
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly security?: Operation['security'];
  readonly components?: {
    readonly schemas?: Readonly<Record<string, Schema>>;
    readonly responses?: Readonly<Record<string, Content>>;
  };
}

/** `today` is `yyyy-mm-dd`: what was announced to be gone by then breaks nobody. */
export function compareDocuments(
  before: ApiDocument,
  after: ApiDocument,
  today = new Date().toISOString().slice(0, 10),
): Difference[] {
  const found: Difference[] = [];
  const walk = new SchemaWalk(before.components?.schemas ?? {}, after.components?.schemas ?? {}, (one) =>
    found.push(one),
  );
  const [old, now] = [operationsOf(before), operationsOf(after)];
  for (const [address, operation] of old) {
    const next = now.get(address);
    const subject = operation.operationId;
    if (next === undefined) {
      const { what, breaks } = removal(operation, today);
      found.push({ subject, what: `${address} ${what}`, breaks });
    } else
      compareOperations({ before, after, walk, today }, operation, next, (what, breaks) =>
        found.push({ subject, what, breaks }),
      );
  }
  for (const [address, { operationId }] of now)
    if (!old.has(address)) found.push({ subject: operationId, what: `${address} was added`, breaks: false });
  walk.compareShared();
  return found;
}

function operationsOf({ paths }: ApiDocument): Map<string, Operation> {
  return new Map(
    Object.entries(paths).flatMap(([path, methods]) =>
      // The name of a parameter in a path means nothing to a client.
      Object.entries(methods).map(([method, operation]) => [
        `${method.toUpperCase()} ${path.replace(/\{\w+\}/g, '{}')}`,
        operation,
      ]),
    ),
  );
}

/** Only a sunset that was released, and that has passed, lets something go. */
function removal({ deprecated, 'x-sunset': sunset }: Leaving, today: string) {
  if (deprecated !== true) return { what: 'was removed', breaks: true };
  if (sunset === undefined) return { what: 'was removed without a sunset', breaks: true };
  return sunset > today
    ? { what: `was removed before its sunset ${sunset}`, breaks: true }
    : { what: `was removed after its sunset ${sunset}`, breaks: false };
}

type Say = (what: string, breaks: boolean) => unknown;
interface Documents {
  readonly before: ApiDocument;
  readonly after: ApiDocument;
  readonly walk: SchemaWalk;
  readonly today: string;
}

function compareOperations(documents: Documents, old: Operation, now: Operation, say: Say): void {
  if (old.operationId !== now.operationId)
    say(`its name became ${now.operationId}, and so did the method of the client`, true);
  if (now.deprecated === true && old.deprecated !== true) say('it was deprecated', false);
  compareParameters(documents, old, now, say);
  compareBodies(documents, old, now, say);
  compareAnswers(documents, old, now, say);
  const lost = securityOf(documents.before, old).filter((one) => !securityOf(documents.after, now).includes(one));
  if (lost.length > 0) say(`it is no longer open to: ${lost.join('; ')}`, true);
}

const securityOf = ({ security = [] }: ApiDocument, operation: Operation): string[] =>
  (operation.security ?? security).map((one) => {
    const [entry] = Object.entries(one);
    return entry === undefined ? 'everybody' : [entry[0], ...entry[1]].join(' ');
  });

const keyOf = ({ in: place, name }: Parameter, index: number) =>
  place === 'path' ? `path ${index}` : `${place} ${name}`;
const byKey = ({ parameters = [] }: Operation) => new Map(parameters.map((one, index) => [keyOf(one, index), one]));

function compareParameters({ walk, today }: Documents, old: Operation, now: Operation, say: Say): void {
  const [earlier, later] = [byKey(old), byKey(now)];
  for (const [key, parameter] of earlier) {
    const next = later.get(key);
    if (next === undefined) {
      const { what, breaks } = removal(parameter, today);
      say(`parameter ${key} ${what}`, breaks);
    } else {
      if (next.deprecated === true && parameter.deprecated !== true) say(`parameter ${key} was deprecated`, false);
      if (next.required === true && parameter.required !== true) say(`parameter ${key} became required`, true);
      walk.compare(parameter.schema ?? {}, next.schema ?? {}, { place: `parameter ${key}`, direction: 'request', say });
    }
  }
  for (const [key, { required }] of later)
    if (!earlier.has(key)) say(`parameter ${key} was added${required ? ', required' : ''}`, required === true);
}

function compareBodies({ walk }: Documents, old: Operation, now: Operation, say: Say): void {
  const [earlier, later] = [old.requestBody, now.requestBody];
  if (earlier === undefined) {
    if (later !== undefined) say('a body was added', later.required === true);
    return;
  }
  if (later === undefined) {
    say('the body was removed', true);
    return;
  }
  if (later.required === true && earlier.required !== true) say('the body became required', true);
  compareContent(walk, earlier, later, { place: 'body', direction: 'request', say });
}

function compareContent(
  walk: SchemaWalk,
  old: Content,
  now: Content,
  at: { readonly place: string; readonly direction: 'request' | 'answer'; readonly say: Say },
): void {
  for (const [mediaType, { schema = {} }] of Object.entries(old.content ?? {})) {
    const next = now.content?.[mediaType];
    if (next === undefined) at.say(`${at.place}: ${mediaType} was removed`, true);
    else walk.compare(schema, next.schema ?? {}, at);
  }
  for (const mediaType of Object.keys(now.content ?? {}))
    if (old.content?.[mediaType] === undefined) at.say(`${at.place}: ${mediaType} was added`, false);
}

function compareAnswers({ before, after, walk }: Documents, old: Operation, now: Operation, say: Say): void {
  const resolve = (document: ApiDocument, answer: Content & { readonly $ref?: string }): Content =>
    answer.$ref === undefined ? answer : (document.components?.responses?.[answer.$ref.split('/').at(-1) ?? ''] ?? {});
  for (const [status, answer] of Object.entries(old.responses ?? {})) {
    const next = now.responses?.[status];
    if (next === undefined) {
      say(`answer ${status} was removed`, isResult(status));
      continue;
    }
    const [earlier, later] = [resolve(before, answer), resolve(after, next)];
    compareContent(walk, earlier, later, { place: `answer ${status}`, direction: 'answer', say });
    if (Number(status) >= 400) compareCodes(status, earlier, later, say);
  }
  for (const [status, answer] of Object.entries(now.responses ?? {})) {
    if (old.responses?.[status] !== undefined) continue;
    say(`answer ${status} was added`, isResult(status));
    if (Number(status) >= 400) compareCodes(status, {}, resolve(after, answer), say);
  }
}

/** A refusal that no longer happens breaks nobody, nor does 304: only who has a copy already is answered so (RFC 9110 §15.4.5). */
const isResult = (status: string) => Number(status) < 400 && status !== '304';

/** Clients decide by the code; an unknown one is handled by its status, so a new one breaks nobody. */
function compareCodes(status: string, old: Content, now: Content, say: Say): void {
  const codes = ({ description = '' }: Content) => [...description.matchAll(/^- `(\w+)`/gm)].map(([, code]) => code);
  const [earlier, later] = [codes(old), codes(now)];
  for (const code of later) if (!earlier.includes(code)) say(`problem ${code} (${status}) was added`, false);
  for (const code of earlier) if (!later.includes(code)) say(`problem ${code} (${status}) was removed`, false);
}
