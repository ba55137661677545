// Reads src as text and checks who imports whom, which tables its SQL names, the sizes of files and folders, and forbidden names.

import { globSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, matchesGlob } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditEvents } from '../src/audit/event.ts';
import {
  breaches,
  codeOf,
  cycles,
  domains,
  files,
  isOwn,
  isStore,
  layerOf,
  onlyIn,
  rankOf,
  root,
  topOf,
} from './support/rules/source-files.ts';

describe('who may import whom', () => {
  it('every folder has its rank', () => {
    expect(files.filter(({ path }) => rankOf(path) < 0).map(({ path }) => path)).toEqual([]);
  });

  it('imports go downwards only', () => {
    const isUpward = (from: string, to: string) =>
      topOf(from) !== topOf(to) && rankOf(to) >= rankOf(from) && topOf(from) !== 'cli';
    expect(breaches(({ path }, target) => isOwn(target) && isUpward(path, target))).toEqual([]);
  });

  it('a domain imports only verbs, nouns and tables of another', () => {
    const isForeign = (path: string, target: string) => domains.includes(topOf(path)) && topOf(path) !== topOf(target);
    expect(
      breaches(
        ({ path }, target) =>
          isForeign(path, target) &&
          domains.includes(topOf(target)) &&
          (isStore(target) || /(routes|contract)\.ts$/.test(target)),
      ),
    ).toEqual([]);
  });

  it('tables of another domain are imported by tables only, for foreign keys', () => {
    expect(
      breaches(
        ({ path }, target) =>
          target.endsWith('tables.ts') && topOf(target) !== topOf(path) && !path.endsWith('tables.ts'),
      ),
    ).toEqual([]);
  });

  it('stores never import stores', () => {
    expect(breaches(({ path }, target) => isStore(path) && isStore(target))).toEqual([]);
  });

  it('formats import nothing but nouns of stages and core', () => {
    const isFormat = (path: string) => path.startsWith('tournaments/stages/formats/');
    expect(
      breaches(
        ({ path }, target) =>
          isFormat(path) && !target.startsWith('core/') && !target.startsWith('tournaments/stages/'),
      ),
    ).toEqual([]);
  });

  it('nouns and verbs import no package', () => {
    /** Files that are about bytes of a format (images, PDF, fonts, CSV), and the rating system. */
    const isFormat = (path: string) =>
      /^(certificates\/(drawing|exports\/files|issuers\/logo-|verification\/claims)|tournaments\/(exchange\/csv|rating-lists\/glicko)\.ts)/.test(
        path,
      );
    expect(
      breaches(({ path }, target) => layerOf(path) === 'noun-or-verb' && !isOwn(target) && !isFormat(path)),
    ).toEqual([]);
  });

  it('wire shapes import zod, but no transport and no tables', () => {
    expect(breaches(({ path }, target) => layerOf(path) === 'contract' && !isOwn(target) && target !== 'zod')).toEqual(
      [],
    );
    const isWire = (target: string) => target === 'http/wire.ts';
    expect(
      breaches(({ path }, target) => layerOf(path) === 'contract' && /(tables|http\/)/.test(target) && !isWire(target)),
    ).toEqual([]);
  });

  it('the client imports nothing but its own files, and only commands import it', () => {
    expect(breaches(({ path }, target) => topOf(path) === 'client' && topOf(target) !== 'client')).toEqual([]);
    expect(
      breaches(({ path }, target) => topOf(target) === 'client' && !['client', 'cli'].includes(topOf(path))),
    ).toEqual([]);
  });

  it('there are no import cycles', () => {
    expect(cycles()).toEqual([]);
  });
});

describe('SQL', () => {
  /** Table name → the folder that owns it. */
  const owners = new Map(
    files
      .filter(({ path }) => path.endsWith('tables.ts'))
      .flatMap(({ path, text }) =>
        [...text.matchAll(/pgTable\(\s*'(\w+)'/g)].map((match) => [match[1] ?? '', topOf(path)] as const),
      ),
  );

  const foreignTables = (path: string, code: string) =>
    [...new Set(code.match(/\b[a-z]+(?:_[a-z]+)+\b/g))]
      .filter((name) => owners.has(name) && owners.get(name) !== topOf(path))
      .map((name) => `${path}: ${name}`);

  it('a query names tables of its own folder only; others publish views and functions', () => {
    expect(owners.size).toBeGreaterThan(15);
    const queries = files.filter(({ path }) => !path.endsWith('tables.ts'));
    expect(queries.flatMap(({ path, text }) => foreignTables(path, codeOf(text)))).toEqual([]);
  });

  it('work in a transaction asks for no other connection: as many at once as there are connections would wait for ever', () => {
    const works = files.flatMap(({ path, text }) =>
      [...codeOf(text).matchAll(/\b(?:inTransaction|runAct)\b.*=> \{\n([\s\S]*?)\n( *)\}\)/g)].map(([, body = '']) => ({
        path,
        body,
      })),
    );
    expect(works.length).toBeGreaterThan(30);
    expect(
      works.filter(({ body }) => /\bports\.db\b|[ (]db\.(?:sql|orm)\b/.test(body)).map(({ path }) => path),
    ).toEqual([]);
  });

  it('functions and views name tables of their own folder only; a trigger may be on a table of a domain below', () => {
    const paths = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.sql'));
    expect(paths.length).toBeGreaterThan(10);
    const code = (path: string) =>
      readFileSync(join(root, path), 'utf8').replace(/^--.*$|^ +(?:BEFORE|AFTER) .* ON \w+/gm, '');
    expect(paths.flatMap((path) => foreignTables(path, code(path)))).toEqual([]);
  });
});

describe('audit events', () => {
  const sources = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.(ts|sql)$/.test(path) && path !== 'audit/event.ts',
  );
  const texts = sources.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

  it('of the list are each written somewhere', () => {
    const isWritten = (name: string) => texts.some(({ text }) => text.includes(`'${name}'`));
    expect(Object.keys(auditEvents).filter((name) => !isWritten(name))).toEqual([]);
  });

  it('in SQL are in the list; the compiler checks those in TypeScript', () => {
    const named = texts
      .filter(({ path }) => path.endsWith('.sql'))
      .flatMap(({ path, text }) => [...text.matchAll(/'([a-z]+\.[a-z_]+)'/g)].map(([, name = '']) => ({ path, name })));
    expect(named.filter(({ name }) => !Object.hasOwn(auditEvents, name))).toEqual([]);
  });
});

describe('packages', () => {
  it.each([
    [
      'drizzle-orm',
      (path: string) =>
        path.startsWith('db/') || path.endsWith('tables.ts') || isStore(path) || path === 'cli/database/migrate.ts',
    ],
    ['postgres', (path: string) => path === 'db/client.ts' || path.startsWith('cli/')],
    ['aws4fetch', (path: string) => /^objects\/stores\/s3[\w-]*\.ts$/.test(path)],
    ['fontkit', (path: string) => path === 'certificates/drawing/text/faces.ts'],
    ['pdfkit', (path: string) => path.startsWith('certificates/drawing/files/')],
    ['@resvg/resvg-wasm', (path: string) => path.startsWith('certificates/drawing/files/')],
    ['papaparse', (path: string) => path === 'tournaments/exchange/csv.ts'],
    ['glicko2', (path: string) => path === 'tournaments/rating-lists/glicko.ts'],
    ['uqr', (path: string) => path === 'certificates/drawing/qr.ts'],
    ['jose', (path: string) => path.startsWith('http/tokens/') || path.startsWith('cli/')],
    ['standardwebhooks', (path: string) => path.startsWith('webhooks/')],
    ['cloudflare:workers', (path: string) => path.startsWith('platform/cloudflare/')],
    ['hono', (path: string) => /(^|[/-])routes\.tsx?$/.test(path) || /^(http|pages|app)\//.test(path)],
    [
      'zod',
      (path: string) =>
        /(contract|frame)\.ts$/.test(path) ||
        /^(http|cli|app\/openapi)\//.test(path) ||
        path === 'app/configuration/variables.ts',
    ],
  ])('%s', (packageName, isPlace) => {
    expect(onlyIn(packageName, isPlace)).toEqual([]);
  });

  it('platforms are named in their own folder only', () => {
    const names =
      /\b(DurableObject|ExecutionContext|R2Bucket|MessageBatch|Hyperdrive|WebSocketPair|Deno)\w*\b|\bcaches\.default\b/;
    const isPlace = (path: string) => /^(platform|cli)\//.test(path) || path === 'worker.ts';
    const unquoted = (text: string) => codeOf(text).replace(/'[^'\n]*'/g, "''");
    expect(files.filter(({ path, text }) => !isPlace(path) && names.test(unquoted(text))).map((f) => f.path)).toEqual(
      [],
    );
  });
});

describe('files', () => {
  it('none is longer than 300 lines, and half are at most about 60', () => {
    /** Generated: one entry for each route. */
    const isGenerated = (path: string) => /^client\/(api-types|methods)\.ts$/.test(path);
    expect(
      files
        .filter(({ path, lines }) => lines > 300 && !isGenerated(path))
        .map(({ path, lines }) => `${path}: ${lines}`),
    ).toEqual([]);
    const sizes = files.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(66);
  });

  it('no folder holds more than 20', () => {
    const folders = Map.groupBy(files, ({ path }) => dirname(path));
    expect(
      [...folders].filter(([, held]) => held.length > 20).map(([name, held]) => `${name}: ${held.length}`),
    ).toEqual([]);
  });

  it('no folder of tests or benches holds more than 25, and no file of them is longer than 300 lines', () => {
    const paths = globSync(['test/**/*.{ts,tsx}', 'bench/**/*.ts'], { cwd: join(root, '..') });
    const folders = Map.groupBy(paths, dirname);
    expect([...folders].flatMap(([name, { length }]) => (length > 25 ? [`${name}: ${length}`] : []))).toEqual([]);
    const linesOf = (path: string) => readFileSync(join(root, '..', path), 'utf8').split('\n').length - 1;
    expect(paths.filter((path) => linesOf(path) > 300)).toEqual([]);
  });

  it('each begins with a comment', () => {
    expect(files.filter(({ text }) => !/^(#!.*\n)?\/\/ \S/.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('are named in kebab-case, without generic words', () => {
    const words = /(manager|helper|util|misc|common|base|impl|data|info|service|handler)/i;
    const isBad = (path: string) =>
      !/^[a-z0-9]+(-[a-z0-9]+)*\.tsx?$/.test(basename(path)) ||
      (words.test(basename(path).replace(/database/g, '')) && basename(path) !== 'services.ts');
    expect(files.map(({ path }) => path).filter(isBad)).toEqual([]);
  });

  it('export no name with generic words', () => {
    const name =
      /export (?:async )?(?:function|class|const|interface|type) (\w*(?:Manager|Helper|Util|Misc|Common|Impl|Handler)\w*|\w+Info\b|\w+(?<!API|Api|Edge)Service\b)/g;
    expect(files.flatMap(({ path, text }) => [...text.matchAll(name)].map((match) => `${path}: ${match[1]}`))).toEqual(
      [],
    );
  });

  it('contain no open question', () => {
    expect(files.filter(({ text }) => /\b(TODO|FIXME|XXX|HACK)\b/.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

describe('stores', () => {
  it('each is named by a test that checks its rows', () => {
    const named = globSync('integration/**/*-rows.test.ts', { cwd: import.meta.dirname })
      .map((path) => readFileSync(join(import.meta.dirname, path), 'utf8'))
      .flatMap((text) => [...text.matchAll(/glob\('(?:\.\.\/)+src\/([^']+)'/g)])
      .map((match) => match[1] ?? '');
    const queries = files.filter(({ path, text }) => /store\.ts$/.test(path) && /\bsql[<`]/.test(text));
    expect(queries.map(({ path }) => path).filter((path) => !named.some((glob) => matchesGlob(path, glob)))).toEqual(
      [],
    );
  });
});
