// The *.sql files beside the domains are the one text of functions, triggers and views: the database has exactly these.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applySchemaTexts, readSchemaTexts, schemaFiles } from '../../../src/cli/database/schema-text.ts';
import { schemaVersionText } from '../../../src/cli/database/write-schema-version.ts';
import { isLedgerRefusal } from '../../../src/economy/ledger/refusal.ts';
import { createDatabase } from '../../support/isolate/new-database.ts';

const source = new URL('../../../src/', import.meta.url).pathname;
const texts = readSchemaTexts();
const namesIn = (pattern: RegExp) =>
  texts.flatMap(({ text }) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')).sort();

let sql: postgres.Sql;
beforeAll(async () => {
  sql = postgres(await createDatabase(), { max: 2, onnotice: () => {} });
});
afterAll(() => sql?.end());

/** Name → definition, of all that is not of an extension. */
async function readDatabase(): Promise<Map<string, string>> {
  const rows = await sql<{ name: string; definition: string }[]>`
    SELECT 'function ' || proname AS name, pg_get_functiondef(oid) || coalesce(proacl::text, '') AS definition
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL SELECT 'trigger ' || tgrelid::regclass || ' ' || tgname, pg_get_triggerdef(oid)
    FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT 'view ' || relname, pg_get_viewdef(oid) || coalesce(reloptions::text, '') || coalesce(relacl::text, '')
    FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace`;
  return new Map(rows.map(({ name, definition }) => [name, definition]));
}

async function namesInDatabase(kind: string): Promise<string[]> {
  const names = [...(await readDatabase()).keys()].filter((name) => name.startsWith(`${kind} `));
  return names.map((name) => name.split(' ').at(-1) ?? '').sort();
}

describe('the files', () => {
  it('are all of the *.sql files below src', () => {
    const found = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.sql'));
    expect([...schemaFiles].sort()).toEqual(found.sort());
  });

  it('define exactly the functions, triggers and views of the database', async () => {
    expect(namesIn(/^CREATE OR REPLACE FUNCTION (\w+)/gm)).toEqual(await namesInDatabase('function'));
    expect(namesIn(/^CREATE OR REPLACE TRIGGER (\w+)/gm)).toEqual(await namesInDatabase('trigger'));
    expect(namesIn(/^CREATE OR REPLACE VIEW (\w+)/gm)).toEqual(await namesInDatabase('view'));
  });

  it('define the current text, also where earlier migrations had another', async () => {
    const before = await readDatabase();
    await sql`DELETE FROM drizzle.schema_text`;
    expect(await applySchemaTexts(sql, texts)).toBe(true);
    expect(await readDatabase()).toEqual(before);
  });
});

it('the code knows the version of its schema', () => {
  expect(readFileSync(join(source, 'db/schema-version.json'), 'utf8')).toBe(schemaVersionText());
});

describe('the migrator', () => {
  const changed = texts.map(({ path, text }, index) => ({ path, text: index === 0 ? `${text}-- A remark.\n` : text }));

  it('applies a changed file once, and does not apply an unchanged one', async () => {
    expect(await applySchemaTexts(sql, texts)).toBe(false);
    expect(await applySchemaTexts(sql, changed)).toBe(true);
    expect(await applySchemaTexts(sql, changed)).toBe(false);
    expect(await applySchemaTexts(sql, texts)).toBe(true);
  });

  it('changes nothing when one file fails, and names it', async () => {
    const before = await readDatabase();
    const broken = [...changed, { path: 'broken.sql', text: 'CREATE OR REPLACE FUNCTION broken() RETURNS' }];
    await expect(applySchemaTexts(sql, broken)).rejects.toThrow(/^broken\.sql: /);
    expect(await readDatabase()).toEqual(before);
    expect(await applySchemaTexts(sql, texts)).toBe(false);
  });
});

/** No request can violate these. A violation is a bug: 500, logged. */
const unreachable = [
  'api_key_credit_reaches_all',
  'api_key_terms_final',
  'bye_names_entrant',
  'case_decided_once',
  'case_subject_final',
  'certificate_name_stays_hidden',
  'certificate_never_deleted',
  'certificate_revoked_for_ever',
  'certificate_successor_first',
  'certificate_words_final',
  'detail_follows_transfer',
  'dispute_final',
  'hold_begins_active',
  'hold_resolves_once',
  'hold_terms_final',
  'leg_follows_transfer',
  'object_tombstone_final',
  'owed_follows_ledger',
  'owed_settles_when_paid',
  'owed_terms_final',
  'placement_stands',
  'placements_approved_first',
  'receipt_follows_transfer',
  'removal_reversed_once',
  'rule_terms_final',
  'sanction_decided_once',
  'sanction_terms_final',
  'stage_frozen',
  'stage_keeps_plan',
  'stage_without_open_dispute',
  'strike_terms_final',
  'wallet_follows_ledger',
  'wallet_one_currency',
];

it('every constraint that the files raise is mapped to a refusal, or listed as unreachable', () => {
  const raised = [...new Set(namesIn(/CONSTRAINT = '(\w+)'/g))];
  const code = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('tables.ts'))
    .map((path) => readFileSync(join(source, path), 'utf8'))
    .join('\n');
  const unmapped = raised.filter((name) => !isLedgerRefusal(name) && !code.includes(`'${name}'`));
  expect(unmapped.sort()).toEqual(unreachable);
});

it('every rule that the ledger and its holds name as a verdict is mapped to a refusal', () => {
  const economy = texts.filter(({ path }) => /^economy\/(ledger|holds)\//.test(path));
  const verdicts = economy.flatMap(({ text }) => [...text.matchAll(/(?:THEN|ELSE|:=) '(\w+_\w+)'/g)]);
  const names = [...new Set(verdicts.map(([, name = '']) => name))];
  expect(names.length).toBeGreaterThan(8);
  expect(names.filter((name) => !isLedgerRefusal(name))).toEqual([]);
});
