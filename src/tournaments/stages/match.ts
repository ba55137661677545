// A match of a stage: its key, its slots and where their entrants come from, and its result. Entrants are numbers: 1 is the best seed.

/** Identifies a match inside its stage. A group may be a pool, or one bracket of several. */
export interface MatchKey {
  /** Counts from 1. */
  readonly group: number;
  /** Counts from 1; inside a group a lower round is played first. */
  readonly round: number;
  /** Counts from 0. Positions may have gaps, where a bye makes a match unnecessary. */
  readonly position: number;
}

/** Where the entrant of a slot comes from. `place` is for matches of more than two. */
export type SlotSource =
  | { readonly kind: 'seed'; readonly seed: number }
  | { readonly kind: 'winner' | 'loser'; readonly of: MatchKey }
  | { readonly kind: 'place'; readonly of: MatchKey; readonly place: number };

/** What a match decides, where it has a name. */
export const matchRoles = ['final', 'third_place', 'consolation_final', 'grand_final', 'reset'] as const;
export type MatchRole = (typeof matchRoles)[number];

export interface MatchPlan {
  readonly key: MatchKey;
  /** Two; more in a free-for-all; one where a bye is scored like a match, as in Swiss. */
  readonly slots: readonly SlotSource[];
}

export const matchOutcomes = ['played', 'walkover', 'forfeit', 'double_forfeit', 'bye'] as const;
export type MatchOutcome = (typeof matchOutcomes)[number];

/** Filled, vacant (nobody will come), or open: neither. */
export interface Slot {
  readonly source: SlotSource;
  readonly entrant: number | null;
  /** The outcome of the source match, if that match gave nobody to this slot. */
  readonly vacancy: MatchOutcome | null;
}

export interface Game {
  /** One score per slot. */
  readonly scores: readonly number[];
  /** For games of many, where the order does not follow from the scores. 1 is the best; null: no place. */
  readonly places?: readonly (number | null)[] | undefined;
}

/** Each list has one value per slot. */
export interface MatchResult {
  readonly outcome: MatchOutcome;
  /** 1 is the best. Equal places are a draw. null: no place, as for both sides of a double forfeit. */
  readonly places: readonly (number | null)[];
  /** null: nothing was played. */
  readonly scores: readonly number[] | null;
  /** The games of a best-of-N, where they were reported. */
  readonly games?: readonly Game[];
}

export interface StageMatch {
  readonly key: MatchKey;
  readonly slots: readonly Slot[];
  /** null until the match is completed. */
  readonly result: MatchResult | null;
  /** When it was completed, in milliseconds since 1970. Absent: not completed, or not known. */
  readonly completedAtMs?: number;
}

export function isSameKey(left: MatchKey, right: MatchKey): boolean {
  return left.group === right.group && left.round === right.round && left.position === right.position;
}

/** A played match: the higher score is the better place, equal scores share one. */
export function resultOfScores(scores: readonly number[]): MatchResult {
  const places = scores.map((score) => 1 + scores.filter((other) => other > score).length);
  return { outcome: 'played', places, scores };
}

/** The side in slot `absent` of a match of two does not play on, or has not come at all. */
export function resultOfForfeit(absent: 0 | 1, outcome: 'forfeit' | 'walkover' = 'forfeit'): MatchResult {
  return { outcome, places: absent === 0 ? [2, 1] : [1, 2], scores: null };
}

export const doubleForfeit: MatchResult = { outcome: 'double_forfeit', places: [null, null], scores: null };

/** The entrant with this place; null if nobody has it, or if several share it. */
export function entrantAt({ slots, result }: StageMatch, place: number): number | null {
  const found = slots.filter((_, index) => result?.places[index] === place);
  return found.length === 1 ? (found[0]?.entrant ?? null) : null;
}

/** null before the end, after a double forfeit, and after a draw. */
export function winnerOf(match: StageMatch): number | null {
  return entrantAt(match, 1);
}

/** The second of a match; null as for the winner, and where there was no opponent. */
export function loserOf(match: StageMatch): number | null {
  return entrantAt(match, 2);
}

/** Who gets into the slots that name the match as their source. */
export function entrantOf(source: SlotSource, match: StageMatch): number | null {
  if (source.kind === 'seed') return source.seed;
  if (source.kind === 'place') return entrantAt(match, source.place);
  return source.kind === 'winner' ? winnerOf(match) : loserOf(match);
}

/** A match that cannot be played is over at once. null while a slot is open or two entrants can meet. */
export function resultOfVacancies({ slots, result }: StageMatch): MatchResult | null {
  const isOpen = slots.some(({ entrant, vacancy }) => entrant === null && vacancy === null);
  const present = slots.filter(({ entrant }) => entrant !== null);
  if (result !== null || isOpen || present.length > 1) return null;
  const places = slots.map(({ entrant }) => (entrant === null ? null : 1));
  if (slots.length === 1) return { outcome: 'bye', places, scores: null };
  return { outcome: present.length === 1 ? 'walkover' : 'double_forfeit', places, scores: null };
}
