// What the files of `.changeset/` say: which kind the next version is, and the lines of its changelog.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type ChangeKind = 'patch' | 'minor' | 'major';

export interface Change {
  readonly kind: ChangeKind;
  /** A heading of CHANGELOG.md. */
  readonly heading: string;
  readonly line: string;
}

/** In the order of Keep a Changelog. */
export const headings = ['Added', 'Changed', 'Deprecated', 'Removed', 'Fixed', 'Security'];

/**
 * A file of `.changeset/`; null if it names no kind, as an empty changeset does.
 * A line that begins with a heading and a colon goes below that heading; another one below Fixed as a patch, and below Changed otherwise.
 */
export function readChange(text: string): Change | null {
  const [, front = '', summary = ''] = /^---\n([\s\S]*?)^---\n([\s\S]*)$/m.exec(text) ?? [];
  const kind = /^["']?laurel["']?: *(patch|minor|major) *$/m.exec(front)?.[1] as ChangeKind | undefined;
  if (kind === undefined) return null;
  const written = summary.trim().replace(/\s*\n\s*/g, ' ');
  const [, named, rest] = /^(\w+): (.+)$/.exec(written) ?? [];
  if (named !== undefined && rest !== undefined && headings.includes(named))
    return { kind, heading: named, line: rest };
  return { kind, heading: kind === 'patch' ? 'Fixed' : 'Changed', line: written };
}

export function readChanges(folder: string): Change[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.md') && name !== 'README.md');
  return files.sort().flatMap((name) => readChange(readFileSync(join(folder, name), 'utf8')) ?? []);
}

/** Below 1.0 a minor version may break clients, from then on a major one. */
export function mayBreak(changes: readonly Change[], version: string): boolean {
  return changes.some(({ kind }) => kind === 'major' || (kind === 'minor' && version.startsWith('0.')));
}
