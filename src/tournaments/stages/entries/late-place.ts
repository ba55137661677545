// Where an entrant who comes late stands in a stage that is running. Pure; docs/rules/swiss.md#late-entries. The database does the same
// with what enter-late.ts writes.

import type { Format, LateEntry, StageState } from '../format.ts';
import { isSameKey, type StageMatch } from '../match.ts';
import { forfeitMatch } from '../stage-absence.ts';
import { openMatch } from '../stage-play.ts';
import type { StoredMatch } from '../stored-match.ts';

export type LatePlaceFault = 'format' | 'stage_full' | 'no_free_place';

/** `begun` as in `admitLate` of the format. */
export function findLatePlace<S>(format: Format<S>, state: StageState<S>, begun: number): LateEntry | LatePlaceFault {
  if (format.admitLate === undefined) return 'format';
  if (state.entrantCount >= format.entrantsMax) return 'stage_full';
  return format.admitLate(state, begun) ?? 'no_free_place';
}

/** The stage with one more entrant, whose number follows the last one. Who has left loses to it. null: there is no place. */
export function enterStage<S>(format: Format<S>, state: StageState<S>, begun: number): StageState<S> | null {
  const place = findLatePlace(format, state, begun);
  if (typeof place === 'string') return null;
  const added = place.matches.map(openMatch);
  const entered = {
    ...state,
    entrantCount: state.entrantCount + 1,
    matches: [...state.matches, ...added],
  };
  return added.reduce<StageState<S>>((next, match) => forfeitToLate(format, next, match), entered);
}

function forfeitToLate<S>(format: Format<S>, state: StageState<S>, { key, slots }: StageMatch): StageState<S> {
  const absent = slots.findIndex(({ entrant }) => entrant !== null && state.withdrawn.includes(entrant));
  const isOpen = state.matches.some((match) => isSameKey(match.key, key) && match.result === null);
  return absent < 0 || !isOpen ? state : forfeitMatch(format, state, key, { absent: [absent], hasStarted: false });
}

/** The last round of which a match has begun. Walkovers are no sign: who leaves the tournament loses all later matches at once. */
export function lastBegunRound(matches: readonly StoredMatch[]): number {
  return Math.max(0, ...matches.filter(hasBegun).map(({ round }) => round));
}

function hasBegun({ state, outcome }: StoredMatch): boolean {
  if (state === 'completed') return outcome === 'played' || outcome === 'forfeit';
  return state === 'live' || state === 'pending_result' || state === 'disputed';
}
