// Gauntlet (stepladder): the two worst seeds meet, the winner meets the next better seed, and so on up to the best seed.

import { invariant } from '../../../core/errors.ts';
import { type Format, followSources, type Placement, type StageState } from '../format.ts';
import type { MatchKey, MatchPlan, SlotSource } from '../match.ts';

export type GauntletSettings = Readonly<Record<string, never>>;

export const gauntlet: Format<GauntletSettings> = {
  entrantsMax: 4096,
  allowsDraws: () => false,
  canBeGrouped: () => true,
  build: buildLadder,
  advance: (state, match) => ({ fills: followSources(state, match), created: [] }),
  rank: rankLadder,
  roleOf: (_, key, lastRound) => (key.round === lastRound ? 'final' : null),
};

const keyOf = (round: number): MatchKey => ({ group: 1, round, position: 0 });

/** One match a round. The better seed waits in the first slot. */
function buildLadder(entrantCount: number): MatchPlan[] {
  invariant(entrantCount >= 2, 'a gauntlet needs two entrants');
  return Array.from({ length: entrantCount - 1 }, (_, index) => {
    const challenger: SlotSource =
      index === 0 ? { kind: 'seed', seed: entrantCount } : { kind: 'winner', of: keyOf(index) };
    return { key: keyOf(index + 1), slots: [{ kind: 'seed', seed: entrantCount - 1 - index }, challenger] };
  });
}

/** Who lost later is better. After a double forfeit two share a rank, and where it was the last match nobody is first. */
function rankLadder({ entrantCount, matches }: StageState<GauntletSettings>): Placement[] {
  const last = entrantCount - 1;
  const placements = new Map<number, Placement>();
  for (const { key, slots, result } of matches.toSorted((left, right) => left.key.round - right.key.round)) {
    invariant(result !== null, 'every match is completed');
    slots.forEach(({ entrant }, slot) => {
      if (entrant === null) return;
      const isWinner = key.round === last && result.places[slot] === 1;
      const rank = isWinner ? 1 : entrantCount - key.round + 1;
      placements.set(entrant, { entrant, rank, decidedBy: key.round === last ? 'final' : 'round' });
    });
  }
  return [...placements.values()].sort((left, right) => left.rank - right.rank || left.entrant - right.entrant);
}
