// Which entrants of an earlier stage go on to a stage. It works on the final ranking of that stage, which is frozen.

/** `stage` is the number of an earlier stage. */
export type Qualification = { readonly stage: number } & (
  | {
      readonly from: 'ranking';
      /** The best of each group. */
      readonly perGroup: number;
      /** The best of all others. */
      readonly bestOfRest: number;
    }
  /** First and last place of the final ranking; both go on. */
  | { readonly from: 'split'; readonly ranks: readonly [number, number] }
  /** Named when the stage is started, best seed first. */
  | { readonly from: 'manual' }
);

export type AutomaticQualification = Exclude<Qualification, { from: 'manual' }>;

/** An entrant of a stage that is completed. */
export interface RankedEntrant {
  readonly group: number;
  /** In the whole stage; may be shared. */
  readonly rank: number;
  /** In that stage. Decides between shared ranks. */
  readonly seed: number;
  /** Neither gone from the tournament nor in another stage that follows the same one. */
  readonly isAvailable: boolean;
}

/** null: as many as are available. */
export function sizeOf(qualification: Qualification, sourceGroups: number): number | null {
  if (qualification.from === 'manual') return null;
  if (qualification.from === 'split') return qualification.ranks[1] - qualification.ranks[0] + 1;
  return qualification.perGroup * sourceGroups + qualification.bestOfRest;
}

/** The places of the final ranking that it takes while everybody is available. null: any. */
export function placesOf(qualification: Qualification, sourceGroups: number): readonly [number, number] | null {
  if (qualification.from === 'manual') return null;
  if (qualification.from === 'split') return qualification.ranks;
  return [1, qualification.perGroup * sourceGroups + qualification.bestOfRest];
}

/** Best first. */
export function inRankOrder<T extends RankedEntrant>(entrants: readonly T[]): T[] {
  return entrants.toSorted((left, right) => left.rank - right.rank || left.seed - right.seed);
}

/**
 * Best first. By `ranking` the next in rank takes the place of who is not available; a `split` takes its places and nobody instead.
 * null: the stage has fewer entrants than are asked for.
 */
export function qualify<T extends RankedEntrant>(
  qualification: AutomaticQualification,
  entrants: readonly T[],
  groups: number,
): T[] | null {
  const ordered = inRankOrder(entrants);
  if (qualification.from === 'split') {
    const [first, last] = qualification.ranks;
    return last > ordered.length ? null : ordered.slice(first - 1, last).filter(({ isAvailable }) => isAvailable);
  }
  const available = ordered.filter(({ isAvailable }) => isAvailable);
  const best = Array.from({ length: groups }, (_, index) =>
    available.filter(({ group }) => group === index + 1).slice(0, qualification.perGroup),
  );
  if (best.some(({ length }) => length < qualification.perGroup)) return null;
  const isDirect = new Set(best.flat());
  const rest = available.filter((entrant) => !isDirect.has(entrant)).slice(0, qualification.bestOfRest);
  if (rest.length < qualification.bestOfRest) return null;
  return inRankOrder([...isDirect, ...rest]);
}
