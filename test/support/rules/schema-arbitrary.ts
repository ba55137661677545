// Values for a JSON Schema of the API document: valid ones, and ones with a mutation that a client could send by mistake or on purpose.

import fc from 'fast-check';
import type { Schema } from '../../../src/pages/docs/operation.ts';

/** Ids that exist, by prefix. */
export type KnownIds = Readonly<Record<string, readonly string[]>>;

const textOf = (min: number, max: number) =>
  fc.string({ minLength: min, maxLength: Math.min(max, min + 40), unit: 'grapheme' });

const dateTime = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2099-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

/** Fits the schema as far as a JSON Schema can say it. */
export function validValue(schema: Schema, ids: KnownIds): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fc.oneof(...choices.map((choice) => validValue(choice, ids)));
  const [type = 'null'] = [schema.type ?? 'null'].flat();
  if (Array.isArray(schema.type) && schema.type.length > 1)
    return fc.oneof(...schema.type.map((one: string) => validValue({ ...schema, type: one }, ids)));
  switch (type) {
    case 'string':
      return textValue(schema, ids);
    case 'integer':
      return fc.integer({
        min: Math.max(schema.minimum ?? -5, -(2 ** 31)),
        max: Math.min(schema.maximum ?? 50, 2 ** 31 - 1),
      });
    case 'number':
      return fc.oneof(fc.integer({ min: -5, max: 50 }), fc.double({ noNaN: true, noDefaultInfinity: true }));
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(validValue(schema.items ?? {}, ids), { maxLength: 4 });
    case 'object':
      return fc.record(
        Object.fromEntries(
          Object.entries(schema.properties ?? {}).map(([name, inner]) => [name, validValue(inner, ids)]),
        ),
        { requiredKeys: [...(schema.required ?? [])] },
      );
    default:
      return fc.constant(null);
  }
}

function textValue({ pattern, format, minLength = 0, maxLength = 60 }: Schema, ids: KnownIds): fc.Arbitrary<unknown> {
  const prefix = /^\^([a-z]{3})_/.exec(pattern ?? '')?.[1];
  if (prefix !== undefined) return fc.constantFrom(...(ids[prefix] ?? []), `${prefix}_${'0'.repeat(26)}`);
  if (format === 'date-time') return dateTime;
  if (pattern !== undefined) return fc.constantFrom('#1d3f8a', 'gift:2026/1', 'AAAA', 'x');
  return textOf(minLength, maxLength);
}

const odd: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 2 ** 53, -(2 ** 63), 1e308, '', ' ', [], {}, [[]], [null]],
  ...[
    '\u0000',
    '\ud800',
    '\u202Eabc',
    'a\u0301'.repeat(500),
    '😀',
    "'; DROP TABLE x; --",
    '../../etc',
    '%00',
    'x'.repeat(70_000),
  ],
  ...['2026-02-30T00:00:00Z', '0000-01-01T00:00:00Z', '99999-01-01T00:00:00Z', 'NaN', '__proto__', 'constructor'],
  { __proto__: null, a: 1 },
  JSON.parse(`${'['.repeat(200)}${']'.repeat(200)}`),
];

/** One part of the value is replaced, removed or added. */
export function mutated(value: unknown): fc.Arbitrary<unknown> {
  const places = pathsOf(value);
  return fc
    .tuple(fc.constantFrom(...places), fc.constantFrom('replace', 'remove', 'add'), fc.constantFrom(...odd))
    .map(([path, way, other]) => change(value, path, way, other));
}

function pathsOf(value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return [[]];
  return [[], ...Object.entries(value).flatMap(([key, inner]) => pathsOf(inner).map((path) => [key, ...path]))];
}

function change(value: unknown, [key, ...rest]: readonly string[], way: string, other: unknown): unknown {
  if (key === undefined) {
    if (way !== 'add' || typeof value !== 'object' || value === null) return other;
    return Array.isArray(value) ? [...value, other] : { ...value, unknownField: other };
  }
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string, unknown>;
  if (way === 'remove' && rest.length === 0) delete copy[key];
  else copy[key] = change(copy[key], rest, way, other);
  return copy;
}
