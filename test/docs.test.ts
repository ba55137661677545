// Links, paths, commands, constants and constraints in the documents exist, and so do the sections that comments cite.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { auditEvents } from '../src/audit/event.ts';
import { eventPayloads } from '../src/outbox/contract.ts';
import openApi from '../src/pages/assets/static/openapi.json' with { type: 'json' };

const root = new URL('..', import.meta.url).pathname;
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const filesIn = (folder: string, ending: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => ending.test(path))
    .map((path) => `${folder}/${path}`);

const paths = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', ...filesIn('docs', /\.md$/)];
const documents = paths.map((path) => ({ path, text: read(path) }));
const scripts = Object.keys(JSON.parse(read('package.json')).scripts);
/** The migrations, then the current text of functions, triggers and views. */
const schema = ['drizzle', 'src']
  .flatMap((folder) =>
    filesIn(folder, /\.sql$/)
      .sort()
      .map(read),
  )
  .join('\n');

/** One line for each fault. */
function faults(find: (text: string, path: string) => Iterable<string>): string[] {
  return documents.flatMap(({ path, text }) => [...find(text, path)].map((fault) => `${path}: ${fault}`));
}

const all = (text: string, pattern: RegExp) => [...text.matchAll(pattern)];

/** Anchors of headings, as GitHub derives them. */
function anchorsOf(text: string): Set<string> {
  const headings = all(text, /^#{1,6} (.+)$/gm).map(([, heading = '']) => heading.toLowerCase());
  return new Set(headings.map((heading) => heading.replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-')));
}

/** Null, or what a target lacks: a path from the root, with or without an anchor. */
function lacks(target: string): string | null {
  const [path = '', anchor] = target.split('#');
  if (!existsSync(join(root, path))) return `${target} does not exist`;
  return anchor === undefined || anchorsOf(read(path)).has(anchor) ? null : `${target} names no heading`;
}

function brokenLinks(text: string, path: string): string[] {
  const targets = all(text, /\]\(([^)\s]+)\)/g).map(([, target = '']) => target);
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => (target.startsWith('#') ? `${path}${target}` : normalize(join(dirname(path), target))))
    .flatMap((target) => lacks(target) ?? []);
}

/** Patterns and beginnings of names (`…`, `*`, `<`) stand for many. */
function missingPaths(text: string): string[] {
  const named = all(text, /(?<![\w./-])((?:src|test|docs|bench|drizzle|\.ci)\/[\w./-]*\w\/?)(?![\w]*[…*<{])/g);
  const found = named.map(([, path = '']) => path.replace(/\.$/, ''));
  return found.filter((path) => !existsSync(join(root, path)));
}

/** `name`, `other` in `src/file.ts`. */
function missingNames(text: string): string[] {
  const claims = all(text, /((?:`\w+`,? (?:and )?)+)in `(src\/[\w./-]+\.tsx?)`/g);
  return claims.flatMap(([, names = '', path = '']) => {
    if (!existsSync(join(root, path))) return [`${path} does not exist`];
    const source = read(path);
    const wanted = all(names, /`(\w+)`/g).map(([, name = '']) => name);
    return wanted.filter((name) => !new RegExp(`\\b${name}\\b`).test(source)).map((name) => `${name} in ${path}`);
  });
}

/** Raised by a function, or made by the schema and not dropped by the last line that says the name. */
function missingConstraints(text: string): string[] {
  const claims = all(text, /(?:constraint|constraint name|index|trigger|function|view) `([a-z]\w*_\w+)`/gi);
  const names = claims.map(([, name = '']) => name);
  return names.filter((name) => {
    if (schema.includes(`CONSTRAINT = '${name}'`)) return false;
    const last = all(schema, new RegExp(`^.*\\b${name}\\b.*$`, 'gm')).at(-1)?.[0];
    return last === undefined || new RegExp(`DROP \\w+ (?:IF EXISTS )?"?${name}\\b`).test(last);
  });
}

/** Words of code, schema and settings; a metric is `cert.repair.backlog` in code and `cert_repair_backlog` in Prometheus. */
const knownWords = new Set(
  [
    ...['src', 'test/support', 'bench'].flatMap((folder) => filesIn(folder, /(?<!\.d)\.tsx?$/)).map(read),
    ...['wrangler.toml', 'package.json', 'biome.json'].map(read),
    schema,
  ].flatMap(
    (text) => text.match(/\w+(?:\.\w+)*/g)?.flatMap((word) => [word.replaceAll('.', '_'), ...word.split('.')]) ?? [],
  ),
);

/** Codes, columns and identifiers in any position. */
function unknownNames(text: string): string[] {
  const names = all(text, /`([a-z]+(?:_[a-z0-9]+)+|[a-z]+[A-Z]\w*)`/g).map(([, name = '']) => name);
  return names.filter((name) => !knownWords.has(name));
}

describe('every document', () => {
  it('links to files and headings that exist', () => {
    expect(faults(brokenLinks)).toEqual([]);
  });

  it('names paths that exist', () => {
    expect(faults(missingPaths)).toEqual([]);
  });

  it('names commands that package.json has', () => {
    const unknown = (text: string) =>
      all(text, /npm run ([a-z][\w:-]*)/g).flatMap(([, name = '']) => (scripts.includes(name) ? [] : [name]));
    expect(faults(unknown)).toEqual([]);
  });

  it('names constants and functions that their files have', () => {
    expect(faults(missingNames)).toEqual([]);
  });

  it('names codes and identifiers that exist', () => {
    expect(faults(unknownNames)).toEqual([]);
  });

  it('names constraints, indexes and triggers that the schema has', () => {
    expect(faults(missingConstraints)).toEqual([]);
  });

  it('contains nothing but the product', () => {
    const foreign = /(?<![\w/-])rules\.md\b|\bsessions?\b(?! tokens?\b)|\bhelpers?\b/gi;
    expect(faults((text) => all(text, foreign).map(([word]) => word))).toEqual([]);
  });

  it('has unique headings, so that they can be cited', () => {
    const repeated = (text: string, path: string) => {
      const headings = all(text, /^## .+$/gm).map(([heading]) => heading);
      // Versions of the change log have the same kinds of change.
      return path === 'CHANGELOG.md' ? [] : headings.filter((heading, index) => headings.indexOf(heading) !== index);
    };
    expect(faults(repeated)).toEqual([]);
  });

  it('of rules names planned parts in its last line, if there are any', () => {
    const rules = documents.filter(({ path }) => path.startsWith('docs/rules/'));
    const isPlan = (line: string) => line.startsWith('Not yet: ');
    const elsewhere = rules.filter(({ text }) => text.trimEnd().split('\n').slice(0, -1).some(isPlan));
    expect(elsewhere.map(({ path }) => path)).toEqual([]);
  });

  it('is listed in the index of its folder', () => {
    const indexes = [...anchorlessTargets('docs/README.md'), ...anchorlessTargets('docs/decisions/README.md')];
    expect(filesIn('docs', /\.md$/).filter((path) => !/README\.md$/.test(path) && !indexes.includes(path))).toEqual([]);
  });
});

function anchorlessTargets(path: string): string[] {
  return all(read(path), /\]\(([^)#\s]+)/g).map(([, target = '']) => normalize(join(dirname(path), target)));
}

it('the overview of routes names every part of every path', () => {
  const overview = read('docs/api.md');
  const parts = Object.keys(openApi.paths).flatMap((path) => path.split('/').filter((part) => /^[a-z]/.test(part)));
  const isNamed = (part: string) => new RegExp(`(?<![\\w-])${part.replace(/\.\w+$/, '')}(?![\\w-])`).test(overview);
  expect([...new Set(parts)].filter((part) => !isNamed(part))).toEqual([]);
});

it('the rules of moderation list the audit events as the code does', () => {
  const codes = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ');
  const rows = Object.entries(auditEvents).map(([event, { refType, meta }]) =>
    `| \`${event}\` | ${refType} | ${codes(meta)} |`.replace('|  |', '| |'),
  );
  expect(all(read('docs/rules/moderation.md'), /^\| `.*$/gm).map(([row]) => row)).toEqual(rows);
});

it('the rules of live updates list the types of events, their versions and their fields as the code does', () => {
  const rows = Object.entries(eventPayloads).map(([type, { version, payload }]) => {
    const fields = Object.entries(payload.shape).map(([name, shape]) =>
      shape instanceof z.ZodOptional ? `\`${name}\` (optional)` : `\`${name}\``,
    );
    return `| \`${type}\` | ${version} | ${fields.join(', ')} |`;
  });
  expect(all(read('docs/rules/live.md'), /^\| `.*$/gm).map(([row]) => row)).toEqual(rows);
});

describe('every comment', () => {
  const sources = ['src', 'test', 'bench'].flatMap((folder) => filesIn(folder, /(?<!\.d)\.tsx?$/));

  it('cites only existing sections of docs/rules', () => {
    const wrong = sources.flatMap((path) => {
      const text = read(path);
      const cited = all(text, /\bdocs\/[\w/-]+\.md(?:#[\w-]+)?/g).map(([target]) => target);
      const foreign = path.startsWith('src/') ? all(text, /(?<![\w/-])rules\.md/g) : [];
      return [...cited.map(lacks).filter((fault) => fault !== null), ...foreign.map(([word]) => word)].map(
        (fault) => `${path}: ${fault}`,
      );
    });
    expect(wrong.filter((fault) => !fault.startsWith('test/docs.test.ts'))).toEqual([]);
  });
});

it('the patterns find documents', () => {
  expect(paths.filter((path) => !statSync(join(root, path)).isFile())).toEqual([]);
  expect(paths.length).toBeGreaterThan(20);
});
