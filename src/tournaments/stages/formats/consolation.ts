// Single elimination with a consolation bracket (group 2) for those who lose their first match: all losers of round 1, and the losers of
// matches of round 2 in which both had a bye. Who had a bye and loses to a winner of round 1 is out.

import { type DecidedBy, type Format, followSources, type Placement, type StageState } from '../format.ts';
import type { MatchPlan, SlotSource, StageMatch } from '../match.ts';
import type { GroupNames } from '../slot-label.ts';
import { roundCount, type SingleEliminationSettings, singleElimination } from './single-elimination.ts';

export const mainGroup = 1;
export const consolationGroup = 2;
export const consolationNames: GroupNames = { 1: 'main', 2: 'consolation' };

export const consolationElimination: Format<SingleEliminationSettings> = {
  // Both brackets of 4,096 have fewer than 8,192 matches.
  entrantsMax: 4096,
  allowsDraws: () => false,
  build: (entrantCount, settings) => {
    const main = singleElimination.build(entrantCount, settings);
    // With two rounds, the match for third place is the consolation.
    const isNeeded = roundCount(entrantCount) > 2 || !settings.thirdPlaceMatch;
    return isNeeded ? [...main, ...buildConsolation(main, roundCount(entrantCount))] : main;
  },
  advance: (state, match) => ({ fills: followSources(state, match), created: [] }),
  rank: rankBoth,
  roleOf: (settings, key, lastRound) => {
    if (key.group === mainGroup) return singleElimination.roleOf?.(settings, key, lastRound) ?? null;
    return key.round === lastRound ? 'consolation_final' : null;
  },
};

export interface EliminationSettings extends SingleEliminationSettings {
  readonly consolation: boolean;
}

const bracketOf = ({ consolation }: EliminationSettings) => (consolation ? consolationElimination : singleElimination);

/** Single elimination with the consolation as a setting. */
export const elimination: Format<EliminationSettings> = {
  entrantsMax: 4096,
  allowsDraws: () => false,
  // The consolation is a group of its own.
  canBeGrouped: ({ consolation }) => !consolation,
  build: (entrantCount, settings) => bracketOf(settings).build(entrantCount, settings),
  advance: (state, match) => bracketOf(state.settings).advance(state, match),
  rank: (state) => bracketOf(state.settings).rank(state),
  roleOf: (settings, key, lastRound) => bracketOf(settings).roleOf?.(settings, key, lastRound) ?? null,
};

/** A line for each match of main round 2, in its order. Nobody meets again whom he met in the main bracket: both have lost there. */
function buildConsolation(main: readonly MatchPlan[], rounds: number): MatchPlan[] {
  if (rounds < 2) return [];
  const matches: MatchPlan[] = [];
  const meet = (round: number, position: number, slots: readonly SlotSource[]): SlotSource[] => {
    if (slots.length < 2) return [...slots];
    const key = { group: consolationGroup, round, position };
    matches.push({ key, slots });
    return [{ kind: 'winner', of: key }];
  };
  let lines = Array.from({ length: 2 ** (rounds - 2) }, (_, position) =>
    meet(1, position, firstLosers(main, position, rounds)),
  );
  for (let round = 2; lines.length > 1; round += 1) {
    const before = lines;
    lines = Array.from({ length: before.length / 2 }, (_, position) =>
      meet(round, position, before.slice(position * 2, position * 2 + 2).flat()),
    );
  }
  return matches;
}

/** Losers of the matches of round 1 that lead to this match of round 2; without any, the loser of it, unless it is the final. */
function firstLosers(main: readonly MatchPlan[], position: number, rounds: number): SlotSource[] {
  const first = main.filter(({ key }) => key.round === 1 && key.position >> 1 === position);
  if (first.length > 0) return first.map(({ key }) => ({ kind: 'loser', of: key }));
  return rounds > 2 ? [{ kind: 'loser', of: { group: mainGroup, round: 2, position } }] : [];
}

/** The main bracket ranks. Among those who left it in its first round the consolation decides: who lasted longer in it is better. */
function rankBoth(state: StageState<SingleEliminationSettings>): readonly Placement[] {
  const [main = [], consolation = []] = [mainGroup, consolationGroup].map((group) =>
    state.matches.filter(({ key }) => key.group === group),
  );
  const placements = singleElimination.rank({ ...state, matches: main });
  if (consolation.length === 0) return placements;
  const isOut = new Set(main.filter(({ key }) => key.round === 1).flatMap(beatenSides));
  const losers = placements.filter(({ entrant }) => isOut.has(entrant));
  return [
    ...placements.filter(({ entrant }) => !isOut.has(entrant)),
    ...rankByLasting(losers, lastingRounds(consolation)),
  ].sort((left, right) => left.rank - right.rank || left.entrant - right.entrant);
}

/** The loser, or both sides of a double forfeit. */
function beatenSides({ slots, result }: StageMatch): number[] {
  return slots.flatMap(({ entrant }, slot) => (entrant === null || result?.places[slot] === 1 ? [] : [entrant]));
}

/** The last round of the consolation that an entrant reached; the winner of its last match reached one more. */
function lastingRounds(consolation: readonly StageMatch[]): (entrant: number) => number {
  const reached = new Map<number, number>();
  const inOrder = consolation.toSorted((left, right) => left.key.round - right.key.round);
  for (const { key, slots, result } of inOrder) {
    slots.forEach(({ entrant }, slot) => {
      if (entrant !== null) reached.set(entrant, result?.places[slot] === 1 ? key.round + 1 : key.round);
    });
  }
  return (entrant) => reached.get(entrant) ?? 0;
}

function rankByLasting(losers: readonly Placement[], lastingOf: (entrant: number) => number): Placement[] {
  const first = Math.min(...losers.map(({ rank }) => rank));
  return losers.map(({ entrant }) => {
    const better = losers.filter((other) => lastingOf(other.entrant) > lastingOf(entrant)).length;
    const decidedBy: DecidedBy = losers.length > 1 ? 'consolation' : 'round';
    return { entrant, rank: first + better, decidedBy };
  });
}
