// The generated files of the client follow from the declared routes.

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type JsonSchema, objectOf, typeOf } from '../../src/cli/client/schema-type.ts';
import { generatedFiles } from '../../src/cli/client/write-client.ts';

const folder = new URL('../../src/client/', import.meta.url).pathname;

it.each(Object.entries(generatedFiles()))('%s is what `npm run openapi` writes', (name, text) => {
  expect(readFileSync(folder + name, 'utf8')).toBe(text);
});

const answer = { isRequest: false };

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
    ['Wallet | null', { anyOf: [{ $ref: '#/components/schemas/Wallet' }, { type: 'null' }] }],
    ['Wallet[]', { type: 'array', items: { $ref: '#/components/schemas/Wallet' } }],
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
