// One entrant as the pairing rules see it before a round: score, opponents met, preference of side, floats. C.04.3, section 1.

import { invariant } from '../../../../core/errors.ts';
import type { RoundRecord, Side, SwissEntrant, SwissSettings } from './swiss-entrant.ts';

export type Float = 'down' | 'up' | null;
export type PreferenceStrength = 'none' | 'mild' | 'strong' | 'absolute';

export interface Player {
  readonly number: number;
  readonly score: number;
  /** Opponents of games that were played; a forfeited pair has not met. */
  readonly met: ReadonlySet<number>;
  readonly mayGetBye: boolean;
  readonly unplayedCount: number;
  /** Sides of the games played, oldest first. */
  readonly sides: readonly Side[];
  /** Games with white minus games with black. */
  readonly sideDifference: number;
  readonly preference: Side | null;
  readonly strength: PreferenceStrength;
  /** Score above half of what could be reached, in the last round. */
  readonly isTopscorer: boolean;
  /** Floats of the last round and of the one before. */
  readonly floats: readonly [Float, Float];
  /** Odd or even place among those who have taken part; decides the side if neither player has a preference. */
  readonly isOddPlace: boolean;
}

/** Best first: score, then pairing number. */
export function compareRank(left: Player, right: Player): number {
  return right.score - left.score || left.number - right.number;
}

/** All who take part in the round, best first. */
export function readPlayers(entrants: readonly SwissEntrant[], settings: SwissSettings): Player[] {
  const roundIndex = Math.max(0, ...entrants.map(({ rounds }) => rounds.length));
  invariant(
    entrants.every(({ rounds }) => rounds.length === roundIndex),
    'every entrant has a record of every round',
  );
  const scoresBefore = new Map(entrants.map((entrant) => [entrant.number, runningScores(entrant.rounds)]));
  const scoreBefore = (number: number, round: number) => scoresBefore.get(number)?.[round] ?? 0;
  const odd = oddPlaces(entrants);
  const isLastRound = roundIndex + 1 >= settings.roundCount;
  return entrants
    .filter(({ takesPart }) => takesPart)
    .map((entrant) => {
      const score = scoreBefore(entrant.number, entrant.rounds.length);
      const floatOf = (back: number) => {
        const round = entrant.rounds.length - back;
        const record = entrant.rounds[round];
        return record ? readFloat(record, (number) => scoreBefore(number, round), entrant.number) : null;
      };
      return {
        number: entrant.number,
        score,
        met: new Set(entrant.rounds.flatMap(({ kind, opponent }) => (kind === 'game' && opponent ? [opponent] : []))),
        mayGetBye: entrant.rounds.every((record) => allowsBye(record, settings)),
        unplayedCount: entrant.rounds.filter(({ kind }) => kind !== 'game').length,
        ...readSides(settings.hasSides ? entrant.rounds : []),
        isTopscorer: isLastRound && score * 2 > roundIndex * settings.pointsForWin,
        floats: [floatOf(1), floatOf(2)] as const,
        isOddPlace: odd.has(entrant.number),
      };
    })
    .sort(compareRank);
}

/** Index r holds the score before round r, counted from 0. */
function runningScores(rounds: readonly RoundRecord[]): number[] {
  const scores = [0];
  for (const { points } of rounds) scores.push((scores.at(-1) ?? 0) + points);
  return scores;
}

/** C2: one bye, and none for who scored a win's points in a round without playing. */
function allowsBye(record: RoundRecord, settings: SwissSettings): boolean {
  return record.kind !== 'pairing_bye' && (record.kind === 'game' || record.points < settings.pointsForWin);
}

/** Article 1.4: unequal scores float both, points without a game float down, nothing else floats. */
function readFloat(record: RoundRecord, scoreOf: (number: number) => number, own: number): Float {
  if (record.kind !== 'game') return record.points > 0 ? 'down' : null;
  const difference = scoreOf(own) - scoreOf(record.opponent ?? own);
  if (difference === 0) return null;
  return difference > 0 ? 'down' : 'up';
}

/** Article 1.6: preference of side from the games played. */
function readSides(
  rounds: readonly RoundRecord[],
): Pick<Player, 'sides' | 'sideDifference' | 'preference' | 'strength'> {
  const sides = rounds.flatMap(({ kind, side }) => (kind === 'game' && side ? [side] : []));
  const sideDifference = sides.reduce((sum, side) => sum + (side === 'white' ? 1 : -1), 0);
  const last = sides.at(-1);
  if (last === undefined) return { sides, sideDifference, preference: null, strength: 'none' };
  const isRepeated = sides.length > 1 && sides.at(-2) === last;
  if (Math.abs(sideDifference) > 1 || isRepeated) {
    const tooMany = Math.abs(sideDifference) > 1 ? (sideDifference > 0 ? 'white' : 'black') : last;
    return { sides, sideDifference, preference: otherSide(tooMany), strength: 'absolute' };
  }
  if (sideDifference !== 0) {
    return { sides, sideDifference, preference: sideDifference > 0 ? 'black' : 'white', strength: 'strong' };
  }
  return { sides, sideDifference, preference: otherSide(last), strength: 'mild' };
}

export function otherSide(side: Side): Side {
  return side === 'white' ? 'black' : 'white';
}

/** Who has never been paired and is not paired now has no place yet. */
function oddPlaces(entrants: readonly SwissEntrant[]): Set<number> {
  const present = entrants
    .filter(({ rounds, takesPart }) => takesPart || rounds.some(({ kind }) => kind !== 'not_paired'))
    .map(({ number }) => number)
    .sort((left, right) => left - right);
  return new Set(present.filter((_, index) => index % 2 === 0));
}
