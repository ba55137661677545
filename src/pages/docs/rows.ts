// The fields of a schema as rows of a table.

import type { ApiDocument, Schema } from './operation.ts';

type Schemas = ApiDocument['components']['schemas'];

export interface Row {
  /** With the names of the objects around it: `prizes.kind`, `items[].id`. */
  readonly name: string;
  readonly kind: string;
  readonly isRequired: boolean;
  readonly note: string;
}

/** One row per field, those of inner objects after their object. */
export function rowsOf(schema: Schema, schemas: Schemas, prefix = ''): Row[] {
  const { properties = {}, required = [], items, oneOf, anyOf } = resolve(schema, schemas);
  const kinds = oneOf ?? anyOf ?? [];
  if (kinds.length > 1) return rowsOfKinds(kinds, schemas, prefix);
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

interface MarkedRow extends Row {
  readonly mark: Mark | null;
}

/** A field that all kinds have alike is one row. Others are a row for each kind that differs, which names the kind. */
function rowsOfKinds(kinds: readonly Schema[], schemas: Schemas, prefix: string): Row[] {
  const all = kinds.flatMap((kind): MarkedRow[] => {
    const mark = markOf(resolve(kind, schemas));
    return rowsOf(kind, schemas, prefix).map((row) => ({ ...row, mark }));
  });
  return [...Map.groupBy(all, ({ name }) => name).values()].flatMap((same) => {
    const isSplit = same.every(({ name, mark }) => mark !== null && name.split('.').at(-1) !== mark.field);
    const parts = isSplit ? [...Map.groupBy(same, ({ kind, note }) => `${kind} ${note}`).values()] : [same];
    return parts.map((part) => joinRows(part, isSplit && part.length < kinds.length));
  });
}

function joinRows(rows: readonly MarkedRow[], namesKinds: boolean): Row {
  const [{ name, note, mark } = { name: '', note: '', mark: null }] = rows;
  const values = rows.map((row) => `\`${row.mark?.value}\``).join(', ');
  return {
    name,
    kind: [...new Set(rows.map(({ kind }) => kind))].join(' or '),
    isRequired: rows.every(({ isRequired }) => isRequired),
    note: namesKinds ? `With \`${mark?.field}\` ${values}: ${note}` : note,
  };
}

interface Mark {
  readonly field: string;
  readonly value: string;
}

/** The field by which one tells the kind, with the value that it has. */
function markOf({ properties = {} }: Schema): Mark | null {
  const [found] = Object.entries(properties).filter(([, { const: value }]) => typeof value === 'string');
  return found === undefined ? null : { field: found[0], value: String(found[1].const) };
}

function resolve(schema: Schema, schemas: Schemas): Schema {
  return schema.$ref === undefined ? schema : (schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {});
}

function withoutNull(schema: Schema, schemas: Schemas): Schema {
  const choices = (schema.anyOf ?? schema.oneOf ?? []).filter(({ type }) => type !== 'null');
  return choices.length === 1 ? resolve(choices[0] as Schema, schemas) : schema;
}

function kindOf(declared: Schema, schemas: Schemas): string {
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

function noteOf(declared: Schema, schemas: Schemas): string {
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
