// Writes a TRF file. Reading it gives the same tournament. Names are cut to 33 characters; what the columns cannot hold is refused.

import { refuse } from '../../core/errors.ts';
import {
  type TrfField,
  type TrfPlayer,
  type TrfRound,
  type TrfTournament,
  trfColumns,
  trfFirstRoundColumn,
  trfRoundWidth,
} from './trf.ts';

/** Lines 012–132 stand before the rounds and points, all others after the players. No line ends with blanks. */
export function writeTrf(tournament: TrfTournament): string {
  const { about, roundCount, firstSide, pointsTenths, players } = tournament;
  const isHead = ({ code }: { code: string }) => /^0[1-9]2$|^1[0-3]2$/.test(code);
  const points = [...pointsTenths].map(([code, tenths]) => `${code} ${tenthsText(tenths)}`).join('    ');
  return [
    ...about.filter(isHead).map(lineText),
    `142 ${roundCount}`,
    `152 ${firstSide === 'white' ? 'W' : 'B'}`,
    `162  ${points}`,
    ...players.map(playerLine),
    ...about.filter((line) => !isHead(line)).map(lineText),
  ]
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

function lineText({ code, text }: { code: string; text: string }): string {
  return `${code} ${singleLine(text)}`;
}

function playerLine(player: TrfPlayer): string {
  const line: string[] = [...'001'.padEnd(trfFirstRoundColumn - 1)];
  const put = (name: TrfField, text: string, align: 'left' | 'right') => {
    const [first, last] = trfColumns[name];
    const width = last - first + 1;
    const characters = [...singleLine(text)];
    if (characters.length > width && align === 'right') {
      throw refuse('not_exportable', {
        format: 'TRF',
        field: name,
        reason: `"${text}" is longer than ${width} columns`,
      });
    }
    const blanks = Array<string>(Math.max(0, width - characters.length)).fill(' ');
    const cut = characters.slice(0, width);
    line.splice(first - 1, width, ...(align === 'left' ? [...cut, ...blanks] : [...blanks, ...cut]));
  };
  put('number', String(player.number), 'right');
  put('sex', player.sex, 'left');
  put('title', player.title, 'right');
  put('name', player.name, 'left');
  put('rating', player.rating === null ? '' : String(player.rating), 'right');
  put('federation', player.federation, 'left');
  put('fideNumber', player.fideNumber, 'right');
  put('birthDate', player.birthDate, 'left');
  put('points', tenthsText(player.pointsTenths), 'right');
  put('rank', player.rank === null ? '' : String(player.rank), 'right');
  return line.join('') + player.rounds.map(roundText).join('');
}

function roundText({ opponent, side, result }: TrfRound): string {
  const number = opponent === null ? '0000' : String(opponent).padStart(4);
  const letter = side === 'white' ? 'w' : side === 'black' ? 'b' : '-';
  return `${number} ${letter} ${result ?? ' '}`.padEnd(trfRoundWidth);
}

function tenthsText(tenths: number): string {
  return (tenths / 10).toFixed(1);
}

/** A line break inside a text would begin a new line of the file. */
function singleLine(text: string): string {
  return text.replace(/\p{Cc}+|[\u2028\u2029]/gu, ' ');
}
