// Reads FIDE's tournament report file (TRF): players, points, and their rounds. Reads text only; what the rounds mean for pairing is
// decided elsewhere.

export type TrfSide = 'white' | 'black';

/** Results as the file writes them: games `1 = 0`, forfeits `+ -`, byes `U` (pairing), `F` full, `H` half, `Z` zero. */
export type TrfResult = '1' | '=' | '0' | '+' | '-' | 'U' | 'F' | 'H' | 'Z';

export interface TrfRound {
  /** Pairing number; null without an opponent. */
  readonly opponent: number | null;
  readonly side: TrfSide | null;
  readonly result: TrfResult;
}

export interface TrfPlayer {
  readonly number: number;
  readonly name: string;
  readonly rating: number | null;
  readonly pointsTenths: number;
  readonly rank: number | null;
  readonly rounds: readonly TrfRound[];
}

export interface TrfTournament {
  readonly roundCount: number;
  /** Side of the best seed in the first round. */
  readonly firstSide: TrfSide;
  /** Points in tenths for each code of line 162: W, D, L, A, P, X. */
  readonly pointsTenths: ReadonlyMap<string, number>;
  readonly players: readonly TrfPlayer[];
}

/** The file breaks the format; `line` counts from 1. */
export class TrfError extends Error {
  readonly line: number;
  constructor(line: number, what: string) {
    super(`line ${line}: ${what}`);
    this.name = 'TrfError';
    this.line = line;
  }
}

const usualPoints = { W: 10, D: 5, L: 0, A: 0, P: 10, X: 5 };
const firstRoundColumn = 91;
const roundWidth = 10;

export function readTrf(text: string): TrfTournament {
  let roundCount: number | null = null;
  let firstSide: TrfSide = 'white';
  const pointsTenths = new Map<string, number>(Object.entries(usualPoints));
  const players: TrfPlayer[] = [];
  text.split(/\r?\n/).forEach((line, index) => {
    const body = line.slice(4);
    if (line.startsWith('142')) roundCount = readCount(body, index + 1);
    if (line.startsWith('152')) firstSide = readFirstSide(body.trim(), index + 1);
    if (line.startsWith('162')) {
      for (const [, code, points] of body.matchAll(/([A-Z])\s+(\d+\.\d)/g)) {
        pointsTenths.set(code ?? '', readTenths(points ?? '', index + 1));
      }
    }
    if (line.startsWith('001')) players.push(readPlayer(line, index + 1));
  });
  return {
    roundCount: roundCount ?? Math.max(0, ...players.map(({ rounds }) => rounds.length)),
    firstSide,
    pointsTenths,
    players,
  };
}

function readPlayer(line: string, number: number): TrfPlayer {
  const rounds: TrfRound[] = [];
  for (let column = firstRoundColumn; column < line.trimEnd().length; column += roundWidth) {
    rounds.push(readRound(line.slice(column, column + 8), number));
  }
  return {
    number: readCount(line.slice(4, 8), number),
    name: line.slice(14, 47).trim(),
    rating: readOptional(line.slice(48, 52), number),
    pointsTenths: readTenths(line.slice(80, 84).trim(), number),
    rank: readOptional(line.slice(85, 89), number),
    rounds,
  };
}

/** Columns: opponent (4), blank, side, blank, result. */
function readRound(field: string, line: number): TrfRound {
  const found = /^ *(\d{1,4}|) ([wb\- ]) ([1=0+\-UFHZ ])$/.exec(field.padEnd(8));
  if (!found) throw new TrfError(line, `no round: "${field}"`);
  const [, opponent = '', side, result] = found;
  return {
    opponent: Number(opponent) || null,
    side: side === 'w' ? 'white' : side === 'b' ? 'black' : null,
    result: result === ' ' ? 'Z' : (result as TrfResult),
  };
}

function readFirstSide(text: string, line: number): TrfSide {
  if (text !== 'W' && text !== 'B') throw new TrfError(line, 'the first side is W or B');
  return text === 'W' ? 'white' : 'black';
}

function readCount(text: string, line: number): number {
  if (!/^\s*\d+\s*$/.test(text)) throw new TrfError(line, `no number: "${text}"`);
  return Number(text);
}

function readOptional(text: string, line: number): number | null {
  return text.trim() === '' ? null : readCount(text, line);
}

function readTenths(text: string, line: number): number {
  if (!/^\d+\.\d$/.test(text)) throw new TrfError(line, `no points: "${text}"`);
  return Math.round(Number(text) * 10);
}
