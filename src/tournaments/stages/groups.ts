// A stage of several groups: each plays the same format on its own. Seeds go to groups in a snake: 1 2 3 4, then 4 3 2 1, and so on.

import { invariant } from '../../core/errors.ts';
import type { Fill, Format, LateEntry, Placement, RequestedBye, StageState } from './format.ts';
import { spread } from './formats/lobbies.ts';
import type { MatchKey, MatchPlan, SlotSource, StageMatch } from './match.ts';

/** The seeds of each group, best first. Sizes differ by one at most. */
export function groupSeeds(entrantCount: number, groups: number): number[][] {
  return spread(
    Array.from({ length: entrantCount }, (_, index) => index + 1),
    groups,
  );
}

/** The group of each seed, from 1; index 0 is seed 1. */
export function groupsOfSeeds(entrantCount: number, groups: number): number[] {
  const groupOf: number[] = [];
  groupSeeds(entrantCount, groups).forEach((seeds, index) => {
    for (const seed of seeds) groupOf[seed - 1] = index + 1;
  });
  return groupOf;
}

/** The format with groups as the groups of its match keys. Inside a group, entrants are the numbers 1, 2, 3 … of its seeds. */
export function inGroups<S>(format: Format<S>, groups: number): Format<S> {
  if (groups === 1) return format;
  return {
    ...format,
    entrantsMax: format.entrantsMax * groups,
    build: (entrantCount, settings, byes = []) =>
      groupSeeds(entrantCount, groups).flatMap((seeds, index) =>
        format
          .build(seeds.length, settings, byesInGroup(byes, seeds))
          .map((plan) => outOfGroup(plan, index + 1, seeds)),
      ),
    advance: (state, match) => {
      const { group } = match.key;
      const seeds = groupSeeds(state.entrantCount, groups)[group - 1];
      invariant(seeds !== undefined, 'the match is of a group');
      const { fills, created } = format.advance(stateOfGroup(state, group, seeds), matchInGroup(match, seeds));
      return {
        fills: fills.map((fill) => fillOutOfGroup(fill, group, seeds)),
        created: created.map((plan) => outOfGroup(plan, group, seeds)),
      };
    },
    ...(format.admitLate === undefined
      ? {}
      : { admitLate: (state: StageState<S>, begun: number) => admitToGroup(format, state, { groups, begun }) }),
    rank: (state) => rankGroups(format, state, groups),
    roleOf: (settings, key, lastRound) => format.roleOf?.(settings, inner(key), lastRound) ?? null,
  };
}

/** The snake goes on: all others keep their groups. */
function admitToGroup<S>(
  format: Format<S>,
  state: StageState<S>,
  { groups, begun }: { readonly groups: number; readonly begun: number },
): LateEntry | null {
  const entrant = state.entrantCount + 1;
  const seedsOfGroups = groupSeeds(entrant, groups);
  const index = seedsOfGroups.findIndex((seeds) => seeds.includes(entrant));
  const seeds = seedsOfGroups[index] ?? [];
  const entry = format.admitLate?.(stateOfGroup(state, index + 1, seeds.slice(0, -1)), begun) ?? null;
  return entry && { ...entry, matches: entry.matches.map((plan) => outOfGroup(plan, index + 1, seeds)) };
}

export interface GroupState<S> {
  readonly group: number;
  /** Of the stage, by the number of the entrant inside the group, from 1. */
  readonly seeds: readonly number[];
  readonly state: StageState<S>;
}

/** Each group as a stage of its own. */
export function statesOfGroups<S>(state: StageState<S>, groups: number): GroupState<S>[] {
  return groupSeeds(state.entrantCount, groups).map((seeds, index) => {
    const group = index + 1;
    return { group, seeds, state: groups === 1 ? state : stateOfGroup(state, group, seeds) };
  });
}

/** By rank inside the group, then by the figures that the format compares groups with. Who is equal in both shares the rank. */
function rankGroups<S>(format: Format<S>, state: StageState<S>, groups: number): Placement[] {
  const ranked = groupSeeds(state.entrantCount, groups).flatMap((seeds, index) => {
    const local = stateOfGroup(state, index + 1, seeds);
    const figures = format.acrossGroups?.(local);
    return format.rank(local).map((placement) => ({
      ...placement,
      entrant: toSeed(placement.entrant, seeds),
      figures: figures?.get(placement.entrant) ?? [],
    }));
  });
  const ordered = ranked.toSorted(
    (left, right) => left.rank - right.rank || compareFigures(left, right) || left.entrant - right.entrant,
  );
  const tiers = Map.groupBy(ordered, ({ rank }) => rank);
  const isSplit = (own: (typeof ordered)[number]) =>
    tiers.get(own.rank)?.some((other) => compareFigures(own, other) !== 0);
  const placements: Placement[] = [];
  for (const [index, own] of ordered.entries()) {
    const before = ordered[index - 1];
    const isShared = before !== undefined && before.rank === own.rank && compareFigures(before, own) === 0;
    const rank = isShared ? (placements.at(-1)?.rank ?? 1) : index + 1;
    placements.push({ entrant: own.entrant, rank, decidedBy: isSplit(own) ? 'across_groups' : own.decidedBy });
  }
  return placements;
}

interface Compared {
  readonly figures: readonly number[];
}

/** Higher figures come first. */
function compareFigures(left: Compared, right: Compared): number {
  const index = left.figures.findIndex((figure, place) => figure !== right.figures[place]);
  return index < 0 ? 0 : (right.figures[index] ?? 0) - (left.figures[index] ?? 0);
}

function toSeed(entrant: number, seeds: readonly number[]): number {
  const seed = seeds[entrant - 1];
  invariant(seed !== undefined, 'the entrant is of the group');
  return seed;
}

const inner = (key: MatchKey): MatchKey => ({ ...key, group: 1 });

export function outOfGroup({ key, slots }: MatchPlan, group: number, seeds: readonly number[]): MatchPlan {
  const sourceOut = (source: SlotSource): SlotSource =>
    source.kind === 'seed'
      ? { kind: 'seed', seed: toSeed(source.seed, seeds) }
      : { ...source, of: { ...source.of, group } };
  invariant(key.group === 1, 'a format that can be grouped has one group of its own');
  return { key: { ...key, group }, slots: slots.map(sourceOut) };
}

function fillOutOfGroup(fill: Fill, group: number, seeds: readonly number[]): Fill {
  const entrant = fill.entrant === null ? null : toSeed(fill.entrant, seeds);
  return { ...fill, entrant, match: { ...fill.match, group } };
}

function stateOfGroup<S>(state: StageState<S>, group: number, seeds: readonly number[]): StageState<S> {
  return {
    entrantCount: seeds.length,
    settings: state.settings,
    matches: state.matches.filter(({ key }) => key.group === group).map((match) => matchInGroup(match, seeds)),
    withdrawn: state.withdrawn.flatMap((seed) => (seeds.includes(seed) ? seeds.indexOf(seed) + 1 : [])),
    lastingWalkovers: (state.lastingWalkovers ?? []).flatMap(({ entrant, match }) =>
      match.group === group ? { entrant: seeds.indexOf(entrant) + 1, match: inner(match) } : [],
    ),
    byes: byesInGroup(state.byes ?? [], seeds),
    ...(state.ratings === undefined ? {} : { ratings: seeds.map((seed) => state.ratings?.[seed - 1] ?? null) }),
  };
}

const byesInGroup = (byes: readonly RequestedBye[], seeds: readonly number[]): RequestedBye[] =>
  byes.flatMap((bye) => (seeds.includes(bye.entrant) ? { ...bye, entrant: seeds.indexOf(bye.entrant) + 1 } : []));

function matchInGroup(match: StageMatch, seeds: readonly number[]): StageMatch {
  const numberOf = (seed: number) => seeds.indexOf(seed) + 1;
  const slots = match.slots.map(({ source, entrant, vacancy }) => ({
    source: source.kind === 'seed' ? { ...source, seed: numberOf(source.seed) } : { ...source, of: inner(source.of) },
    entrant: entrant === null ? null : numberOf(entrant),
    vacancy,
  }));
  return { ...match, key: inner(match.key), slots };
}
