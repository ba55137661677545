// A bracket that the organizer draws by hand: any matches of two, and who ends at which place.

import { invariant, refuse } from '../../../core/errors.ts';
import { type Format, followSources, type Placement, type StageState } from '../format.ts';
import type { MatchKey, MatchPlan, SlotSource } from '../match.ts';
import { matchLabel, sourceLabel } from '../slot-label.ts';

export interface CustomBracketSettings {
  readonly matches: readonly MatchPlan[];
  /** Best first; sources of one list share the rank. Holds each winner and loser who does not go on, once. */
  readonly places: readonly (readonly SlotSource[])[];
}

/** Enough for what can be drawn by hand. */
export const customMatchesMax = 512;

export const customBracket: Format<CustomBracketSettings> = {
  entrantsMax: customMatchesMax + 1,
  allowsDraws: () => false,
  entrantsNeeded: seedCount,
  build: (entrantCount, settings) => {
    refuseUnsound(entrantCount, settings);
    return settings.matches;
  },
  advance: (state, match) => ({ fills: followSources(state, match), created: [] }),
  rank: rankPlaces,
};

/** Of a sound bracket: as many as it has seeds. */
export function seedCount({ matches }: CustomBracketSettings): number {
  return matches.flatMap(({ slots }) => slots).filter(({ kind }) => kind === 'seed').length;
}

const nameOf = ({ group, round, position }: MatchKey) => `${group}.${round}.${position}`;

/** @throws DomainError invalid_request */
export function refuseUnsound(entrantCount: number, settings: CustomBracketSettings): void {
  const reason = faultOf(entrantCount, settings);
  if (reason !== null) throw refuse('invalid_request', { field: 'matches', reason });
}

/** null: each seed plays, each winner and loser goes to one slot or place, and no match waits for itself. */
export function faultOf(entrantCount: number, { matches, places }: CustomBracketSettings): string | null {
  if (matches.length === 0 || matches.length > customMatchesMax) {
    return `a bracket has 1 to ${customMatchesMax} matches`;
  }
  const byName = new Map(matches.map((match) => [nameOf(match.key), match]));
  if (byName.size < matches.length) return 'two matches have the same group, round and position';
  const odd = matches.find(({ slots }) => slots.length !== 2);
  if (odd) return `match ${matchLabel(odd.key)} has ${odd.slots.length} slots instead of 2`;
  const sources = [...matches.flatMap(({ slots }) => slots), ...places.flat()];
  if (sources.some(({ kind }) => kind === 'place')) return 'a match of two has a winner and a loser, no places';
  const unknown = sources.find((source) => !isKnown(source, byName, entrantCount));
  if (unknown) return `the ${sourceLabel(unknown)} does not exist`;
  const used = sources.map(textOf);
  const repeated = sources.find((source, index) => used.indexOf(textOf(source)) !== index);
  if (repeated) return `the ${sourceLabel(repeated)} goes to two slots or places`;
  const missing = allSources(entrantCount, matches).find((source) => !used.includes(textOf(source)));
  if (missing) return `the ${sourceLabel(missing)} goes nowhere`;
  const stuck = matchInCycle(matches, byName);
  return stuck === null ? null : `match ${matchLabel(stuck.key)} waits for itself`;
}

function textOf(source: SlotSource): string {
  return source.kind === 'seed' ? `seed ${source.seed}` : `${source.kind} ${nameOf(source.of)}`;
}

function allSources(entrantCount: number, matches: readonly MatchPlan[]): SlotSource[] {
  const seeds = Array.from({ length: entrantCount }, (_, index): SlotSource => ({ kind: 'seed', seed: index + 1 }));
  const outcomes = matches.flatMap(({ key }): SlotSource[] => [
    { kind: 'winner', of: key },
    { kind: 'loser', of: key },
  ]);
  return [...seeds, ...outcomes];
}

function isKnown(source: SlotSource, byName: ReadonlyMap<string, MatchPlan>, entrantCount: number): boolean {
  if (source.kind !== 'seed') return byName.has(nameOf(source.of));
  return Number.isInteger(source.seed) && source.seed >= 1 && source.seed <= entrantCount;
}

/** Takes away matches whose sources are all settled, until none is left or none can be taken. */
function matchInCycle(matches: readonly MatchPlan[], byName: ReadonlyMap<string, MatchPlan>): MatchPlan | null {
  const waiting = new Map(byName);
  const isSettled = (source: SlotSource) => source.kind === 'seed' || !waiting.has(nameOf(source.of));
  for (let before = -1; before !== waiting.size; ) {
    before = waiting.size;
    for (const { key, slots } of matches) {
      if (slots.every(isSettled)) waiting.delete(nameOf(key));
    }
  }
  const [stuck] = waiting.values();
  return stuck ?? null;
}

/**
 * Both sides of a double forfeit are ranked as if they had lost there, and every match to which that leads. So a place may hold more
 * than were drawn; the ranks after it then count them all.
 */
function rankPlaces({ settings, matches }: StageState<CustomBracketSettings>): Placement[] {
  const ranks = new Map<string, number>();
  let rank = 1;
  for (const place of settings.places) {
    for (const source of place) ranks.set(textOf(source), rank);
    rank += place.length;
  }
  const next = new Map(matches.flatMap(({ key, slots }) => slots.map(({ source }) => [textOf(source), key] as const)));
  const placements = matches.flatMap((match) =>
    match.slots.flatMap(({ entrant }, slot): Placement[] => {
      if (entrant === null) return [];
      const isWinner = match.result?.places[slot] === 1;
      const source: SlotSource = { kind: isWinner ? 'winner' : 'loser', of: match.key };
      const isOver = match.result?.places[slot] === null || ranks.has(textOf(source));
      return isOver ? [{ entrant, rank: rankAfter(source, ranks, next), decidedBy: 'round' }] : [];
    }),
  );
  return placements
    .map((placement) => {
      const better = placements.filter((other) => other.rank < placement.rank).length;
      return { ...placement, rank: Math.max(placement.rank, better + 1) };
    })
    .sort((left, right) => left.rank - right.rank || left.entrant - right.entrant);
}

function rankAfter(
  source: SlotSource,
  ranks: ReadonlyMap<string, number>,
  next: ReadonlyMap<string, MatchKey>,
): number {
  const rank = ranks.get(textOf(source));
  if (rank !== undefined) return rank;
  const key = next.get(textOf(source));
  invariant(key !== undefined, 'every loser goes to a slot or a place');
  return rankAfter({ kind: 'loser', of: key }, ranks, next);
}
