// Reads a golden tournament as the standings see it, and the tie-breaks that the file beside it gives.

import type { TrfTournament } from '../../src/tournaments/exchange/trf.ts';
import type { ByeKind, RoundResult, StandingsInput } from '../../src/tournaments/standings/results.ts';

const byes: Readonly<Record<string, ByeKind>> = { U: 'pairing', F: 'full', H: 'half', Z: 'zero' };
const winners = { '1': 'a', '=': 'draw', '0': 'b' } as const;

export function standingsInputOf(tournament: TrfTournament): StandingsInput {
  const points = (code: string) => tournament.pointsTenths.get(code) ?? 0;
  return {
    kind: 'swiss',
    entrants: tournament.players.map(({ number, rating }) => ({ id: String(number), seed: number, rating })),
    points: {
      unitsPerPoint: 10,
      win: points('W'),
      draw: points('D'),
      loss: points('L'),
      forfeitWin: points('W'),
      forfeitLoss: points('A'),
      pairingBye: points('P'),
      fullBye: points('W'),
      halfBye: points('X'),
      zeroBye: points('A'),
    },
    roundCount: tournament.roundCount,
    rounds: Array.from({ length: tournament.roundCount }, (_, index) => resultsOf(tournament, index)),
  };
}

function resultsOf(tournament: TrfTournament, index: number): RoundResult[] {
  return tournament.players.flatMap(({ number, rounds }): RoundResult[] => {
    const round = rounds[index];
    if (!round) return [];
    const bye = byes[round.result];
    if (bye) return [{ kind: 'bye', entrant: String(number), bye }];
    if (round.opponent === null || round.opponent < number) return [];
    const pair = { a: String(number), b: String(round.opponent) };
    const other = tournament.players.find((player) => player.number === round.opponent)?.rounds[index];
    if (round.result === '+' || round.result === '-') {
      const winner = round.result === '+' ? 'a' : other?.result === '+' ? 'b' : null;
      return [{ kind: 'forfeit', ...pair, winner }];
    }
    const winner = winners[round.result as keyof typeof winners];
    return [{ kind: 'game', ...pair, winner, first: round.side === 'white' ? 'a' : 'b' }];
  });
}

/** Column names, and for each line the pairing number and the figures. */
export function readTieBreakTable(text: string): { columns: string[]; rows: { number: string; figures: string[] }[] } {
  const [head = '', ...lines] = text.trim().split(/\r?\n/);
  return {
    columns: head.split('\t').slice(2),
    rows: lines.map((line) => {
      const [, number = '', ...figures] = line.split('\t');
      return { number, figures };
    }),
  };
}
