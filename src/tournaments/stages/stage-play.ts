// The course of a stage in memory: open it, complete matches one after the other. The database does the same in matches/matches.sql.

import { invariant } from '../../core/errors.ts';
import type { Fill, Format, RequestedBye, StageState } from './format.ts';
import {
  isSameKey,
  type MatchKey,
  type MatchPlan,
  type MatchResult,
  resultOfVacancies,
  type StageMatch,
} from './match.ts';

export function openStage<S>(
  format: Format<S>,
  entrantCount: number,
  settings: S,
  byes: readonly RequestedBye[] = [],
): StageState<S> {
  const matches = format.build(entrantCount, settings, byes).map(openMatch);
  return { entrantCount, settings, matches, withdrawn: [], byes };
}

/** Seeds stand in their slots; a bye that counts is completed. */
export function openMatch({ key, slots }: MatchPlan): StageMatch {
  const filled = slots.map((source) => ({
    source,
    entrant: source.kind === 'seed' ? source.seed : null,
    vacancy: null,
  }));
  const match = { key, slots: filled, result: null };
  return { ...match, result: resultOfVacancies(match) };
}

/** Completes a match, and with it all matches that have no opponents left. */
export function completeMatch<S>(
  format: Format<S>,
  state: StageState<S>,
  key: MatchKey,
  result: MatchResult,
): StageState<S> {
  const found = state.matches.find((match) => isSameKey(match.key, key));
  invariant(found !== undefined && found.result === null, 'the match is open');
  const completed = { ...found, result };
  const held = { ...state, matches: state.matches.map((match) => (match === found ? completed : match)) };
  const { fills, created } = format.advance(held, completed);
  const moved = held.matches.map((match) => fillSlots(match, fills));
  let next: StageState<S> = { ...held, matches: [...moved, ...created.map(openMatch)] };
  for (const { match } of fills) {
    const found = next.matches.find((other) => isSameKey(other.key, match));
    invariant(found !== undefined, 'a filled match is in the stage');
    const target = withoutLeft(found, next.withdrawn);
    next = { ...next, matches: next.matches.map((other) => (other === found ? target : other)) };
    const walkover = resultOfVacancies(target);
    if (walkover !== null) next = completeMatch(format, next, match, walkover);
  }
  return next;
}

/** Who has left stands in a slot only while nobody comes to play: against an opponent it forfeits. */
export function withoutLeft(match: StageMatch, withdrawn: readonly number[]): StageMatch {
  const isDecided = match.slots.every(({ entrant, vacancy }) => entrant !== null || vacancy !== null);
  if (match.result !== null || !isDecided || match.slots.filter(({ entrant }) => entrant !== null).length < 2)
    return match;
  const slots = match.slots.map((slot) =>
    slot.entrant !== null && withdrawn.includes(slot.entrant)
      ? { ...slot, entrant: null, vacancy: 'forfeit' as const }
      : slot,
  );
  return { ...match, slots };
}

/** A match that a format creates during play, because of the result of another one. */
export interface CreatedMatch extends MatchPlan {
  readonly after: MatchKey;
}

/** What follows from the completed matches and is not there yet. */
export function createdMatches<S>(format: Format<S>, stage: StageState<S>): readonly CreatedMatch[] {
  let state = stage;
  const found: CreatedMatch[] = [];
  for (const match of stage.matches) {
    if (match.result === null) continue;
    const { created } = format.advance(state, match);
    found.push(...created.map((plan) => ({ ...plan, after: match.key })));
    state = { ...state, matches: [...state.matches, ...created.map(openMatch)] };
  }
  return found;
}

function fillSlots(match: StageMatch, fills: readonly Fill[]): StageMatch {
  const own = fills.filter((fill) => isSameKey(fill.match, match.key));
  if (own.length === 0) return match;
  const slots = match.slots.map((slot, index) => {
    const fill = own.find((candidate) => candidate.slot === index);
    return fill === undefined ? slot : { ...slot, entrant: fill.entrant, vacancy: fill.vacancy };
  });
  return { ...match, slots };
}
