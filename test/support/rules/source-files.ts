// The files of src as text, whom each imports, and the ranks and layers of the architecture.

import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';

export const root = new URL('../../../src/', import.meta.url).pathname;

interface SourceFile {
  readonly path: string;
  readonly text: string;
  readonly lines: number;
  readonly imports: readonly string[];
}

export const files: SourceFile[] = readdirSync(root, { recursive: true, encoding: 'utf8' })
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

/** Ranks of folders: each may import earlier ranks, but not its own. Reasons: docs/architecture.md. */
const ranks: readonly (readonly string[])[] = [
  // The client is shipped alone.
  ['core', 'client'],
  ['http', 'db', 'metrics'],
  ['outbox', 'audit'],
  ['idempotency'],
  ['objects'],
  ['identity'],
  ['sanctions'],
  ['economy', 'teams'],
  ['tournaments'],
  ['certificates'],
  ['moderation', 'api-keys'],
  // Below privacy, which joins what each domain keeps.
  ['webhooks'],
  ['privacy'],
  ['live', 'pages'],
  ['app'],
  ['platform'],
  ['worker.ts', 'cli'],
];
export const domains = [
  'identity',
  'economy',
  'teams',
  'tournaments',
  'certificates',
  'moderation',
  'webhooks',
  'api-keys',
  'privacy',
  'live',
];

type Layer = 'contract' | 'tables' | 'store' | 'routes' | 'noun-or-verb';

export const topOf = (path: string) => path.split('/')[0] ?? '';
export const rankOf = (path: string) => ranks.findIndex((names) => names.includes(topOf(path)));
export const isOwn = (target: string) => /\.(ts|tsx)$/.test(target) && !target.startsWith('node:');
/** Folders whose store files hold queries; objects/stores holds adapters of object stores. */
export const isStore = (path: string) =>
  /(^|-)store\.ts$/.test(basename(path)) &&
  !path.startsWith('objects/stores/') &&
  [...domains, 'outbox', 'audit', 'idempotency', 'objects'].includes(topOf(path));

export function layerOf(path: string): Layer | null {
  const name = basename(path);
  if (/(^|-)contract\.ts$/.test(name) || name === 'frame.ts') return 'contract';
  if (!domains.includes(topOf(path))) return null;
  if (name === 'tables.ts') return 'tables';
  if (isStore(path)) return 'store';
  return /(^|-)routes\.ts$/.test(name) ? 'routes' : 'noun-or-verb';
}

export function breaches(isForbidden: (file: SourceFile, target: string) => boolean): string[] {
  return files.flatMap((file) =>
    file.imports.filter((target) => isForbidden(file, target)).map((target) => `${file.path} → ${target}`),
  );
}

export function onlyIn(packageName: string, isPlace: (path: string) => boolean): string[] {
  return breaches(
    ({ path }, target) => (target === packageName || target.startsWith(`${packageName}/`)) && !isPlace(path),
  );
}

/** Without comments. */
export function codeOf(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '');
}

/** Each import cycle once, as a path that ends at its start. Type-only imports count. */
export function cycles(): string[] {
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
