// Correction of a completed match: which later matches get other entrants, and the stage after it. Matches that keep their entrants keep
// their results. The function tournament_correct_result in matches/corrections/corrections.sql does the same.

import { invariant } from '../../core/errors.ts';
import { attend, type Format, occupantOf, type StageState } from './format.ts';
import { isSameKey, type MatchKey, type MatchResult, resultOfVacancies, type Slot, type StageMatch } from './match.ts';
import { createdMatches, openMatch, withoutLeft } from './stage-play.ts';

export interface Correction<S> {
  readonly state: StageState<S>;
  /** Matches that have got other entrants, or are not played any more. Their results are gone. Earlier ones first. */
  readonly affected: readonly MatchKey[];
}

export function correctMatch<S>(
  format: Format<S>,
  state: StageState<S>,
  key: MatchKey,
  result: MatchResult,
): Correction<S> {
  const found = matchAt(state, key);
  invariant(found.result !== null, 'the match is completed');
  let next = replaceMatch(state, { ...found, result });
  if (found.result.places.every((place, slot) => place === result.places[slot])) return { state: next, affected: [] };
  const affected: MatchKey[] = [];
  for (const later of matchesAfter(state, key)) {
    const match = matchAt(next, later);
    const isFrom = ({ source }: Slot) =>
      source.kind !== 'seed' && [key, ...affected].some((changed) => isSameKey(changed, source.of));
    const refilled = refill(next, match, isFrom);
    if (
      !refilled.slots.some(
        (slot, index) => slot.entrant !== match.slots[index]?.entrant || isOpen(slot) !== isOpen(match.slots[index]),
      )
    ) {
      next = replaceMatch(next, { ...match, slots: refilled.slots });
      continue;
    }
    const reset = withoutLeft(
      refill(next, { ...match, result: null }, () => true),
      next.withdrawn,
    );
    next = replaceMatch(next, { ...reset, result: resultOfVacancies(reset) });
    affected.push(later);
  }
  return createAgain(format, state, next, [key, ...affected]);
}

const isOpen = (slot: Slot | undefined) => slot?.entrant === null && slot.vacancy === null;

/** The slots that `isChosen` get who comes into them now. */
function refill<S>(state: StageState<S>, match: StageMatch, isChosen: (slot: Slot) => boolean): StageMatch {
  const slots = match.slots.map((slot): Slot => {
    const { source } = slot;
    if (!isChosen(slot)) return slot;
    if (source.kind === 'seed') return { source, ...attend(source.seed, match.key, state) };
    return { source, ...occupantOf(source, matchAt(state, source.of), match.key, state) };
  });
  return { ...match, slots };
}

/** Matches that the format created because of a changed result go; others that are due now come. */
function createAgain<S>(
  format: Format<S>,
  before: StageState<S>,
  next: StageState<S>,
  changed: readonly MatchKey[],
): Correction<S> {
  const affected = changed.slice(1);
  if (format.createsMatches?.(next.settings) !== true) return { state: next, affected };
  const planned = format.build(next.entrantCount, next.settings);
  const isPlanned = ({ key }: StageMatch) => planned.some((plan) => isSameKey(plan.key, key));
  const creators = createdMatches(format, { ...before, withdrawn: [], matches: before.matches.filter(isPlanned) });
  const isGone = (match: StageMatch) =>
    creators.some(({ key, after }) => isSameKey(key, match.key) && changed.some((other) => isSameKey(other, after)));
  const kept = { ...next, matches: next.matches.filter((match) => isPlanned(match) || !isGone(match)) };
  const created = createdMatches(format, kept).map(openMatch);
  const gone = before.matches.filter((match) => !isPlanned(match) && isGone(match)).map(({ key }) => key);
  return { state: { ...kept, matches: [...kept.matches, ...created] }, affected: [...affected, ...gone] };
}

/** All matches that a match leads to, each after all matches that lead to it. */
function matchesAfter({ matches }: StageState<unknown>, key: MatchKey): MatchKey[] {
  const depths = new Map<StageMatch, number>();
  const walk = (from: MatchKey, depth: number) => {
    for (const match of matches) {
      if (!match.slots.some(({ source }) => source.kind !== 'seed' && isSameKey(source.of, from))) continue;
      if ((depths.get(match) ?? 0) >= depth) continue;
      depths.set(match, depth);
      walk(match.key, depth + 1);
    }
  };
  walk(key, 1);
  return [...depths].sort(([, left], [, right]) => left - right).map(([match]) => match.key);
}

function matchAt({ matches }: StageState<unknown>, key: MatchKey): StageMatch {
  const match = matches.find((other) => isSameKey(other.key, key));
  invariant(match !== undefined, 'the match is in the stage');
  return match;
}

function replaceMatch<S>(state: StageState<S>, match: StageMatch): StageState<S> {
  return { ...state, matches: state.matches.map((other) => (isSameKey(other.key, match.key) ? match : other)) };
}
