// Reads src as text and checks the import table of the house, the sizes of its files, and the names nobody may use.

import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = new URL('../src/', import.meta.url).pathname;

interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  readonly imports: readonly string[];
}

const files: SourceFile[] = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
  .sort()
  .map((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    return { path, text, lines: text.split('\n').length - 1, imports: importsOf(path, text) };
  });

/** Own files as paths below src, packages by name. */
function importsOf(path: string, text: string): string[] {
  const found = text.matchAll(/(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s+'([^']+)'|import\(\s*'([^']+)'\s*\)/g);
  return [...found].map((match) => {
    const target = match[1] ?? match[2] ?? '';
    return target.startsWith('.') ? normalize(join(dirname(path), target)) : target;
  });
}

const domains = ['teams', 'tournaments', 'economy', 'moderation', 'certificates', 'realtime'];
const doors = ['worker.ts', 'edge.ts', 'api.ts', 'backend.ts', 'queue.ts', 'cron.ts'];
const below: Record<string, readonly string[]> = {
  economy: [],
  teams: [],
  tournaments: ['economy', 'teams'],
  certificates: ['tournaments', 'economy'],
  moderation: ['tournaments', 'economy'],
  realtime: [],
};

type Layer = 'core' | 'contract' | 'tables' | 'store' | 'routes' | 'room' | 'permission' | 'noun-or-verb' | 'other';

const folderOf = (path: string) => (path.includes('/') ? (path.split('/')[0] ?? '') : '');
const isOwn = (target: string) => /\.(ts|tsx)$/.test(target) && !target.startsWith('node:');
/** The port to object stores is no file of queries. */
const isStore = (path: string) =>
  path !== 'objects/object-store.ts' &&
  /(^|-)store\.ts$/.test(basename(path)) &&
  domains.concat('events', 'http', 'objects').includes(folderOf(path));

function layerOf(path: string): Layer {
  if (path.startsWith('core/')) return 'core';
  if (!domains.includes(folderOf(path))) return 'other';
  const name = basename(path);
  if (name === 'contract.ts' || name === 'frame.ts') return 'contract';
  if (name === 'tables.ts') return 'tables';
  if (isStore(path)) return 'store';
  if (/(^|-)routes\.ts$/.test(name)) return 'routes';
  return name.endsWith('-room.ts') ? 'room' : 'noun-or-verb';
}

function breaches(isForbidden: (file: SourceFile, target: string) => boolean): string[] {
  return files.flatMap((file) =>
    file.imports.filter((target) => isForbidden(file, target)).map((target) => `${file.path} → ${target}`),
  );
}

/** `places` are exact paths, or folders ending in a slash, or `*` for the reserved file names. */
function onlyIn(packageName: string, isPlace: (path: string) => boolean): string[] {
  return breaches(
    ({ path }, target) => (target === packageName || target.startsWith(`${packageName}/`)) && !isPlace(path),
  );
}

describe('who may import whom', () => {
  it('core imports nothing but core', () => {
    expect(breaches(({ path }, target) => layerOf(path) === 'core' && !target.startsWith('core/'))).toEqual([]);
  });

  it('domains call downwards only', () => {
    const isUpward = (from: string, to: string) =>
      domains.includes(from) && domains.includes(to) && from !== to && !below[from]?.includes(to);
    expect(breaches(({ path }, target) => isUpward(folderOf(path), folderOf(target)))).toEqual([]);
  });

  it('a domain reaches into another only by its verbs, nouns and tables', () => {
    const isForeign = (path: string, target: string) =>
      domains.includes(folderOf(path)) && domains.includes(folderOf(target)) && folderOf(path) !== folderOf(target);
    expect(
      breaches(
        ({ path }, target) => isForeign(path, target) && (isStore(target) || /(routes|contract)\.ts$/.test(target)),
      ),
    ).toEqual([]);
  });

  it('stores never import stores', () => {
    expect(breaches(({ path }, target) => isStore(path) && isStore(target))).toEqual([]);
  });

  it('doors never touch stores or tables', () => {
    expect(
      breaches(({ path }, target) => doors.includes(path) && (isStore(target) || target.endsWith('tables.ts'))),
    ).toEqual([]);
  });

  it('nouns and verbs know no package', () => {
    const drawing = [
      'faces',
      'cluster-font',
      'pdf',
      'rasterize',
      'png-file',
      'logo-image',
      'logo-png',
      'qr',
      'inflate',
    ].map((name) => `certificates/${name}.ts`);
    expect(
      breaches(({ path }, target) => layerOf(path) === 'noun-or-verb' && !isOwn(target) && !drawing.includes(path)),
    ).toEqual([]);
  });

  it('wire shapes know zod and nothing of transport or tables', () => {
    expect(breaches(({ path }, target) => layerOf(path) === 'contract' && !isOwn(target) && target !== 'zod')).toEqual(
      [],
    );
    expect(breaches(({ path }, target) => layerOf(path) === 'contract' && /(tables|http\/)/.test(target))).toEqual([]);
  });

  it('the command line is imported by nobody else', () => {
    expect(breaches(({ path }, target) => !path.startsWith('cli/') && target.startsWith('cli/'))).toEqual([]);
  });

  it('only doors and rooms import the composition root', () => {
    const mayCompose = (path: string) => doors.includes(path) || path.endsWith('-room.ts');
    expect(breaches(({ path }, target) => target === 'services.ts' && !mayCompose(path))).toEqual([]);
  });

  it('nothing imports itself by a detour', () => {
    expect(cycles()).toEqual([]);
  });
});

describe('one package, one place', () => {
  it.each([
    [
      'drizzle-orm',
      (path: string) =>
        path.startsWith('db/') || path.endsWith('tables.ts') || isStore(path) || path === 'cli/migrate.ts',
    ],
    ['postgres', (path: string) => path === 'db/client.ts' || path.startsWith('cli/')],
    ['aws4fetch', (path: string) => path === 'objects/s3.ts'],
    ['fontkit', (path: string) => path === 'certificates/faces.ts'],
    ['pdfkit', (path: string) => path === 'certificates/pdf.ts' || path === 'certificates/cluster-font.ts'],
    ['@resvg/resvg-wasm', (path: string) => path === 'certificates/rasterize.ts'],
    ['uqr', (path: string) => path === 'certificates/qr.ts'],
    ['jose', (path: string) => path === 'http/verify-token.ts' || path.startsWith('cli/')],
    ['cloudflare:workers', (path: string) => path === 'backend.ts' || path.endsWith('-room.ts')],
    [
      'hono',
      (path: string) => /(^|[/-])routes\.tsx?$/.test(path) || /^(http|pages)\//.test(path) || doors.includes(path),
    ],
    ['zod', (path: string) => /(contract|frame)\.ts$/.test(path) || /^(http|cli)\//.test(path) || path === 'config.ts'],
  ])('%s', (packageName, isPlace) => {
    expect(onlyIn(packageName, isPlace)).toEqual([]);
  });

  it('platform types are named only where the platform is touched', () => {
    const names = /\b(DurableObject|ExecutionContext|R2Bucket|MessageBatch|Hyperdrive)\w*\b/;
    const isPlace = (path: string) =>
      doors.includes(path) ||
      ['services.ts', 'config.ts', 'db/client.ts', 'objects/r2.ts'].includes(path) ||
      path.endsWith('-room.ts');
    const code = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').replace(/'[^'\n]*'/g, "''");
    expect(
      files
        .filter(({ path, text }) => !isPlace(path) && !path.startsWith('cli/') && names.test(code(text)))
        .map((f) => f.path),
    ).toEqual([]);
  });
});

describe('files', () => {
  it('none is longer than 300 lines, and half are at most about 60', () => {
    expect(files.filter(({ lines }) => lines > 300).map(({ path, lines }) => `${path}: ${lines}`)).toEqual([]);
    const sizes = files.map(({ lines }) => lines).sort((a, b) => a - b);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(66);
  });

  it('each opens by saying what it decides', () => {
    expect(files.filter(({ text }) => !/^(#!.*\n)?\/\/ \S/.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it('are named in kebab-case, without the words that say nothing', () => {
    const words = /(manager|helper|util|misc|common|base|impl|data|info|service|handler)/i;
    const isBad = (path: string) =>
      !/^[a-z0-9]+(-[a-z0-9]+)*\.tsx?$/.test(basename(path)) ||
      (words.test(basename(path).replace(/database/g, '')) && path !== 'services.ts');
    expect(files.map(({ path }) => path).filter(isBad)).toEqual([]);
  });

  it('export no name with those words', () => {
    const name =
      /export (?:async )?(?:function|class|const|interface|type) (\w*(?:Manager|Helper|Util|Misc|Common|Impl|Handler)\w*|\w+Info\b|\w+(?<!API|Api|Edge)Service\b)/g;
    expect(files.flatMap(({ path, text }) => [...text.matchAll(name)].map((match) => `${path}: ${match[1]}`))).toEqual(
      [],
    );
  });

  it('leave nothing open', () => {
    expect(files.filter(({ text }) => /\b(TODO|FIXME|XXX|HACK)\b/.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

/** Each cycle once, as a path that ends where it began; type-only imports count, since they tie files together too. */
function cycles(): string[] {
  const graph = new Map(files.map(({ path, imports }) => [path, imports.filter(isOwn)]));
  const found = new Set<string>();
  const done = new Set<string>();
  const walk = (path: string, trail: readonly string[]) => {
    if (trail.includes(path)) found.add([...trail.slice(trail.indexOf(path)), path].join(' → '));
    if (done.has(path) || trail.includes(path)) return;
    for (const next of graph.get(path) ?? []) walk(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) walk(path, []);
  return [...found];
}
