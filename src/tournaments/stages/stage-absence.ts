// Entrants who do not play: a side that forfeits a match, and an entrant who leaves the tournament. The functions of
// matches/forfeits/forfeits.sql do the same.

import { invariant } from '../../core/errors.ts';
import type { Format, StageState } from './format.ts';
import {
  doubleForfeit,
  isSameKey,
  type MatchKey,
  type MatchResult,
  resultOfForfeit,
  resultOfVacancies,
  type StageMatch,
} from './match.ts';
import { completeMatch } from './stage-play.ts';

/** Whether something of an open match was played or reported. */
export type HasStarted = (match: StageMatch) => boolean;

/**
 * The sides in the slots `absent` forfeit an open match. In a match of two whose sides are known the other one wins, and who forfeits
 * goes on as a loser. In all other matches the slots become vacant, and the match waits for who is left.
 */
export function forfeitMatch<S>(
  format: Format<S>,
  state: StageState<S>,
  key: MatchKey,
  act: { readonly absent: readonly number[]; readonly hasStarted: boolean },
): StageState<S> {
  const match = state.matches.find((other) => isSameKey(other.key, key));
  invariant(match !== undefined && match.result === null, 'the match is open');
  if (match.slots.length === 2 && match.slots.every(({ entrant }) => entrant !== null))
    return completeMatch(format, state, key, resultOfAbsence(act));
  const slots = match.slots.map((slot, index) =>
    act.absent.includes(index) ? { ...slot, entrant: null, vacancy: 'forfeit' as const } : slot,
  );
  const left = { ...match, slots };
  const next = { ...state, matches: state.matches.map((other) => (other === match ? left : other)) };
  const result = resultOfVacancies(left);
  return result === null ? next : completeMatch(format, next, key, result);
}

function resultOfAbsence({ absent, hasStarted }: { absent: readonly number[]; hasStarted: boolean }): MatchResult {
  if (absent.length > 1) return doubleForfeit;
  return resultOfForfeit(absent[0] === 0 ? 0 : 1, hasStarted ? 'forfeit' : 'walkover');
}

/** An entrant leaves: it forfeits its open matches, and every later slot that it would get stays vacant. Walkovers that it has last. */
export function leaveStage<S>(
  format: Format<S>,
  state: StageState<S>,
  entrant: number,
  hasStarted: HasStarted = () => false,
): StageState<S> {
  const lastingWalkovers = [
    ...(state.lastingWalkovers ?? []),
    ...state.matches.filter((match) => hasWalkover(match, entrant)).map(({ key }) => ({ entrant, match: key })),
  ];
  let next: StageState<S> = { ...state, withdrawn: [...state.withdrawn, entrant], lastingWalkovers };
  for (;;) {
    const match = next.matches.find(
      ({ slots, result }) => result === null && slots.some((slot) => slot.entrant === entrant),
    );
    if (match === undefined) return next;
    const absent = [match.slots.findIndex((slot) => slot.entrant === entrant)];
    next = forfeitMatch(format, next, match.key, { absent, hasStarted: hasStarted(match) });
  }
}

/** Whether the entrant has won the match because nobody else came into it. */
const hasWalkover = ({ slots, result }: StageMatch, entrant: number) =>
  result?.outcome === 'walkover' && slots.every((slot) => slot.entrant === entrant || slot.entrant === null);
