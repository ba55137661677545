// Reads a golden tournament as the pairing of each of its rounds sees it.

import {
  type TrfPlayer,
  type TrfRound,
  type TrfTournament,
  trfPointCodes,
} from '../../../src/tournaments/exchange/trf.ts';
import type {
  RoundRecord,
  SwissEntrant,
  SwissPair,
  SwissSettings,
} from '../../../src/tournaments/stages/formats/swiss/swiss-entrant.ts';

export function recordOf(round: TrfRound, points: ReadonlyMap<string, number>): RoundRecord {
  const isForfeit = round.result === '+' || round.result === '-';
  const kind =
    round.opponent === null ? (round.result === 'U' ? 'pairing_bye' : 'not_paired') : isForfeit ? 'forfeit' : 'game';
  return {
    kind,
    opponent: round.opponent,
    side: kind === 'game' ? round.side : null,
    points: points.get(trfPointCodes[round.result ?? 'Z']) ?? 0,
  };
}

export function entrantsBefore(tournament: TrfTournament, roundIndex: number): SwissEntrant[] {
  return tournament.players.map((player) => ({
    number: player.number,
    rounds: player.rounds.slice(0, roundIndex).map((round) => recordOf(round, tournament.pointsTenths)),
    takesPart: !isLeftOut(player, roundIndex),
  }));
}

function isLeftOut(player: TrfPlayer, roundIndex: number): boolean {
  const round = player.rounds[roundIndex];
  return round === undefined || (round.opponent === null && round.result !== 'U');
}

export function settingsOf(tournament: TrfTournament): SwissSettings {
  return {
    roundCount: tournament.roundCount,
    pointsForWin: tournament.pointsTenths.get('W') ?? 0,
    hasSides: true,
    firstSide: tournament.firstSide,
  };
}

export function pairsIn(tournament: TrfTournament, roundIndex: number): { pairs: SwissPair[]; bye: number | null } {
  const pairs: SwissPair[] = [];
  let bye: number | null = null;
  for (const { number, rounds } of tournament.players) {
    const round = rounds[roundIndex];
    if (round?.result === 'U') bye = number;
    if (round?.side === 'white' && round.opponent !== null) pairs.push({ white: number, black: round.opponent });
  }
  return { pairs, bye };
}
