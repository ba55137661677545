// Round robin: everyone meets everyone once per leg. Rounds follow the circle method in the order of the FIDE Berger tables.

import { invariant } from '../../../core/errors.ts';
import { followSources, type MatchPoints, type PointsFormat } from '../format.ts';
import type { MatchPlan, SlotSource } from '../match.ts';
import { figuresPerMatch } from './per-match.ts';

export interface RoundRobinSettings {
  /** 1 to 4. The sides of a pair change places in each leg. */
  readonly legs: number;
  readonly points: MatchPoints;
  readonly allowsDraws: boolean;
  readonly tieBreaks: readonly string[];
  /** Published text that decides the tie-break `lots`; null: it is not used. */
  readonly lotsSeed: string | null;
}

export const legsMax = 4;

export const roundRobinDefaults: RoundRobinSettings = {
  legs: 1,
  points: { win: 3, draw: 1, loss: 0 },
  allowsDraws: true,
  tieBreaks: ['direct_encounter', 'score_difference', 'wins'],
  lotsSeed: null,
};

export const roundRobin: PointsFormat<RoundRobinSettings> = {
  // Four legs of 64 are 8,064 matches.
  entrantsMax: 64,
  allowsDraws: ({ allowsDraws }) => allowsDraws,
  canBeGrouped: () => true,
  build: buildLegs,
  advance: (state, match) => ({ fills: followSources(state, match), created: [] }),
  acrossGroups: ({ matches, settings }) => figuresPerMatch(matches, settings.points),
  standings: ({ points, legs, tieBreaks, lotsSeed }, entrantCount) => ({
    kind: 'predetermined',
    points: { ...points, bye: 0 },
    roundCount: pairRounds(entrantCount).length * legs,
    hasSides: false,
    tieBreaks,
    lotsSeed,
  }),
};

function buildLegs(entrantCount: number, { legs }: RoundRobinSettings): MatchPlan[] {
  invariant(entrantCount >= 2, 'a round robin needs two entrants');
  const rounds = pairRounds(entrantCount);
  return Array.from({ length: legs }, (_, leg) =>
    rounds.flatMap((pairs, index) =>
      pairs.map(([first, second], position) => {
        const slots = (leg % 2 === 0 ? [first, second] : [second, first]).map(
          (seed): SlotSource => ({ kind: 'seed', seed }),
        );
        return { key: { group: 1, round: leg * rounds.length + index + 1, position }, slots };
      }),
    ),
  ).flat();
}

/**
 * Berger tables: the last number stays in place, the others go around a circle. Of an odd number of entrants, the one who would meet
 * the missing last number rests. The first of a pair is at home; home and away differ by at most one in a leg.
 */
export function pairRounds(entrantCount: number): (readonly [number, number])[][] {
  const last = entrantCount + (entrantCount % 2);
  const circle = last - 1;
  const onCircle = (number: number) => ((number - 1 + circle) % circle) + 1;
  return Array.from({ length: circle }, (_, round) => {
    const middle = onCircle(round % 2 === 0 ? round / 2 + 1 : (round + 1 + last) / 2);
    const withLast = round % 2 === 0 ? ([middle, last] as const) : ([last, middle] as const);
    const pairs = Array.from(
      { length: last / 2 - 1 },
      (_, index) => [onCircle(middle + index + 1), onCircle(middle - index - 1)] as const,
    );
    return last === entrantCount ? [withLast, ...pairs] : pairs;
  });
}
