// What the last released version uses of the database: it goes on while a later version migrates and is deployed, and comes back by a
// rollback (docs/operations/deploy.md). So nothing of it may be taken away before it is unused.

import { existsSync, globSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { schemaFiles } from './schema-text.ts';

interface Column {
  readonly type: string;
  /** An INSERT has to give it. */
  readonly isRequired: boolean;
}

/** In the order of the declaration. `isOptional`: it has a default. */
interface Parameter {
  readonly type: string;
  readonly isOptional: boolean;
}

export interface UsedSchema {
  readonly version: string;
  readonly tables: Readonly<Record<string, Readonly<Record<string, Column>>>>;
  /** Those that TypeScript names, with each of their forms. */
  readonly functions: Readonly<Record<string, readonly (readonly Parameter[])[]>>;
}

/** Absent until the first release that stores it. */
const storedFile = 'drizzle/released.json.gz';

/** For `npm run release`. */
export function storeUsedSchema(root: string): void {
  writeFileSync(join(root, storedFile), gzipSync(JSON.stringify(readUsedSchema(root)), { level: 9 }));
}

/** One sentence for each thing that the last released version would miss. */
export function lintReleased(root: string): string[] {
  const stored = join(root, storedFile);
  if (!existsSync(stored)) return [];
  const migrations = globSync('drizzle/*.sql', { cwd: root }).map((name) => readFileSync(join(root, name), 'utf8'));
  const released = JSON.parse(gunzipSync(readFileSync(stored)).toString()) as UsedSchema;
  return missedBy(released, readUsedSchema(root), unusedNames(migrations.join('\n'), released.version));
}

/** Of lines as `-- Unused since 0.3.0: tournament_result.score_a`, for a version that is released. */
export function unusedNames(sql: string, released: string): ReadonlySet<string> {
  const lines = sql.matchAll(/^-- Unused since ([\d.]+): ([\w.]+)$/gm);
  return new Set([...lines].flatMap(([, since = '', name = '']) => (isAtMost(since, released) ? [name] : [])));
}

const isAtMost = (one: string, other: string) => one.localeCompare(other, 'en', { numeric: true }) <= 0;

/** `unused`: names of tables, and of columns as `table.column`, that the released version does not use any more. */
export function missedBy(released: UsedSchema, present: UsedSchema, unused: ReadonlySet<string>): string[] {
  const faults: string[] = [];
  const miss = (name: string, what: string) => {
    if (!unused.has(name)) faults.push(`Version ${released.version} uses ${name}: ${what}.`);
  };
  for (const [table, columns] of Object.entries(released.tables)) {
    const now = present.tables[table];
    if (now === undefined) {
      miss(table, 'the table must stay');
      continue;
    }
    for (const [name, column] of Object.entries(columns)) {
      const { type } = now[name] ?? {};
      if (type === undefined) miss(`${table}.${name}`, 'the column must stay');
      else if (type !== column.type) miss(`${table}.${name}`, `its type must stay ${column.type}`);
    }
    for (const [name, { isRequired }] of Object.entries(now))
      if (isRequired && columns[name]?.isRequired !== true)
        miss(`${table}.${name}`, 'its INSERT does not give the column, which must have a default or accept null');
  }
  for (const [name, forms] of Object.entries(released.functions))
    for (const form of forms)
      if (!present.functions[name]?.some((now) => accepts(now, form)))
        miss(name, `the form (${form.map(({ type }) => type).join(', ')}) must stay beside the new one`);
  return faults;
}

/** True if each call of `form` is one of `now`. */
function accepts(now: readonly Parameter[], form: readonly Parameter[]): boolean {
  const shared = form.every(
    ({ type, isOptional }, at) => now[at]?.type === type && (now[at].isOptional || !isOptional),
  );
  return shared && now.slice(form.length).every(({ isOptional }) => isOptional);
}

function readUsedSchema(root: string): UsedSchema {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const texts = schemaFiles.map((name) => readFileSync(join(root, 'src', name), 'utf8'));
  const code = globSync('src/**/*.{ts,tsx}', { cwd: root }).map((name) => readFileSync(join(root, name), 'utf8'));
  const named = new Set(code.flatMap((text) => text.match(/\w+/g) ?? []));
  const functions = Object.entries(parseFunctions(texts.join('\n'))).filter(([name]) => named.has(name));
  return { version, tables: readTables(root), functions: Object.fromEntries(functions) };
}

interface Snapshot {
  readonly tables: Readonly<
    Record<
      string,
      {
        readonly name: string;
        readonly columns: Readonly<
          Record<string, { type: string; notNull: boolean; default?: unknown; generated?: unknown; identity?: unknown }>
        >;
      }
    >
  >;
}

/** From what drizzle-kit keeps of the last migration. */
function readTables(root: string): UsedSchema['tables'] {
  const folder = join(root, 'drizzle/meta');
  const [last = ''] = readdirSync(folder)
    .filter((name) => name.endsWith('_snapshot.json'))
    .sort()
    .reverse();
  const { tables } = JSON.parse(readFileSync(join(folder, last), 'utf8')) as Snapshot;
  return Object.fromEntries(
    Object.values(tables).map(({ name, columns }) => [
      name,
      Object.fromEntries(
        Object.entries(columns).map(([column, { type, notNull, default: given, generated, identity }]) => [
          column,
          { type, isRequired: notNull && (given ?? generated ?? identity) === undefined },
        ]),
      ),
    ]),
  );
}

/** @returns the forms of each function, but for those of triggers, which nobody calls. */
export function parseFunctions(sql: string): UsedSchema['functions'] {
  const functions: Record<string, Parameter[][]> = {};
  for (const [, name = '', parameters = '', result] of sql.matchAll(
    /CREATE OR REPLACE FUNCTION (\w+)\(((?:[^()]|\([^()]*\))*)\)\s+RETURNS (\w+)/g,
  )) {
    if (result === 'trigger') continue;
    // A comma within brackets belongs to a type or a default.
    const parts = parameters.split(/,(?![^()]*\))/).map((part) => part.trim());
    functions[name] = [...(functions[name] ?? []), parts.filter(Boolean).map(parseParameter)];
  }
  return functions;
}

function parseParameter(text: string): Parameter {
  const [declared = '', byDefault] = text.split(/\s+DEFAULT\s+/i);
  return { type: declared.replace(/^\w+\s+/, '').replace(/\s+/g, ' '), isOptional: byDefault !== undefined };
}
