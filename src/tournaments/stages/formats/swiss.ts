// Swiss: nobody meets an opponent twice, and entrants of about equal points meet. The first round is known at the start; each later one is
// paired from the rounds before, on request.

import { refuse } from '../../../core/errors.ts';
import type { PointsFormat, StageState } from '../format.ts';
import type { MatchPlan, SlotSource } from '../match.ts';
import { dutch } from './swiss/dutch.ts';
import { monrad } from './swiss/monrad.ts';
import { entrantsNeeded } from './swiss/round-limits.ts';
import { type RecordSettings, swissEntrants } from './swiss/stage-entrants.ts';
import type { BlockingRule } from './swiss/swiss-entrant.ts';

export const swissSystems = ['dutch', 'monrad'] as const;

export interface SwissSettings extends RecordSettings {
  readonly system: (typeof swissSystems)[number];
  readonly rounds: number;
  readonly allowsDraws: boolean;
  readonly tieBreaks: readonly string[];
}

export const swissDefaults = {
  system: 'dutch',
  points: { win: 2, draw: 1, loss: 0 },
  byePoints: 2,
  allowsDraws: true,
  tieBreaks: ['buchholz/C1', 'buchholz', 'sonneborn_berger', 'wins'],
  hasSides: false,
  winsToAdvance: null,
  lossesToEliminate: null,
} as const;

export const swiss: PointsFormat<SwissSettings> = {
  // The pairing of a round needs memory for every possible pair.
  entrantsMax: 1024,
  allowsDraws: ({ allowsDraws }) => allowsDraws,
  build(entrantCount, settings) {
    const needed = entrantsNeeded(settings.rounds);
    if (entrantCount < needed) {
      const reason = `${settings.rounds} rounds without a rematch`;
      throw refuse('not_enough_entrants', { confirmed: entrantCount, needed, reason });
    }
    const next = pairNextRound({ entrantCount, settings, matches: [], withdrawn: [] });
    return next.kind === 'paired' ? next.matches : [];
  },
  advance: () => ({ fills: [], created: [] }),
  standings: ({ points, byePoints, rounds, hasSides, tieBreaks }) => ({
    kind: 'swiss',
    points: { ...points, bye: byePoints },
    roundCount: rounds,
    hasSides,
    tieBreaks,
  }),
};

export type NextRound =
  | { readonly kind: 'paired'; readonly round: number; readonly matches: readonly MatchPlan[] }
  /** All planned rounds are paired, or fewer than two entrants are left. */
  | { readonly kind: 'over' }
  | { readonly kind: 'blocked'; readonly rules: readonly BlockingRule[] };

/** All matches so far are completed. Seconds for a thousand entrants. */
export function pairNextRound(state: StageState<SwissSettings>): NextRound {
  const { settings, matches } = state;
  const round = 1 + Math.max(0, ...matches.map(({ key }) => key.round));
  const entrants = swissEntrants(state);
  if (round > settings.rounds || entrants.filter(({ takesPart }) => takesPart).length < 2) return { kind: 'over' };
  const { rounds: roundCount, points, hasSides, system } = settings;
  const pair = system === 'dutch' ? dutch : monrad;
  const found = pair(entrants, { roundCount, pointsForWin: points.win, hasSides, firstSide: 'white' });
  if (found.kind === 'blocked') return found;
  const seats = found.pairs.map(({ white, black }) => [white, black]);
  if (found.bye !== null) seats.push([found.bye]);
  const seat = (seed: number): SlotSource => ({ kind: 'seed', seed });
  const plans = seats.map((seeds, position) => ({ key: { group: 1, round, position }, slots: seeds.map(seat) }));
  return { kind: 'paired', round, matches: plans };
}
