// Single elimination: who loses is out. Standard seeding, byes to the best seeds, a match for third place as a setting.

import { invariant } from '../../../core/errors.ts';
import { type DecidedBy, type Format, followSources, type Placement, type StageState } from '../format.ts';
import type { MatchKey, MatchPlan, SlotSource, StageMatch } from '../match.ts';
import { bracketOrder } from '../seeding.ts';

export interface SingleEliminationSettings {
  /** Played from four entrants on, so that both semi-finals have a loser. */
  readonly thirdPlaceMatch: boolean;
}

/** The match for third place is in the round of the final. */
export const thirdPlacePosition = 1;

export const singleElimination: Format<SingleEliminationSettings> = {
  entrantsMax: 4096,
  allowsDraws: () => false,
  build: buildBracket,
  advance: (state, match) => ({ fills: followSources(state, match), created: [] }),
  rank: rankBracket,
  roleOf: (_, key, lastRound) => {
    if (key.round !== lastRound) return null;
    return key.position === thirdPlacePosition ? 'third_place' : 'final';
  },
};

export function roundCount(entrantCount: number): number {
  return Math.ceil(Math.log2(entrantCount));
}

const keyAt = (round: number, position: number): MatchKey => ({ group: 1, round, position });

function buildBracket(entrantCount: number, settings: SingleEliminationSettings): MatchPlan[] {
  invariant(entrantCount >= 2, 'a bracket needs two entrants');
  const rounds = roundCount(entrantCount);
  let sources: (SlotSource | null)[] = bracketOrder(2 ** rounds).map((seed) =>
    seed <= entrantCount ? { kind: 'seed', seed } : null,
  );
  const matches: MatchPlan[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    const winners: (SlotSource | null)[] = [];
    for (let position = 0; position < sources.length / 2; position += 1) {
      const slots = sources.slice(position * 2, position * 2 + 2).filter((source) => source !== null);
      const key = keyAt(round, position);
      if (slots.length === 2) matches.push({ key, slots });
      winners.push(slots.length === 2 ? { kind: 'winner', of: key } : (slots[0] ?? null));
    }
    sources = winners;
  }
  if (settings.thirdPlaceMatch && entrantCount >= 4) {
    const slots = [0, 1].map((position) => ({ kind: 'loser' as const, of: keyAt(rounds - 1, position) }));
    matches.push({ key: keyAt(rounds, thirdPlacePosition), slots });
  }
  return matches;
}

/** An entrant's rank follows from its last match. Losers of one round share a rank. After a double forfeit the winner's rank stays empty. */
function rankBracket({ entrantCount, matches }: StageState<SingleEliminationSettings>): Placement[] {
  invariant(
    matches.every(({ result }) => result !== null),
    'every match is completed',
  );
  const rounds = roundCount(entrantCount);
  const hasThirdPlace = matches.some(({ key }) => isThirdPlace(key, rounds));
  const placements = new Map<number, Placement>();
  for (const match of matches.toSorted((left, right) => left.key.round - right.key.round)) {
    match.slots.forEach(({ entrant }, slot) => {
      if (entrant === null) return;
      const isWinner = match.result?.places[slot] === 1;
      placements.set(entrant, { entrant, ...rankAfter(match, { isWinner, rounds, hasThirdPlace }) });
    });
  }
  return [...placements.values()].sort((left, right) => left.rank - right.rank || left.entrant - right.entrant);
}

const isThirdPlace = ({ round, position }: MatchKey, rounds: number) =>
  round === rounds && position === thirdPlacePosition;

interface LastMatch {
  readonly isWinner: boolean;
  readonly rounds: number;
  readonly hasThirdPlace: boolean;
}

function rankAfter({ key }: StageMatch, last: LastMatch): { rank: number; decidedBy: DecidedBy } {
  if (isThirdPlace(key, last.rounds)) return { rank: last.isWinner ? 3 : 4, decidedBy: 'third_place_match' };
  if (key.round === last.rounds) return { rank: last.isWinner ? 1 : 2, decidedBy: 'final' };
  // Both sides of a semi-final forfeited, so that neither plays for third place.
  if (last.hasThirdPlace && key.round === last.rounds - 1) return { rank: 4, decidedBy: 'round' };
  return { rank: 2 ** (last.rounds - key.round) + 1, decidedBy: 'round' };
}
