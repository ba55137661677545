// Where the entrant of an open slot comes from, in words: "loser of WB 2.1".

import type { MatchKey, SlotSource } from './match.ts';

/** Short names of groups, for formats whose groups are brackets; other groups have no name. */
export type GroupNames = Readonly<Record<number, string>>;

export function sourceLabel(source: SlotSource, groupNames: GroupNames = {}): string {
  if (source.kind === 'seed') return `seed ${source.seed}`;
  const match = matchLabel(source.of, groupNames);
  return source.kind === 'place' ? `place ${source.place} of ${match}` : `${source.kind} of ${match}`;
}

/** Round and position; both count from 1. */
export function matchLabel({ group, round, position }: MatchKey, groupNames: GroupNames = {}): string {
  const name = groupNames[group];
  return `${name === undefined ? '' : `${name} `}${round}.${position + 1}`;
}
