// Which seeds meet early in a stage, by its matches: in the first round, in the second, in one group. Favourites are not assumed to win.

import type { MatchKey, MatchPlan } from '../stages/match.ts';
import type { SeedSets } from './clash-count.ts';

export const meetings = ['round_1', 'round_2', 'group'] as const;
export type Meeting = (typeof meetings)[number];

/** Sets of seeds that may meet in this round, or that share a group. Only sets of two or more. */
export interface MeetingLevel {
  readonly meeting: Meeting;
  readonly sets: SeedSets;
}

/**
 * The most important level first. Where seeds stand in several matches, as in a round robin, everybody of a group meets everybody:
 * then only groups count.
 */
export function meetingLevels(plans: readonly MatchPlan[]): MeetingLevel[] {
  const rounds = isBracket(plans)
    ? ([1, 2] as const).map((round) => ({ meeting: `round_${round}` as const, sets: setsOfRound(plans, round) }))
    : [];
  const groups = groupsOf(plans);
  const levels: MeetingLevel[] = groups.length > 1 ? [...rounds, { meeting: 'group', sets: groups }] : rounds;
  return levels.filter(({ sets }) => sets.length > 0 && haveNothingInCommon(sets));
}

function isBracket(plans: readonly MatchPlan[]): boolean {
  return haveNothingInCommon(
    plans.map(({ slots }) => slots.flatMap((slot) => (slot.kind === 'seed' ? [slot.seed] : []))),
  );
}

function haveNothingInCommon(sets: SeedSets): boolean {
  const seeds = sets.flat();
  return new Set(seeds).size === seeds.length;
}

const hasSeeds = ({ slots }: MatchPlan) => slots.some(({ kind }) => kind === 'seed');

/** Of the groups that begin with seeds. Losers are not followed: they have met somebody already. */
function setsOfRound(plans: readonly MatchPlan[], round: number): SeedSets {
  const nameOf = ({ group, round: at, position }: MatchKey) => `${group}/${at}/${position}`;
  const byName = new Map(plans.map((plan) => [nameOf(plan.key), plan]));
  const seedsOf = ({ slots }: MatchPlan): number[] =>
    slots.flatMap((slot) => {
      if (slot.kind === 'seed') return [slot.seed];
      const source = slot.kind === 'loser' ? undefined : byName.get(nameOf(slot.of));
      return source === undefined ? [] : seedsOf(source);
    });
  const groups = new Set(plans.filter(hasSeeds).map(({ key }) => key.group));
  return plans
    .filter(({ key }) => key.round === round && groups.has(key.group))
    .map(seedsOf)
    .filter(({ length }) => length > 1);
}

/** The seeds of each group that begins with seeds. */
function groupsOf(plans: readonly MatchPlan[]): SeedSets {
  const groups = new Map<number, Set<number>>();
  for (const { key, slots } of plans) {
    for (const slot of slots) {
      if (slot.kind !== 'seed') continue;
      const seeds = groups.get(key.group) ?? new Set();
      groups.set(key.group, seeds.add(slot.seed));
    }
  }
  return [...groups.values()].map((seeds) => [...seeds].sort((left, right) => left - right));
}
