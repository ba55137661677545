// What a later version must leave to the released one, which runs while it migrates and comes back by a rollback.

import { describe, expect, it } from 'vitest';
import { missedBy, parseFunctions, type UsedSchema, unusedNames } from '../../../src/cli/database/released-schema.ts';

const text = { type: 'text', isRequired: true };
const optional = { type: 'text', isRequired: false };
const released: UsedSchema = {
  version: '0.2.0',
  tables: { team: { id: text, name: text, note: optional } },
  functions: parseFunctions('CREATE OR REPLACE FUNCTION team_add(p_id text, p_name text)\n RETURNS void'),
};
const none: ReadonlySet<string> = new Set();

const withColumns = (team: UsedSchema['tables'][string]) => missedBy(released, { ...released, tables: { team } }, none);
const withFunctions = (...parameters: string[]) => {
  const sql = parameters.map((list) => `CREATE OR REPLACE FUNCTION team_add(${list}) RETURNS void`).join('\n');
  return missedBy(released, { ...released, functions: parseFunctions(sql) }, none);
};

describe('the released version', () => {
  it('misses nothing of itself, nor of what only adds', () => {
    const team = { id: text, name: optional, note: optional, motto: optional };
    expect(withColumns(team)).toEqual([]);
    expect(missedBy(released, { ...released, tables: { ...released.tables, game: { id: text } } }, none)).toEqual([]);
  });

  it.each<[what: string, columns: UsedSchema['tables'][string], name: string]>([
    ['a column', { id: text, note: optional }, 'team.name'],
    ['a type', { id: text, name: { type: 'integer', isRequired: true }, note: optional }, 'team.name'],
    ['that a column is optional', { id: text, name: text, note: text }, 'team.note'],
    ['that it gives all columns', { ...released.tables.team, motto: text }, 'team.motto'],
  ])('misses %s', (_, columns, name) => {
    expect(withColumns(columns)).toEqual([expect.stringMatching(`^Version 0.2.0 uses ${name}: `)]);
  });

  it('misses a table', () => {
    expect(missedBy(released, { ...released, tables: {} }, none)).toEqual([
      'Version 0.2.0 uses team: the table must stay.',
    ]);
  });

  it('misses no column that it is said not to use', () => {
    const sql = '-- Unused since 0.2.0: team.note\n-- Unused since 0.10.0: team.name\n';
    const left = missedBy(released, { ...released, tables: { team: { id: text } } }, unusedNames(sql, '0.2.0'));
    expect(left).toEqual([expect.stringMatching('team.name')]);
  });

  it.each([
    ['its form', ['p_id text, p_name text']],
    ['other names', ['id text, name text']],
    ['one more parameter with a default', ["p_id text, p_name text, p_note text DEFAULT concat('a', 'b')"]],
    ['its form beside another', ['p_id text', 'p_id text, p_name text']],
  ])('can call a function with %s', (_, parameters) => {
    expect(withFunctions(...parameters)).toEqual([]);
  });

  it.each([
    ['none', []],
    ['fewer', ['p_id text']],
    ['more', ['p_id text, p_name text, p_note text']],
    ['others', ['p_id text, p_name numeric(10, 2)']],
    ['their order changed', ['p_name numeric(10, 2), p_id text']],
  ])('misses a function that has parameters: %s', (_, parameters) => {
    expect(withFunctions(...parameters)).toEqual([
      'Version 0.2.0 uses team_add: the form (text, text) must stay beside the new one.',
    ]);
  });
});
