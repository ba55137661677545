// Double elimination: who loses twice is out. Winners' bracket (group 1), losers' bracket (group 2), grand final (group 3).
// The losers' bracket has two rounds for each winners' round but the first: in round 2r − 2 the losers of winners' round r drop in, in
// round 2r − 1 those who are left meet.

import { invariant } from '../../../core/errors.ts';
import {
  type Advance,
  type DecidedBy,
  type Format,
  followSources,
  type Placement,
  type StageState,
} from '../format.ts';
import { isSameKey, type MatchKey, type MatchPlan, type SlotSource, type StageMatch, winnerOf } from '../match.ts';
import { type GroupNames, matchLabel } from '../slot-label.ts';
import { dropMask } from './drop-order.ts';
import { roundCount, singleElimination } from './single-elimination.ts';

export const grandFinals = ['none', 'simple', 'reset'] as const;

export interface DoubleEliminationSettings {
  /** `reset`: played again if the champion of the losers' bracket wins the first. */
  readonly grandFinal: (typeof grandFinals)[number];
}

export const bracketGroups = { winners: 1, losers: 2, grandFinal: 3 } as const;
export const bracketNames: GroupNames = { 1: 'WB', 2: 'LB', 3: 'GF' };

export const doubleElimination: Format<DoubleEliminationSettings> = {
  entrantsMax: 4096,
  allowsDraws: () => false,
  build: buildBrackets,
  createsMatches: ({ grandFinal }) => grandFinal === 'reset',
  advance: advanceBrackets,
  rank: rankBrackets,
  roleOf: ({ grandFinal }, key, lastRound) => {
    if (key.group === bracketGroups.grandFinal) return isSameKey(key, resetKey) ? 'reset' : 'grand_final';
    const isLast = key.group === bracketGroups.winners && key.round === lastRound;
    return isLast && grandFinal === 'none' ? 'final' : null;
  },
};

const grandFinalKey: MatchKey = { group: bracketGroups.grandFinal, round: 1, position: 0 };
const resetKey: MatchKey = { ...grandFinalKey, round: 2 };

function buildBrackets(entrantCount: number, { grandFinal }: DoubleEliminationSettings): MatchPlan[] {
  const winners = singleElimination.build(entrantCount, { thirdPlaceMatch: false });
  const { matches, champion } = buildLosersBracket(winners, roundCount(entrantCount));
  if (grandFinal === 'none') return [...winners, ...matches];
  const final = winners.at(-1);
  invariant(final !== undefined, 'a winners bracket has a final');
  return [...winners, ...matches, { key: grandFinalKey, slots: [{ kind: 'winner', of: final.key }, champion] }];
}

/** A match that would be fed by a bye does not exist: who would win it stands in the slot of the next one. */
function buildLosersBracket(winners: readonly MatchPlan[], rounds: number) {
  const matches: MatchPlan[] = [];
  const meet = (round: number, position: number, slots: readonly (SlotSource | null)[]): SlotSource | null => {
    const present = slots.filter((slot) => slot !== null);
    if (present.length < 2) return present[0] ?? null;
    const key = { group: bracketGroups.losers, round, position };
    matches.push({ key, slots: present });
    return { kind: 'winner', of: key };
  };
  const pairLines = (lines: readonly (SlotSource | null)[], round: number) =>
    Array.from({ length: lines.length / 2 }, (_, position) =>
      meet(round, position, lines.slice(position * 2, position * 2 + 2)),
    );
  let lines = dropLosers(winners, 1, rounds);
  for (let round = 2; round <= rounds; round += 1) {
    lines = pairLines(lines, 2 * round - 3);
    const dropped = dropLosers(winners, round, rounds);
    lines = lines.map((line, position) => meet(2 * round - 2, position, [dropped[position] ?? null, line]));
  }
  const [champion] = lines;
  invariant(champion, 'a losers bracket has a champion');
  return { matches, champion };
}

/** By line of the losers' bracket; null where a bye made the match unnecessary. */
function dropLosers(winners: readonly MatchPlan[], round: number, rounds: number): (SlotSource | null)[] {
  const lines: (SlotSource | null)[] = Array(2 ** (rounds - round)).fill(null);
  for (const { key } of winners) {
    if (key.round === round) lines[key.position ^ dropMask(round, rounds)] = { kind: 'loser', of: key };
  }
  return lines;
}

/** Where the champion of the winners' bracket is missing or has left the tournament, nothing is played again. */
function advanceBrackets(state: StageState<DoubleEliminationSettings>, match: StageMatch): Advance {
  const fills = followSources(state, match);
  const [first, second] = match.slots;
  const isResetDue =
    state.settings.grandFinal === 'reset' &&
    isSameKey(match.key, grandFinalKey) &&
    first !== undefined &&
    first.entrant !== null &&
    second !== undefined &&
    second.entrant !== null &&
    winnerOf(match) === second.entrant &&
    !state.withdrawn.includes(first.entrant) &&
    !state.withdrawn.includes(second.entrant) &&
    !state.matches.some(({ key }) => isSameKey(key, resetKey));
  if (!isResetDue) return { fills, created: [] };
  const slots = [first.entrant, second.entrant].map((seed): SlotSource => ({ kind: 'seed', seed }));
  return { fills, created: [{ key: resetKey, slots }] };
}

/** An entrant's rank follows from its last match. Losers of one losers' round share a rank. */
function rankBrackets({ entrantCount, matches }: StageState<DoubleEliminationSettings>): Placement[] {
  invariant(
    matches.every(({ result }) => result !== null),
    'every match is completed',
  );
  const rounds = roundCount(entrantCount);
  const dropRounds = new Map(
    matches.flatMap(({ key, slots }) =>
      slots.flatMap(({ source }) => (source.kind === 'loser' ? [[matchLabel(source.of), key.round] as const] : [])),
    ),
  );
  // Losers come from the winners' bracket only, so that round and position are enough.
  const dropRoundOf = ({ key }: StageMatch) => dropRounds.get(matchLabel(key)) ?? 0;
  const placements = new Map<number, Placement>();
  const inOrder = matches.toSorted(
    ({ key: left }, { key: right }) => left.group - right.group || left.round - right.round,
  );
  for (const match of inOrder) {
    match.slots.forEach(({ entrant }, slot) => {
      if (entrant === null) return;
      const isWinner = match.result?.places[slot] === 1;
      placements.set(entrant, {
        entrant,
        ...rankAfter(match.key, { isWinner, rounds, dropRound: dropRoundOf(match) }),
      });
    });
  }
  return [...placements.values()].sort((left, right) => left.rank - right.rank || left.entrant - right.entrant);
}

interface LastMatch {
  readonly isWinner: boolean;
  readonly rounds: number;
  /** The losers' round into which the loser drops. */
  readonly dropRound: number;
}

function rankAfter({ group, round }: MatchKey, last: LastMatch): { rank: number; decidedBy: DecidedBy } {
  const { isWinner, rounds } = last;
  if (group === bracketGroups.grandFinal) return { rank: isWinner ? 1 : 2, decidedBy: 'final' };
  // Without a grand final, the champions of both brackets are first and second.
  if (group === bracketGroups.winners && round === rounds && isWinner) return { rank: 1, decidedBy: 'round' };
  if (rounds === 1) return { rank: 2, decidedBy: 'round' };
  if (group === bracketGroups.losers && isWinner && round === 2 * rounds - 2) return { rank: 2, decidedBy: 'round' };
  // Both sides of a winners' match forfeited: ranked as if they had lost where the loser drops in.
  const lostRound = group === bracketGroups.losers ? round : last.dropRound;
  return { rank: rankOfLosersRound(lostRound, rounds), decidedBy: 'round' };
}

/** One more than the entrants who are left after the round: in the losers' bracket, and still to drop from the winners' bracket. */
function rankOfLosersRound(round: number, rounds: number): number {
  const half = 2 ** (rounds - 1 - Math.ceil(round / 2));
  return (round % 2 === 0 ? 2 * half : 3 * half) + 1;
}
