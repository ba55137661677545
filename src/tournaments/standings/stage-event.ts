// The matches of a stage as an event of the standings: round robin, league, Swiss. Ids are the numbers of the entrants.

import type { RequestedBye, StageState } from '../stages/format.ts';
import type { StageMatch } from '../stages/match.ts';
import type { EarlyEnd, EventKind, PointSystem, RoundResult, StandingsInput } from './results.ts';

export interface StageEvent {
  readonly kind: EventKind;
  readonly points: PointSystem;
  readonly roundCount: number;
  /** Slot 0 is the first side. */
  readonly hasSides?: boolean;
  readonly lotsSeed?: string | null;
  readonly earlyEnd?: EarlyEnd;
}

/** Rounds without any match are absences for everybody, so pass only rounds that have begun. */
export function eventOfStage(
  state: Pick<StageState<unknown>, 'entrantCount' | 'matches' | 'byes' | 'ratings'>,
  { hasSides = false, ...event }: StageEvent,
): StandingsInput {
  const byRound = Map.groupBy(state.matches, ({ key }) => key.round);
  const last = Math.max(0, ...byRound.keys());
  return {
    ...event,
    entrants: Array.from({ length: state.entrantCount }, (_, index) => ({
      id: String(index + 1),
      seed: index + 1,
      rating: state.ratings?.[index] ?? null,
    })),
    rounds: Array.from({ length: last }, (_, index) => [
      ...(byRound.get(index + 1) ?? []).flatMap((match) => resultsOf(match, hasSides)),
      ...(state.byes ?? []).filter(({ round }) => round === index + 1).map(byeOf),
    ]),
  };
}

const byeOf = ({ entrant, points }: RequestedBye): RoundResult => ({
  kind: 'bye',
  entrant: String(entrant),
  bye: points,
});

/** A match of one is a pairing-allocated bye. A match whose sides are not known yet has no result. */
function resultsOf(match: StageMatch, hasSides: boolean): RoundResult[] {
  const [a, b] = match.slots.map(({ entrant }) => (entrant === null ? null : String(entrant)));
  const alone = a ?? b ?? null;
  const time = match.completedAtMs === undefined ? {} : { completedAtMs: match.completedAtMs };
  if (a == null || b == null) return alone === null ? [] : [{ kind: 'bye', entrant: alone, bye: 'pairing', ...time }];
  const { result } = match;
  const sides = hasSides ? { first: 'a' as const } : {};
  if (result === null) return [{ kind: 'open', a, b, ...sides }];
  const [placeA = null, placeB = null] = result.places;
  const winner = placeA === 1 ? 'a' : placeB === 1 ? 'b' : null;
  if (result.outcome !== 'played' || winner === null) return [{ kind: 'forfeit', a, b, winner, ...sides, ...time }];
  const [scoreA, scoreB] = result.scores ?? [];
  const score = scoreA === undefined || scoreB === undefined ? {} : { score: { a: scoreA, b: scoreB } };
  return [{ kind: 'game', a, b, winner: placeA === placeB ? 'draw' : winner, ...score, ...sides, ...time }];
}
