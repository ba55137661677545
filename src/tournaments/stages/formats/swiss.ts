// Swiss: nobody meets an opponent twice, and entrants of about equal points meet. The first round is known at the start; each later one is
// paired from the rounds before, on request.

import { refuse } from '../../../core/errors.ts';
import type { PointsFormat, StageState } from '../format.ts';
import type { MatchPlan, SlotSource } from '../match.ts';
import { dutch } from './swiss/dutch.ts';
import { findBlockingRules, findByeScore } from './swiss/legality.ts';
import { monrad } from './swiss/monrad.ts';
import { readPlayers } from './swiss/player.ts';
import { entrantsNeeded } from './swiss/round-limits.ts';
import { type RecordSettings, swissEntrants } from './swiss/stage-entrants.ts';
import type { BlockingRule, SwissSettings as PairingSettings, SwissEntrant } from './swiss/swiss-entrant.ts';

export const swissSystems = ['dutch', 'monrad'] as const;

export interface SwissSettings extends RecordSettings {
  readonly system: (typeof swissSystems)[number];
  readonly rounds: number;
  readonly allowsDraws: boolean;
  readonly tieBreaks: readonly string[];
  /** Published text that decides the tie-break `lots`; null: it is not used. */
  readonly lotsSeed: string | null;
  /** For how many rounds an entrant may ask not to be paired. */
  readonly requestedByesMax: number;
}

export const swissDefaults = {
  system: 'dutch',
  points: { win: 2, draw: 1, loss: 0 },
  byePoints: 2,
  allowsDraws: true,
  tieBreaks: ['buchholz/C1', 'buchholz', 'sonneborn_berger', 'wins'],
  lotsSeed: null,
  hasSides: false,
  winsToAdvance: null,
  lossesToEliminate: null,
  requestedByesMax: 1,
} as const;

export const swiss: PointsFormat<SwissSettings> = {
  // The pairing of a round needs memory for every possible pair.
  entrantsMax: 1024,
  allowsDraws: ({ allowsDraws }) => allowsDraws,
  canBeGrouped: () => true,
  entrantsLeast: ({ rounds }) => entrantsNeeded(rounds),
  build(entrantCount, settings, byes = []) {
    const needed = entrantsNeeded(settings.rounds);
    if (entrantCount < needed) {
      const reason = `${settings.rounds} rounds without a rematch`;
      throw refuse('not_enough_entrants', { confirmed: entrantCount, needed, reason });
    }
    const next = pairNextRound({ entrantCount, settings, matches: [], withdrawn: [], byes }, 1);
    return next.kind === 'paired' ? next.matches : [];
  },
  advance: () => ({ fills: [], created: [] }),
  admitLate(state) {
    const round = nextRoundOf(state);
    return round > state.settings.rounds ? null : { round, matches: [] };
  },
  // Groups play the same number of rounds.
  acrossGroups: (state) =>
    new Map(
      swissEntrants(state, nextRoundOf(state)).map(({ number, rounds }) => [
        number,
        [rounds.reduce((sum, { points }) => sum + points, 0)],
      ]),
    ),
  standings: ({ points, byePoints, rounds, hasSides, tieBreaks, lotsSeed, winsToAdvance, lossesToEliminate }) => ({
    kind: 'swiss',
    points: { ...points, bye: byePoints },
    roundCount: rounds,
    hasSides,
    tieBreaks,
    lotsSeed,
    earlyEnd: { wins: winsToAdvance, losses: lossesToEliminate },
  }),
};

export type NextRound =
  | { readonly kind: 'paired'; readonly round: number; readonly matches: readonly MatchPlan[] }
  | { readonly kind: 'over'; readonly reason: 'all_rounds_paired' | 'too_few_entrants' }
  | { readonly kind: 'blocked'; readonly rules: readonly BlockingRule[] };

export type RoundVerdict =
  | { readonly kind: 'pairable'; readonly round: number }
  | Exclude<NextRound, { readonly kind: 'paired' }>;

export const nextRoundOf = ({ matches }: Pick<StageState<unknown>, 'matches'>) =>
  1 + Math.max(0, ...matches.map(({ key }) => key.round));

/** Whether a round can be paired. It looks for no more than a legal round. */
export function judgeRound(state: StageState<SwissSettings>, round: number): RoundVerdict {
  const { settings } = state;
  const entrants = swissEntrants(state, round);
  const over = whyOver(round, entrants, settings);
  if (over !== null) return { kind: 'over', reason: over };
  const hasSides = settings.hasSides && settings.system === 'dutch';
  const players = readPlayers(entrants, pairingSettings({ ...settings, hasSides }));
  if (findByeScore(players) !== null) return { kind: 'pairable', round };
  return { kind: 'blocked', rules: findBlockingRules(players) };
}

function whyOver(round: number, entrants: readonly SwissEntrant[], { rounds }: SwissSettings) {
  if (round > rounds) return 'all_rounds_paired';
  return entrants.filter(({ takesPart }) => takesPart).length < 2 ? 'too_few_entrants' : null;
}

function pairingSettings({ rounds, points, hasSides }: SwissSettings): PairingSettings {
  return { roundCount: rounds, pointsForWin: points.win, hasSides, firstSide: 'white' };
}

/** All matches so far are completed. Seconds for a thousand entrants. */
export function pairNextRound(state: StageState<SwissSettings>, round = nextRoundOf(state)): NextRound {
  const { settings } = state;
  const entrants = swissEntrants(state, round);
  const over = whyOver(round, entrants, settings);
  if (over !== null) return { kind: 'over', reason: over };
  const pair = settings.system === 'dutch' ? dutch : monrad;
  const found = pair(entrants, pairingSettings(settings));
  if (found.kind === 'blocked') return found;
  const seats = found.pairs.map(({ white, black }) => [white, black]);
  if (found.bye !== null) seats.push([found.bye]);
  const seat = (seed: number): SlotSource => ({ kind: 'seed', seed });
  const plans = seats.map((seeds, position) => ({ key: { group: 1, round, position }, slots: seeds.map(seat) }));
  return { kind: 'paired', round, matches: plans };
}
