// What a format decides: the matches of a stage, what follows from a result, and the ranking. Pure; no ids, no names, no clock.

import type { EarlyEnd } from '../standings/results.ts';
import {
  entrantOf,
  isSameKey,
  type MatchKey,
  type MatchOutcome,
  type MatchPlan,
  type MatchRole,
  type SlotSource,
  type StageMatch,
} from './match.ts';

export interface StageState<S> {
  readonly entrantCount: number;
  readonly settings: S;
  /** In any order. */
  readonly matches: readonly StageMatch[];
  /** Entrants who have left the tournament: they enter no slot any more, and rounds are paired without them. */
  readonly withdrawn: readonly number[];
  /** Matches without an opponent that an entrant had won when it left: these slots it still enters. Absent: none. */
  readonly lastingWalkovers?: readonly LastingWalkover[];
  /** Rounds in which entrants asked not to be paired. Absent: none. */
  readonly byes?: readonly RequestedBye[];
  /** What the entrants were rated when they came into the stage; index 0 is entrant 1, null: unrated. Absent: nobody is rated. */
  readonly ratings?: readonly (number | null)[];
}

export const byePoints = ['half', 'zero'] as const;

/** `half`: the points of a draw. */
export interface RequestedBye {
  readonly entrant: number;
  readonly round: number;
  readonly points: (typeof byePoints)[number];
}

/** Of an entrant who comes late: the first round, and the matches from then on that are known. */
export interface LateEntry {
  readonly round: number;
  readonly matches: readonly MatchPlan[];
}

export interface LastingWalkover {
  readonly entrant: number;
  readonly match: MatchKey;
}

type Attendance = Pick<StageState<unknown>, 'withdrawn' | 'lastingWalkovers'>;

/** A slot gets its entrant, or learns why nobody comes. */
export interface Fill {
  readonly match: MatchKey;
  readonly slot: number;
  readonly entrant: number | null;
  readonly vacancy: MatchOutcome | null;
}

export interface Advance {
  readonly fills: readonly Fill[];
  /** Matches that exist from now on: a next Swiss round, a reset of the final. */
  readonly created: readonly MatchPlan[];
}

/** A tie-break of the standings, as in `buchholz/C1`. */
type TieBreakText = string;

/** The rule that separated an entrant from those ranked around it. Entrants that no rule separates share a rank. */
export type DecidedBy =
  | TieBreakText
  | 'final'
  | 'third_place_match'
  | 'round'
  | 'consolation'
  | 'points'
  | 'across_groups'
  | 'disqualification';

export interface Placement {
  readonly entrant: number;
  /** After a shared rank the next one counts all entrants before it. */
  readonly rank: number;
  readonly decidedBy: DecidedBy;
}

/** Points of a match. */
export interface MatchPoints {
  readonly win: number;
  readonly draw: number;
  readonly loss: number;
}

/** How entrants are ranked by points: what a match gives, and what separates equal points. */
export interface StandingsRules {
  /** `predetermined`: all pairings are known from the start. */
  readonly kind: 'swiss' | 'predetermined';
  readonly points: MatchPoints & { readonly bye: number };
  /** As planned. */
  readonly roundCount: number;
  /** Slot 0 is a side of its own, such as white or home. */
  readonly hasSides: boolean;
  /** In order; points come before them. */
  readonly tieBreaks: readonly string[];
  /** Published text that decides `lots`. */
  readonly lotsSeed: string | null;
  /** Absent: everybody plays all rounds. */
  readonly earlyEnd?: EarlyEnd;
}

/** One file in `formats/`. `S` is its settings, stored with the stage as JSON. */
export interface Format<S> {
  /** More would make more matches than a stage may have. */
  readonly entrantsMax: number;
  allowsDraws(settings: S): boolean;
  /** Whether a stage may have several groups of this format: all keys are of group 1. Absent: no. */
  canBeGrouped?(settings: S): boolean;
  /** Exactly so many entrants. Absent: any number from 2 to `entrantsMax`. */
  entrantsNeeded?(settings: S): number;
  /** Fewest entrants of a group. Absent: 2. */
  entrantsLeast?(settings: S): number;
  /**
   * The matches known at the start, in order of play. A bye is no match: the entrant stands in the slot of the next one. `byes`: asked for
   * before the start; absent: none.
   */
  build(entrantCount: number, settings: S, byes?: readonly RequestedBye[]): readonly MatchPlan[];
  /** Whether `advance` may create matches. Absent: `build` knows them all. */
  createsMatches?(settings: S): boolean;
  /** What follows from a completed match, whose result `state` already holds. Asked twice, it creates nothing twice. */
  advance(state: StageState<S>, match: StageMatch): Advance;
  /** What the match decides. `lastRound`: of its group, as built. Absent: no match has a role. */
  roleOf?(settings: S, key: MatchKey, lastRound: number): MatchRole | null;
  /**
   * A place for one more entrant, whose number follows the last one. `begun`: the last round of which a match has begun. null: there is
   * none. Absent: nobody comes late.
   */
  admitLate?(state: StageState<S>, begun: number): LateEntry | null;
  /** Figures that compare entrants of equal rank in different groups: one list for each, higher is better. Absent: they share the rank. */
  acrossGroups?(state: StageState<S>): ReadonlyMap<number, readonly number[]>;
  /** Of a format that counts points; its ranking is that of the standings. */
  standings?(settings: S, entrantCount: number): StandingsRules;
  /** Every entrant exactly once, best first. */
  rank(state: StageState<S>): readonly Placement[];
}

/** A format that is ranked by points. */
export type PointsFormat<S> = Omit<Format<S>, 'rank' | 'standings'> & Required<Pick<Format<S>, 'standings'>>;

/** The fills of every format: slots that name the match as their source. Who has left the tournament forfeits the slot. */
export function followSources(state: Attendance & Pick<StageState<unknown>, 'matches'>, match: StageMatch): Fill[] {
  return state.matches.flatMap(({ key, slots }) =>
    slots.flatMap(({ source }, slot) => {
      if (source.kind === 'seed' || !isSameKey(source.of, match.key)) return [];
      return [{ match: key, slot, ...occupantOf(source, match, key, state) }];
    }),
  );
}

/** Who comes from a match into a slot of `target`, or why nobody does. Both are null while the match is open. */
export function occupantOf(
  source: SlotSource,
  match: StageMatch,
  target: MatchKey,
  state: Attendance,
): Pick<Fill, 'entrant' | 'vacancy'> {
  const entrant = entrantOf(source, match);
  if (entrant === null) return { entrant, vacancy: match.result?.outcome ?? null };
  return attend(entrant, target, state);
}

/** The entrant of a slot, or nobody where it has left. */
export function attend(
  entrant: number,
  target: MatchKey,
  { withdrawn, lastingWalkovers = [] }: Attendance,
): Pick<Fill, 'entrant' | 'vacancy'> {
  const lasts = lastingWalkovers.some((walkover) => walkover.entrant === entrant && isSameKey(walkover.match, target));
  return withdrawn.includes(entrant) && !lasts ? { entrant: null, vacancy: 'forfeit' } : { entrant, vacancy: null };
}
