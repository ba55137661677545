// Compares the schemas of two API documents. A schema that is shared is compared once, in each direction in which it is used.

export interface Difference {
  /** The name of an operation, or of a schema that operations share. */
  readonly subject: string;
  /** Where in it, and what. */
  readonly what: string;
  readonly breaks: boolean;
}

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly additionalProperties?: boolean | Schema;
  readonly propertyNames?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly prefixItems?: readonly Schema[];
  readonly [bound: string]: unknown;
}

export type Direction = 'request' | 'answer';

interface At {
  readonly place: string;
  readonly direction: Direction;
  readonly say: (what: string, breaks: boolean) => unknown;
}

/** A larger value of these allows less; of the others a smaller value does. */
const lowerBounds = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties'];
const upperBounds = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties'];
const nameOf = (ref: string) => ref.split('/').at(-1) ?? ref;
const text = (value: unknown) => (value === undefined ? 'none' : JSON.stringify(value));

export class SchemaWalk {
  readonly #old: Readonly<Record<string, Schema>>;
  readonly #now: Readonly<Record<string, Schema>>;
  readonly #report: (one: Difference) => unknown;
  /** Name and direction of shared schemas that are still to be compared, or were. */
  readonly #shared = new Map<string, { readonly name: string; readonly direction: Direction; isDone: boolean }>();

  constructor(
    old: Readonly<Record<string, Schema>>,
    now: Readonly<Record<string, Schema>>,
    report: (one: Difference) => unknown,
  ) {
    [this.#old, this.#now, this.#report] = [old, now, report];
  }

  /** Every shared schema that was met under one name in both documents, and those within them. */
  compareShared(): void {
    for (let left = this.#open(); left.length > 0; left = this.#open())
      for (const one of left) {
        one.isDone = true;
        const { name, direction } = one;
        const say = (what: string, breaks: boolean) => this.#report({ subject: name, what, breaks });
        this.compare(this.#old[name] ?? {}, this.#now[name] ?? {}, { place: `as ${direction}`, direction, say });
      }
  }

  #open() {
    return [...this.#shared.values()].filter(({ isDone }) => !isDone);
  }

  compare(old: Schema, now: Schema, at: At): void {
    if (old.$ref !== undefined && old.$ref === now.$ref) {
      const name = nameOf(old.$ref);
      const key = `${at.direction} ${name}`;
      if (!this.#shared.has(key)) this.#shared.set(key, { name, direction: at.direction, isDone: false });
      return;
    }
    const [earlier, later] = [this.#resolve(old, this.#old), this.#resolve(now, this.#now)];
    this.#compareVariants(earlier, later, at);
    compareTypes(earlier, later, at);
    compareValues(earlier, later, at);
    compareBounds(earlier, later, at);
    this.#compareFields(earlier, later, at);
    this.#compareParts(earlier, later, at);
  }

  #resolve(schema: Schema, all: Readonly<Record<string, Schema>>): Schema {
    return schema.$ref === undefined ? schema : (all[nameOf(schema.$ref)] ?? {});
  }

  #compareFields(old: Schema, now: Schema, at: At): void {
    const isRequest = at.direction === 'request';
    const [earlier, later] = [old.properties ?? {}, now.properties ?? {}];
    for (const [name, field] of Object.entries(earlier)) {
      const next = later[name];
      const place = `${at.place}.${name}`;
      const [was, is] = [old.required?.includes(name) ?? false, now.required?.includes(name) ?? false];
      if (next === undefined) {
        at.say(`${place} was removed`, true);
        continue;
      }
      if (was !== is) at.say(`${place} became ${is ? 'required' : 'optional'}`, is === isRequest);
      this.compare(field, next, { ...at, place });
    }
    for (const name of Object.keys(later)) {
      if (name in earlier) continue;
      const isNeeded = isRequest && (now.required?.includes(name) ?? false);
      at.say(`${at.place}.${name} was added${isNeeded ? ', required' : ''}`, isNeeded);
    }
  }

  /** Items, names and values of records, and parts of tuples. */
  #compareParts(old: Schema, now: Schema, at: At): void {
    const parts = ['items', 'propertyNames', 'additionalProperties'] as const;
    for (const part of parts) {
      const [earlier, later] = [old[part], now[part]];
      const place = part === 'items' ? `${at.place}[]` : `${at.place} (${part})`;
      if (isSchema(earlier) && isSchema(later)) this.compare(earlier, later, { ...at, place });
      else if (text(earlier) !== text(later)) {
        // Closed to other fields: a request loses by it. Open: an answer may have what nobody expects.
        const isNarrower = earlier === undefined || earlier === true || later === false;
        at.say(`${place} changed`, isNarrower === (at.direction === 'request'));
      }
    }
    this.#compareLists('prefixItems', old, now, at);
    this.#compareLists('allOf', old, now, at);
  }

  #compareLists(part: 'prefixItems' | 'allOf', old: Schema, now: Schema, at: At): void {
    const [earlier, later] = [old[part] ?? [], now[part] ?? []];
    if (earlier.length !== later.length)
      at.say(`${at.place} (${part}) has ${later.length} parts, was ${earlier.length}`, true);
    for (const [index, one] of earlier.entries())
      this.compare(one, later[index] ?? {}, { ...at, place: `${at.place} (${part} ${index})` });
  }

  /** Variants are paired by what tells them apart: a reference, a constant of a field, or the type. */
  #compareVariants(old: Schema, now: Schema, at: At): void {
    const [earlier, later] = [this.#variantsOf(old, this.#old), this.#variantsOf(now, this.#now)];
    if (earlier.size === 0 && later.size === 0) return;
    // One shape that became one of several.
    if (earlier.size === 0) earlier.set(this.#keyOf(old, this.#old), old);
    if (later.size === 0) later.set(this.#keyOf(now, this.#now), now);
    for (const [key, one] of earlier) {
      const next = later.get(key);
      if (next === undefined) at.say(`${at.place} is no longer ${key}`, at.direction === 'request');
      else if (one !== old || next !== now) this.compare(one, next, { ...at, place: `${at.place} (${key})` });
    }
    for (const key of later.keys())
      if (!earlier.has(key)) at.say(`${at.place} may be ${key}`, at.direction === 'answer');
  }

  #variantsOf(schema: Schema, all: Readonly<Record<string, Schema>>): Map<string, Schema> {
    const keys = new Map<string, Schema>();
    for (const one of schema.anyOf ?? schema.oneOf ?? []) {
      const key = this.#keyOf(one, all);
      // Two variants of one kind are told apart by their order.
      const count = [...keys.keys()].filter((known) => known === key || known.startsWith(`${key} #`)).length;
      keys.set(count === 0 ? key : `${key} #${count + 1}`, one);
    }
    return keys;
  }

  #keyOf(schema: Schema, all: Readonly<Record<string, Schema>>): string {
    if (schema.$ref !== undefined) return nameOf(schema.$ref);
    const fields = Object.entries(this.#resolve(schema, all).properties ?? {});
    const fixed = fields.find(([, { const: value }]) => value !== undefined);
    if (fixed !== undefined) return `${fixed[0]} ${text(fixed[1].const)}`;
    return schema.const === undefined ? String(schema.type ?? 'anything') : text(schema.const);
  }
}

const isSchema = (part: unknown): part is Schema => typeof part === 'object' && part !== null;
const hasVariants = ({ anyOf, oneOf }: Schema) => anyOf !== undefined || oneOf !== undefined;

function compareTypes(old: Schema, now: Schema, at: At): void {
  // Then the variants say what changed.
  if (hasVariants(old) || hasVariants(now)) return;
  const [earlier, later] = [[old.type ?? []].flat(), [now.type ?? []].flat()];
  const [lost, won] = [earlier.filter((one) => !later.includes(one)), later.filter((one) => !earlier.includes(one))];
  if (lost.length + won.length > 0)
    at.say(`${at.place} is ${later.join(' or ') || 'anything'}, was ${earlier.join(' or ') || 'anything'}`, true);
  for (const part of ['format', 'pattern'] as const)
    if (old[part] !== now[part]) {
      // Without it everything is allowed, which breaks no request.
      const breaks = at.direction === 'request' ? now[part] !== undefined : old[part] !== undefined;
      at.say(`${at.place}: ${part} is ${text(now[part])}, was ${text(old[part])}`, breaks);
    }
}

/** Of an enumeration or a constant. */
function compareValues(old: Schema, now: Schema, at: At): void {
  const [earlier, later] = [valuesOf(old), valuesOf(now)];
  if (earlier === null && later === null) return;
  if (earlier === null || later === null) {
    const isNarrower = earlier === null;
    at.say(`${at.place} is ${isNarrower ? 'one of a list' : 'any value'}`, isNarrower === (at.direction === 'request'));
    return;
  }
  for (const value of earlier)
    if (!later.includes(value)) at.say(`${at.place}: ${value} was removed`, at.direction === 'request');
  for (const value of later)
    if (!earlier.includes(value))
      at.say(`${at.place}: ${value} was added`, at.direction === 'answer' && !isOpen(at.place));
}

const valuesOf = (schema: Schema) =>
  schema.const === undefined ? (schema.enum?.map(text) ?? null) : [text(schema.const)];

/** Codes of problems, and events and facts of the audit trail, grow with every act: clients must expect others. docs/api-changes.md#what-clients-must-expect */
const isOpen = (place: string) => /\.(code|event|refType)\b|\(propertyNames\)$/.test(place);

function compareBounds(old: Schema, now: Schema, at: At): void {
  for (const bound of [...lowerBounds, ...upperBounds]) {
    const [was, is] = [old[bound] as number | undefined, now[bound] as number | undefined];
    if (was === is) continue;
    const isUpper = upperBounds.includes(bound);
    const [least, most] = isUpper ? [is ?? Infinity, was ?? Infinity] : [was ?? -Infinity, is ?? -Infinity];
    const isNarrower = least < most;
    at.say(`${at.place}: ${bound} is ${text(is)}, was ${text(was)}`, isNarrower === (at.direction === 'request'));
  }
}
