// The API document in the form that the pages show: operations by tag, fields of schemas as rows.

export interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly $ref?: string;
  readonly examples?: readonly unknown[];
}

export interface Media {
  readonly schema?: Schema;
  readonly example?: unknown;
  /** Instead of one example. The first is the usual one. */
  readonly examples?: Readonly<Record<string, { readonly summary?: string; readonly value: unknown }>>;
}

export interface Answer {
  readonly description: string;
  readonly content?: Readonly<Record<string, Media>>;
}

interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly required?: boolean;
  readonly description?: string;
  readonly schema: Schema;
}

export interface ApiOperation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<Record<string, Answer>>;
  readonly security?: readonly object[];
}

export interface ApiDocument {
  readonly info: { readonly version: string; readonly description: string };
  readonly tags: readonly { readonly name: string; readonly description: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, ApiOperation>>>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>;
    readonly responses: Readonly<Record<string, Answer>>;
  };
}

export interface Operation extends ApiOperation {
  readonly method: string;
  readonly path: string;
  readonly tag: string;
}

/** With the responses in place of the references to them. */
export function operationsOf({ paths, components }: ApiDocument): Operation[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const responses = Object.fromEntries(
        Object.entries(operation.responses).map(([status, answer]) => [status, answerOf(answer, components)]),
      );
      return { ...operation, responses, method: method.toUpperCase(), path, tag: operation.tags[0] ?? '' };
    }),
  );
}

function answerOf(answer: Answer & { readonly $ref?: string }, { responses }: ApiDocument['components']): Answer {
  return answer.$ref === undefined ? answer : (responses[answer.$ref.split('/').at(-1) ?? ''] ?? answer);
}

/** Operations that contain every word: in path, texts, name or fields. */
export function searchOperations(operations: readonly Operation[], text: string): Operation[] {
  const wanted = text.toLowerCase().split(/\s+/).filter(Boolean);
  return operations.filter((operation) => {
    const { method, path, summary, description, operationId, parameters, requestBody, responses } = operation;
    const found = [
      method,
      path,
      summary,
      description,
      operationId,
      JSON.stringify([parameters, requestBody, responses]),
    ]
      .join(' ')
      .toLowerCase();
    return wanted.every((word) => found.includes(word));
  });
}

export interface Row {
  /** With the names of the objects around it: `prizes.kind`, `items[].id`. */
  readonly name: string;
  readonly kind: string;
  readonly isRequired: boolean;
  readonly note: string;
}

/** One row per field, those of inner objects after their object. */
export function rowsOf(schema: Schema, schemas: ApiDocument['components']['schemas'], prefix = ''): Row[] {
  const { properties = {}, required = [], items, oneOf, anyOf } = resolve(schema, schemas);
  const kinds = oneOf ?? anyOf ?? [];
  if (kinds.length > 1) return uniqueRows(kinds.flatMap((kind) => rowsOf(kind, schemas, prefix)));
  if (items !== undefined && Object.keys(properties).length === 0) return rowsOf(items, schemas, `${prefix}[]`);
  return Object.entries(properties).flatMap(([field, declared]) => {
    const name = prefix === '' ? field : `${prefix}.${field}`;
    const inner = withoutNull(resolve(declared, schemas), schemas);
    const row = {
      name,
      kind: kindOf(declared, schemas),
      isRequired: required.includes(field),
      note: noteOf(declared, schemas),
    };
    return [row, ...rowsOf(inner, schemas, name)];
  });
}

/** Fields that several kinds have are shown once. */
function uniqueRows(rows: readonly Row[]): Row[] {
  const byName = Map.groupBy(rows, ({ name }) => name);
  return [...byName.values()].flatMap(([row, ...others]) => {
    if (row === undefined) return [];
    const kinds = [...new Set([row, ...others].map(({ kind }) => kind))];
    return [{ ...row, kind: kinds.join(' or '), isRequired: [row, ...others].every(({ isRequired }) => isRequired) }];
  });
}

function resolve(schema: Schema, schemas: ApiDocument['components']['schemas']): Schema {
  return schema.$ref === undefined ? schema : (schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
}

function withoutNull(schema: Schema, schemas: ApiDocument['components']['schemas']): Schema {
  const choices = (schema.anyOf ?? schema.oneOf ?? []).filter(({ type }) => type !== 'null');
  return choices.length === 1 ? resolve(choices[0] as Schema, schemas) : schema;
}

function kindOf(declared: Schema, schemas: ApiDocument['components']['schemas']): string {
  const schema = resolve(declared, schemas);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return [...new Set(choices.map((choice) => kindOf(choice, schemas)))].join(' or ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum !== undefined) return schema.enum.map((value) => JSON.stringify(value)).join(' or ');
  if (schema.items !== undefined) return `list of ${kindOf(schema.items, schemas)}`;
  const type = [schema.type ?? 'any'].flat().map(String);
  return type.map((name) => (name === 'string' ? textKind(schema) : (typeNames[name] ?? name))).join(' or ');
}

const typeNames: Readonly<Record<string, string>> = {
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
};

function textKind({ format, pattern }: Schema): string {
  if (format === 'date-time') return 'date and time';
  const kind = /^\^([a-z]{3})_/.exec(pattern ?? '')?.[1];
  return kind === undefined ? 'text' : `id ${kind}_…`;
}

function noteOf(declared: Schema, schemas: ApiDocument['components']['schemas']): string {
  const schema = { ...resolve(declared, schemas), ...declared };
  const bounds = withoutNull(schema, schemas);
  const parts = [
    schema.description ?? bounds.description,
    rangeOf(bounds.minLength, bounds.maxLength, ' characters'),
    Number.isSafeInteger(bounds.maximum) && Math.abs(bounds.maximum ?? 0) === Number.MAX_SAFE_INTEGER
      ? undefined
      : rangeOf(bounds.minimum, bounds.maximum, ''),
    schema.default === undefined || schema.default === null ? undefined : `Default ${JSON.stringify(schema.default)}.`,
  ];
  return parts.filter((part) => part !== undefined).join(' ');
}

function rangeOf(min: number | undefined, max: number | undefined, unit: string): string | undefined {
  if (min === undefined && max === undefined) return undefined;
  if (max === undefined) return `At least ${min}${unit}.`;
  return min === undefined ? `At most ${max}${unit}.` : `${min} to ${max}${unit}.`;
}
