// What a release does to the two documents of changes. Pure: texts in, texts out.

import { type Change, headings } from './change.ts';

/** What stands below the heading `## [Unreleased]` or `## Unreleased`, up to the heading of a version. */
const unreleasedSection = /^## \[?Unreleased\]?\n([\s\S]*?)(?=^## \[?\d|$(?![\s\S]))/m;

export const unreleasedOf = (text: string): string => unreleasedSection.exec(text)?.[1]?.trim() ?? '';

/**
 * The text below "Unreleased" goes below the heading of the version. An empty "Unreleased" stays above it.
 *
 * @throws Error if there is no such heading.
 */
function releaseSection(text: string, heading: string, body: string): string {
  const [unreleased] = text.split('\n').filter((line) => /^## \[?Unreleased\]?$/.test(line));
  if (!unreleasedSection.test(text)) throw new Error('A document of changes has no heading "Unreleased".');
  return text
    .replace(unreleasedSection, () => `${unreleased}\n\n${heading}\n\n${body}\n\n`)
    .trimEnd()
    .concat('\n');
}

/** Lines are added at the end of their section; a section that is not there takes its place in the order of Keep a Changelog. */
function addLines(body: string, changes: readonly Change[]): string {
  const sections = body.split(/^(?=### )/m).map((section) => section.trim());
  for (const { heading, line } of changes) {
    const item = `- ${line}`;
    const index = sections.findIndex((section) => section.startsWith(`### ${heading}\n`));
    if (index >= 0) sections[index] += `\n${item}`;
    else sections.push(`### ${heading}\n\n${item}`);
  }
  const placeOf = (section: string) => headings.indexOf(/^### (\w+)/.exec(section)?.[1] ?? '');
  return sections
    .filter((section) => section !== '')
    .sort((a, b) => placeOf(a) - placeOf(b))
    .join('\n\n');
}

export interface Release {
  readonly version: string;
  /** ISO 8601, in UTC. */
  readonly date: string;
  readonly changes: readonly Change[];
}

/** CHANGELOG.md with the section of the released version. */
export function releaseChangelog(text: string, { version, date, changes }: Release): string {
  return releaseSection(text, `## [${version}] - ${date}`, addLines(unreleasedOf(text), changes));
}

/** docs/api-changes.md, likewise. */
export function releaseApiChanges(text: string, version: string): string {
  const body = unreleasedOf(text);
  return releaseSection(text, `## ${version}`, body === '' ? 'No change for clients.' : body);
}

/** The sections of docs/api-changes.md on what changed, newest first, for `x-changes` of the API document. Its other sections are rules. */
export function apiChangesOf(text: string): { readonly version: string; readonly text: string }[] {
  return text.split(/^## /m).flatMap((section) => {
    const [version = '', ...lines] = section.split('\n');
    const isRelease = version === 'Unreleased' || /^\d+\.\d+\.\d+/.test(version);
    const body = lines.join('\n').trim();
    return isRelease && body !== '' ? [{ version, text: body }] : [];
  });
}
