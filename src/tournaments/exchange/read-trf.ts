// Reads a TRF file. Refuses what breaks the columns, and rounds that contradict each other.

import { refuseFile } from './file-fault.ts';
import {
  type TrfField,
  type TrfLine,
  type TrfPlayer,
  type TrfResult,
  type TrfRound,
  type TrfSide,
  type TrfTournament,
  trfColumns,
  trfFirstRoundColumn,
  trfRoundWidth,
} from './trf.ts';

const usualPoints = { W: 10, D: 5, L: 0, A: 0, P: 10, X: 5 };

interface NumberedPlayer extends TrfPlayer {
  readonly line: number;
}

/** @throws DomainError invalid_file, naming line and column. */
export function readTrf(text: string): TrfTournament {
  let roundCount: number | null = null;
  let firstSide: TrfSide = 'white';
  const pointsTenths = new Map<string, number>(Object.entries(usualPoints));
  const about: TrfLine[] = [];
  const players: NumberedPlayer[] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    const code = line.slice(0, 3);
    const body = line.slice(4);
    if (code === '142') roundCount = readCount(body, index + 1, 5);
    else if (code === '152') firstSide = readFirstSide(body.trim(), index + 1);
    else if (code === '162') readPoints(body, index + 1, pointsTenths);
    else if (code === '001') players.push(readPlayer([...line], index + 1));
    else if (line.trim() !== '') about.push({ code, text: body.trimEnd() });
  });
  checkRounds(players);
  return {
    about,
    roundCount: roundCount ?? Math.max(0, ...players.map(({ rounds }) => rounds.length)),
    firstSide,
    pointsTenths,
    players: players.map(({ line: _, ...player }) => player),
  };
}

function readPlayer(characters: readonly string[], line: number): NumberedPlayer {
  const field = (name: TrfField) => {
    const [first, last] = trfColumns[name];
    return characters.slice(first - 1, last).join('');
  };
  const rounds: TrfRound[] = [];
  const length = characters.findLastIndex((character) => character !== ' ') + 1;
  for (let column = trfFirstRoundColumn; column <= length; column += trfRoundWidth) {
    rounds.push(readRound(characters.slice(column - 1, column - 1 + trfRoundWidth).join(''), line, column));
  }
  return {
    line,
    number: readCount(field('number'), line, trfColumns.number[0]),
    sex: field('sex').trim(),
    title: field('title').trim(),
    name: field('name').trim(),
    rating: readOptional(field('rating'), line, trfColumns.rating[0]),
    federation: field('federation').trim(),
    fideNumber: field('fideNumber').trim(),
    birthDate: field('birthDate').trim(),
    pointsTenths: readTenths(field('points').trim(), line, trfColumns.points[0]),
    rank: readOptional(field('rank'), line, trfColumns.rank[0]),
    rounds,
  };
}

function readRound(field: string, line: number, column: number): TrfRound {
  const found = /^([ \d]{4}) ([wb\- ]) ([1=0WDL+\-UFHZ ])$/i.exec(field.trimEnd().padEnd(8));
  if (!found) throw refuseFile(line, column, `no round: "${field.trimEnd()}"`);
  const [, digits = '', side = '', result = ''] = found;
  if (!/^ *\d*$/.test(digits)) throw refuseFile(line, column, `no opponent: "${digits}"`);
  const opponent = Number(digits) || null;
  const isBye = 'UFHZ'.includes(result.toUpperCase());
  if (opponent === null && !isBye && result !== ' ') throw refuseFile(line, column, `"${result}" needs an opponent`);
  if (opponent !== null && isBye && result !== ' ') throw refuseFile(line, column, 'a bye has no opponent');
  return {
    opponent,
    side: side === 'w' ? 'white' : side === 'b' ? 'black' : null,
    result: result === ' ' ? (opponent === null ? 'Z' : null) : (result.toUpperCase() as TrfResult),
  };
}

const answers: Readonly<Record<string, string>> = { '1': '0', '0': '1', '=': '=', W: 'L', L: 'W', D: 'D', '+': '-' };

/** Each number once; who names an opponent is named by it, with the other side and the other result. */
function checkRounds(players: readonly NumberedPlayer[]): void {
  const byNumber = new Map<number, NumberedPlayer>();
  for (const player of players) {
    const [column] = trfColumns.number;
    if (player.number < 1) throw refuseFile(player.line, column, 'pairing numbers count from 1');
    if (byNumber.has(player.number)) throw refuseFile(player.line, column, `two players have number ${player.number}`);
    byNumber.set(player.number, player);
  }
  for (const { number, line, rounds } of players) {
    rounds.forEach(({ opponent, side, result }, index) => {
      if (opponent === null) return;
      const refusal = (reason: string) => refuseFile(line, trfFirstRoundColumn + index * trfRoundWidth, reason);
      const other = byNumber.get(opponent)?.rounds[index];
      if (opponent === number) throw refusal('a player meets himself');
      if (other?.opponent !== number) throw refusal(`${opponent} does not name ${number} as opponent`);
      if (side !== null && other.side === side) throw refusal('both have the same side');
      if (!answersTo(result, other.result))
        throw refusal(`the results contradict each other: ${result} and ${other.result}`);
    });
  }
}

/** A forfeit loss answers a forfeit win, or another forfeit loss. */
function answersTo(result: TrfResult | null, other: TrfResult | null): boolean {
  if (result === null || other === null) return result === other;
  return result === '-' ? other === '+' || other === '-' : answers[result] === other;
}

function readPoints(body: string, line: number, pointsTenths: Map<string, number>): void {
  const pairs = [...body.matchAll(/([A-Z])\s+(\d+\.\d)/g)];
  if (pairs.length === 0) throw refuseFile(line, 5, 'no points');
  for (const [, code = '', points = ''] of pairs) pointsTenths.set(code, readTenths(points, line, 5));
}

function readFirstSide(text: string, line: number): TrfSide {
  if (text !== 'W' && text !== 'B') throw refuseFile(line, 5, 'the first side is W or B');
  return text === 'W' ? 'white' : 'black';
}

function readCount(text: string, line: number, column: number): number {
  if (!/^\s*\d{1,6}\s*$/.test(text)) throw refuseFile(line, column, `no number: "${text.trim()}"`);
  return Number(text);
}

function readOptional(text: string, line: number, column: number): number | null {
  return text.trim() === '' ? null : readCount(text, line, column);
}

function readTenths(text: string, line: number, column: number): number {
  if (!/^\d+\.\d$/.test(text)) throw refuseFile(line, column, `no points: "${text}"`);
  return Math.round(Number(text) * 10);
}
