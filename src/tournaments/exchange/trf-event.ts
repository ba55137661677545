// A TRF tournament as an event of the standings, and back. Pairing numbers are the seeds, and as text the ids.

import { refuse } from '../../core/errors.ts';
import { type Fraction, fraction, inLowestTerms, multiply } from '../standings/fraction.ts';
import type { Line, LineKind, Records } from '../standings/record.ts';
import type { ByeKind, RoundResult, StandingsInput } from '../standings/results.ts';
import { type TrfPlayer, type TrfResult, type TrfRound, type TrfTournament, trfPointCodes } from './trf.ts';

const byeKinds: Readonly<Partial<Record<TrfResult, ByeKind>>> = { U: 'pairing', F: 'full', H: 'half', Z: 'zero' };
const winners = { '1': 'a', W: 'a', '=': 'draw', D: 'draw', '0': 'b', L: 'b' } as const;

/** `roundsOver`: rounds that are complete; those that the file leaves blank are absences. Without it: as many as the file has. */
export function eventOfTrf(tournament: TrfTournament, options: { roundsOver?: number } = {}): StandingsInput {
  const points = (result: TrfResult) => tournament.pointsTenths.get(trfPointCodes[result]) ?? 0;
  const roundsOver = options.roundsOver ?? Math.max(0, ...tournament.players.map(({ rounds }) => rounds.length));
  return {
    kind: 'swiss',
    entrants: tournament.players.map(({ number, rating }) => ({ id: String(number), seed: number, rating })),
    points: {
      unitsPerPoint: 10,
      win: points('1'),
      draw: points('='),
      loss: points('0'),
      forfeitWin: points('+'),
      forfeitLoss: points('-'),
      pairingBye: points('U'),
      fullBye: points('F'),
      halfBye: points('H'),
      zeroBye: points('Z'),
    },
    roundCount: Math.max(tournament.roundCount, roundsOver),
    rounds: Array.from({ length: roundsOver }, (_, index) => resultsOf(tournament.players, index)),
  };
}

function resultsOf(players: readonly TrfPlayer[], index: number): RoundResult[] {
  const byNumber = new Map(players.map((player) => [player.number, player]));
  return players.flatMap(({ number, rounds }): RoundResult[] => {
    const { opponent, side, result } = rounds[index] ?? { opponent: null, side: null, result: 'Z' };
    if (opponent === null) return [{ kind: 'bye', entrant: String(number), bye: byeKinds[result ?? 'Z'] ?? 'zero' }];
    if (opponent < number) return [];
    const pair = { a: String(number), b: String(opponent) };
    const first = side === null ? null : side === 'white' ? 'a' : 'b';
    if (result === null) return [{ kind: 'open', ...pair, first }];
    if (result === '+' || result === '-') {
      const isWonByOther = byNumber.get(opponent)?.rounds[index]?.result === '+';
      return [{ kind: 'forfeit', ...pair, winner: result === '+' ? 'a' : isWonByOther ? 'b' : null, first }];
    }
    return [{ kind: 'game', ...pair, winner: winners[result as keyof typeof winners], first }];
  });
}

/** What a player's line says besides numbers and results. */
export type TrfPerson = Pick<TrfPlayer, 'sex' | 'title' | 'name' | 'federation' | 'fideNumber' | 'birthDate' | 'rank'>;

/** Players by seed. Refuses points that are not whole tenths. */
export function trfPlayersOf(records: Records, personOf: (id: string) => TrfPerson): TrfPlayer[] {
  const all = [...records.values()].sort((left, right) => left.entrant.seed - right.entrant.seed);
  const numbers = new Map(all.map(({ entrant }) => [entrant.id, entrant.seed]));
  return all.map(({ entrant, points, lines }) => ({
    ...personOf(entrant.id),
    number: entrant.seed,
    rating: entrant.rating,
    pointsTenths: tenthsOf(points),
    rounds: lines.map((line) => roundOf(line, numbers)),
  }));
}

const resultCodes: Readonly<Record<LineKind, TrfResult | null>> = {
  win: '1',
  draw: '=',
  loss: '0',
  forfeit_win: '+',
  forfeit_loss: '-',
  pairing_bye: 'U',
  full_bye: 'F',
  half_bye: 'H',
  zero_bye: 'Z',
  open: null,
};

function roundOf({ kind, opponent, side }: Line, numbers: ReadonlyMap<string, number>): TrfRound {
  return {
    opponent: opponent === null ? null : (numbers.get(opponent) ?? null),
    side: side === null ? null : side === 'first' ? 'white' : 'black',
    result: resultCodes[kind],
  };
}

function tenthsOf(points: Fraction): number {
  const { numerator, denominator } = inLowestTerms(multiply(points, fraction(10)));
  if (denominator !== 1n || numerator < 0n) {
    throw refuse('not_exportable', {
      format: 'TRF',
      field: 'points',
      reason: 'points must be whole tenths, 0 or more',
    });
  }
  return Number(numerator);
}
