// The generated files of the client follow from the declared routes.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type JsonSchema, objectOf, typeOf } from '../../src/cli/client/schema-type.ts';
import { nameShapes } from '../../src/cli/client/shape-names.ts';
import { generatedFiles } from '../../src/cli/client/write-client.ts';

const folder = new URL('../../src/client/', import.meta.url).pathname;

it.each(Object.entries(generatedFiles()))('%s is what `npm run openapi` writes', (name, text) => {
  expect(readFileSync(folder + name, 'utf8')).toBe(text);
});

const answer = { nameOf: () => null, isRequest: false };

describe('a schema', () => {
  it.each<[string, JsonSchema]>([
    ['string', { type: 'string' }],
    ['number', { type: 'integer' }],
    ['string | null', { type: ['string', 'null'] }],
    ["'a' | 'b' | null", { anyOf: [{ type: 'string', enum: ['a', 'b'] }, { type: 'null' }] }],
    ["'it\\'s'", { const: "it's" }],
    ["('a' | 'b')[]", { type: 'array', items: { enum: ['a', 'b'] } }],
    ['(string | null)[]', { type: 'array', items: { type: ['string', 'null'] } }],
    ['[number, string]', { type: 'array', prefixItems: [{ type: 'number' }, { type: 'string' }] }],
    ['Record<string, number>', { type: 'object', additionalProperties: { type: 'number' } }],
    ['Record<string, unknown>', { type: 'object' }],
    ['Record<string, never>', { type: 'object', properties: {}, additionalProperties: false }],
    ['unknown', {}],
  ])('becomes %s', (type, schema) => {
    expect(typeOf(schema, answer)).toBe(type);
  });

  it('becomes an interface whose comments say what the type cannot', () => {
    const schema: JsonSchema = {
      type: 'object',
      properties: {
        title: { type: 'string', minLength: 1, maxLength: 80, description: 'Printed.' },
        ownerId: { type: 'string', pattern: '^ply_[0-9a-z]{26}$' },
        roster: { type: 'array', items: { type: 'string', pattern: '^ply_[0-9a-z]{26}$' }, maxItems: 20 },
        color: { anyOf: [{ type: 'string', pattern: '^#[0-9a-f]{6}$' }, { type: 'null' }] },
        day: { type: 'string', format: 'date', pattern: `^${'0'.repeat(100)}$` },
        limit: { type: 'integer', minimum: 1, maximum: 100, default: 20 },
        seed: { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
      },
      required: ['title', 'ownerId', 'roster', 'color', 'day', 'seed'],
    };
    expect(objectOf(schema, answer)).toBe(
      [
        '{',
        '  /** Printed. 1 to 80 characters. */',
        '  title: string;',
        '  /** `ply_…` */',
        '  ownerId: string;',
        '  /** `ply_…` At most 20 items. */',
        '  roster: string[];',
        '  /** Pattern: `^#[0-9a-f]{6}$`. */',
        '  color: string | null;',
        '  /** Format: date. */',
        '  day: string;',
        '  /** 1 to 100. Default: 20. */',
        '  limit?: number | undefined;',
        '  seed: number;',
        '}',
      ].join('\n'),
    );
  });

  it('of a request takes arrays that nobody may change', () => {
    const schema: JsonSchema = { type: 'array', items: { type: 'array', items: { type: 'string' } } };
    expect(typeOf(schema, { ...answer, isRequest: true })).toBe('readonly (readonly string[])[]');
  });

  it('of a type that is not known is refused', () => {
    expect(() => typeOf({ type: 'file' }, answer)).toThrow('no TypeScript type');
  });
});

describe('the name of a shape', () => {
  const shape = (...names: string[]): JsonSchema => ({
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
  });
  const list = (item: JsonSchema): JsonSchema => ({
    type: 'object',
    properties: { items: { type: 'array', items: item } },
  });

  it('is that of the operation that reads it, wherever the shape appears', () => {
    const { nameOf } = nameShapes([
      { operation: 'listMatches', answer: list(shape('id', 'round')) },
      { operation: 'readMatch', answer: shape('id', 'round') },
    ]);
    expect(nameOf({ ...shape('id', 'round'), description: 'Another text.' })).toBe('Match');
  });

  it('is the shorter one of two operations that read the same', () => {
    const both = ['readOwnIssuer', 'readIssuer'].map((operation) => ({ operation, answer: shape('id') }));
    expect(nameShapes(both).shapes.map(([name]) => name)).toEqual(['Issuer']);
  });

  it('is the singular of its list if nothing reads one', () => {
    const { shapes } = nameShapes([
      { operation: 'listEntries', answer: list(shape('id')) },
      { operation: 'listStatuses', answer: list(shape('at')) },
    ]);
    expect(shapes.map(([name]) => name)).toEqual(['Entry', 'Status', 'ListEntriesAnswer', 'ListStatusesAnswer']);
  });

  it('differs where items of a list have other fields than one that is read alone', () => {
    const { shapes } = nameShapes([
      { operation: 'readTeam', answer: shape('id', 'joinCode') },
      { operation: 'listTeams', answer: list(shape('id')) },
    ]);
    expect(shapes.map(([name]) => name)).toEqual(['Team', 'ListedTeam', 'ListTeamsAnswer']);
  });
});
