// Standings once more: slow, in whole numbers of a small part of a point, each figure by its definition. Missing results of a direct encounter are
// tried one by one.

import type { RoundResult, StandingsInput } from '../../../src/tournaments/standings/results.ts';

/** Products of half points, averages over up to six games, and whole percents of them are whole in it. */
const unit = 756_000;

interface Cell {
  readonly code: '1' | '=' | '0' | '+' | '-' | 'U' | 'F' | 'H' | 'Z' | '?';
  readonly opponent: string | null;
  readonly isSecond: boolean;
  readonly points: number;
  readonly difference: number;
  /** null: not over. */
  readonly at: number | null;
}

type Table = ReadonlyMap<string, readonly Cell[]>;

const played = (cell: Cell) => '1=0'.includes(cell.code);
const forfeited = (cell: Cell) => '+-'.includes(cell.code);
const voluntary = (cell: Cell) => '-HZ'.includes(cell.code);
const mean = (values: readonly number[]) => (values.length === 0 ? 0 : total(values) / values.length);
const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

export function oracleRanks(input: StandingsInput, tieBreaks: readonly string[]): Record<string, number> {
  const table = readCells(input);
  let groups: string[][] = [input.entrants.map(({ id }) => id)];
  for (const tieBreak of ['PTS', ...tieBreaks]) {
    groups = groups.flatMap((group) => {
      if (group.length === 1) return [group];
      if (tieBreak.startsWith('DE')) return encounter(input, table, group, tieBreak === 'DE/P');
      if (tieBreak === 'head_to_head_games') return gamesAmong(table, group);
      return byFigure(group, (id) => figure(input, table, id, tieBreak));
    });
  }
  const ranks: Record<string, number> = {};
  let place = 1;
  for (const group of groups) {
    for (const id of group) ranks[id] = place;
    place += group.length;
  }
  return ranks;
}

export function oracleFigure(input: StandingsInput, id: string, tieBreak: string): number {
  return figure(input, readCells(input), id, tieBreak) / unit;
}

function byFigure(group: readonly string[], of: (id: string) => number): string[][] {
  const figures = [...new Set(group.map(of))].sort((left, right) => right - left);
  return figures.map((value) => group.filter((id) => of(id) === value));
}

function readCells(input: StandingsInput): Table {
  return new Map(
    input.entrants.map(({ id }) => {
      const cells = input.rounds.map((round) =>
        cellOf(
          input,
          round.find((result) => isOf(result, id)),
          id,
        ),
      );
      return [id, cells] as const;
    }),
  );
}

function isOf(result: RoundResult, id: string): boolean {
  return result.kind === 'bye' ? result.entrant === id : result.a === id || result.b === id;
}

function cellOf({ points }: StandingsInput, result: RoundResult | undefined, id: string): Cell {
  const worth = (units: number) => (units * unit) / points.unitsPerPoint;
  const at = result === undefined || result.kind === 'open' ? null : (result.completedAtMs ?? null);
  const none = { opponent: null, isSecond: false, difference: 0, at };
  if (result === undefined) return { ...none, code: 'Z', points: worth(points.zeroBye) };
  if (result.kind === 'bye') {
    const [code, value] = (
      {
        pairing: ['U', points.pairingBye],
        full: ['F', points.fullBye],
        half: ['H', points.halfBye],
        zero: ['Z', points.zeroBye],
      } as const
    )[result.bye];
    return { ...none, code, points: worth(value) };
  }
  const own = result.a === id ? 'a' : 'b';
  const pair = { ...none, opponent: own === 'a' ? result.b : result.a };
  if (result.kind === 'open') return { ...pair, code: '?', points: 0 };
  if (result.kind === 'forfeit') {
    return result.winner === own
      ? { ...pair, code: '+', points: worth(points.forfeitWin) }
      : { ...pair, code: '-', points: worth(points.forfeitLoss) };
  }
  const lead = result.score ? result.score.a - result.score.b : 0;
  return {
    ...pair,
    code: result.winner === 'draw' ? '=' : result.winner === own ? '1' : '0',
    isSecond: result.first != null && result.first !== own,
    points: worth(result.winner === 'draw' ? points.draw : result.winner === own ? points.win : points.loss),
    difference: own === 'a' ? lead : -lead,
  };
}

function figure(input: StandingsInput, table: Table, id: string, tieBreak: string): number {
  const [name = '', ...modifiers] = tieBreak.split('/');
  const cells = table.get(id) ?? [];
  const opponents = cells.filter(played).map(({ opponent }) => table.get(opponent ?? '') ?? []);
  const count = (isCounted: (cell: Cell) => boolean) => cells.filter(isCounted).length * unit;
  const win = (input.points.win * unit) / input.points.unitsPerPoint;
  switch (name) {
    case 'PTS':
      return total(cells.map(({ points }) => points));
    case 'BH':
    case 'FB':
    case 'SB':
      return scoresOfOpponents(input, table, id, name, modifiers);
    case 'WIN':
      return count(({ points }) => points >= win);
    case 'WON':
      return count(({ code }) => code === '1');
    case 'BPG':
      return count((cell) => played(cell) && cell.isSecond);
    case 'BWG':
      return count((cell) => cell.code === '1' && cell.isSecond);
    case 'REP':
      return count((cell) => !voluntary(cell) && cell.code !== '?');
    case 'PS': {
      const skipped = Number(modifiers[0]?.slice(1) ?? 0);
      return total(cells.map((_, last) => (last < skipped ? 0 : total(cells.slice(0, last + 1).map((c) => c.points)))));
    }
    case 'STD':
      return total(
        cells.map(({ code, points }) => {
          if (code === '1' || code === '=' || code === '0') return { '1': unit, '=': unit / 2, '0': 0 }[code];
          const draw = (input.points.draw * unit) / input.points.unitsPerPoint;
          return points >= win ? unit : points >= draw ? unit / 2 : 0;
        }),
      );
    case 'KS': {
      const limit = Number(modifiers[0]?.slice(1) ?? 50);
      const isStrong = (other: string) => {
        const all = (table.get(other) ?? []).filter(({ opponent }) => input.kind === 'swiss' || opponent !== null);
        return 100 * figure(input, table, other, 'PTS') >= limit * all.length * win;
      };
      const isGame = (cell: Cell) => played(cell) || (forfeited(cell) && input.kind === 'predetermined');
      return total(cells.filter((cell) => isGame(cell) && isStrong(cell.opponent ?? '')).map(({ points }) => points));
    }
    case 'AOB':
      return mean(cells.filter(played).map(({ opponent }) => figure(input, table, opponent ?? '', 'BH')));
    case 'opponent_match_win':
      return mean(
        opponents.map((other) => {
          const games = other.filter(played);
          return Math.max(unit * 0.33, (total(games.map(({ points }) => points)) * unit) / (win * games.length));
        }),
      );
    case 'difficulty':
      return unit * total(opponents.flat().map(({ code }) => (code === '1' ? 1 : code === '0' ? -1 : 0)));
    case 'score_difference':
      return unit * total(cells.map(({ difference }) => difference));
    case 'earliest_completion':
      return -completion(input, cells);
    case 'RTNG':
    case 'ARO':
      return ratingFigure(input, cells, id, name, modifiers);
    case 'seed':
      return -unit * (input.entrants.find((entrant) => entrant.id === id)?.seed ?? 0);
    default:
      throw new Error(`the oracle does not know ${tieBreak}`);
  }
}

/** Later than any match: not completed. */
const never = 1e12;

/** Goes through the matches in the order in which they were over, and keeps what the last one says. */
function completion({ kind, earlyEnd }: StandingsInput, cells: readonly Cell[]): number {
  if (cells.some(({ code }) => code === '?')) return never;
  let [end, isDone] = [never, false];
  for (const { code, at } of cells.filter((cell) => cell.at !== null).toSorted((a, b) => Number(a.at) - Number(b.at))) {
    isDone = code !== '-' && (isDone || at !== end);
    end = at ?? never;
  }
  const won = cells.filter(({ code }) => '1+U'.includes(code)).length;
  const lost = cells.filter(({ code }) => '0-'.includes(code)).length;
  const isReleased = won >= (earlyEnd?.wins ?? 99) || lost >= (earlyEnd?.losses ?? 99);
  if (kind === 'swiss' && 'HZ'.includes(cells.at(-1)?.code ?? '-') && !isReleased) return never;
  return isDone ? end : never;
}

/** Whole rating points; without a game less than any. All are equal if somebody is unrated. */
function ratingFigure(
  { entrants }: StandingsInput,
  cells: readonly Cell[],
  id: string,
  name: string,
  modifiers: string[],
) {
  const ratings = new Map(entrants.map((entrant) => [entrant.id, entrant.rating]));
  if ([...ratings.values()].includes(null)) return 0;
  const own = ratings.get(id) ?? 0;
  if (name === 'RTNG') return unit * (modifiers.includes('R') ? -own : own);
  const met = cells.filter(played).map(({ opponent }) => ratings.get(opponent ?? '') ?? 0);
  met.sort((left, right) => left - right).splice(0, modifiers.includes('C1') ? 1 : 0);
  return met.length === 0 ? -unit : unit * Math.floor(mean(met) + 0.5);
}

function scoresOfOpponents(input: StandingsInput, table: Table, id: string, name: string, modifiers: string[]): number {
  const isSwiss = input.kind === 'swiss';
  const draw = (input.points.draw * unit) / input.points.unitsPerPoint;
  const isFore = (cell: Cell, round: number) =>
    name === 'FB' && round === input.roundCount - 1 && (played(cell) || forfeited(cell));
  const own = (other: string) =>
    total((table.get(other) ?? []).map((cell, round) => (isFore(cell, round) ? draw : cell.points)));
  const adjusted = (other: string) =>
    total(
      (table.get(other) ?? []).map((cell, round, cells) => {
        if (isFore(cell, round)) return draw;
        const isLeft = isSwiss && 'HZ'.includes(cell.code) && cells.slice(round).every(voluntary);
        return isLeft ? draw : cell.points;
      }),
    );
  const worth = (table.get(id) ?? []).flatMap((cell, round) => {
    if (cell.code === '?' || (!isSwiss && cell.opponent === null)) return [];
    const isGame = played(cell) || isFore(cell, round) || (forfeited(cell) && (!isSwiss || modifiers.includes('P')));
    const score = isGame
      ? adjusted(cell.opponent ?? '')
      : Math.min(own(id), forfeited(cell) ? adjusted(cell.opponent ?? '') : draw * input.rounds.length);
    return [
      { score, value: name === 'SB' ? (cell.points * score) / unit : score, isVoluntary: !isGame && voluntary(cell) },
    ];
  });
  const isLess = (left: (typeof worth)[0], right: (typeof worth)[0]) =>
    left.score - right.score || left.value - right.value;
  for (const modifier of modifiers.filter((text) => /^[CM]/.test(text))) {
    const number = Number(modifier.slice(1));
    for (let cut = 0; cut < number && worth.length > 0; cut += 1) {
      const [least] = worth.toSorted(isLess);
      const [unplayed] = worth.filter(({ isVoluntary }) => isVoluntary).toSorted(isLess);
      const chosen = unplayed && least && unplayed.value >= least.value ? unplayed : least;
      if (chosen) worth.splice(worth.indexOf(chosen), 1);
    }
    for (let cut = 0; modifier.startsWith('M') && cut < number && worth.length > 0; cut += 1) {
      const most = worth.reduce((found, next) => (isLess(next, found) > 0 ? next : found));
      worth.splice(worth.indexOf(most), 1);
    }
  }
  return total(worth.map(({ value }) => value));
}

function gamesAmong(table: Table, group: readonly string[]): string[][] {
  if (group.length < 2) return [[...group]];
  const parts = byFigure(group, (id) =>
    total(
      (table.get(id) ?? []).filter(({ opponent }) => group.includes(opponent ?? '')).map((cell) => cell.difference),
    ),
  );
  return parts.length === 1 ? parts : parts.flatMap((part) => gamesAmong(table, part));
}

/** Article 6: a full table ranks everybody; else tries both winners of each pair that has not met. */
function encounter(input: StandingsInput, table: Table, group: readonly string[], forfeitsCount: boolean): string[][] {
  if (group.length < 2) return [[...group]];
  const isGame = (cell: Cell) => played(cell) || (forfeited(cell) && (forfeitsCount || input.kind === 'predetermined'));
  const scoreAgainst = (id: string, other: string) => {
    const games = (table.get(id) ?? []).filter((cell) => cell.opponent === other && isGame(cell));
    return games.length === 0 ? null : total(games.map(({ points }) => points)) / games.length;
  };
  const pairs = group.flatMap((a, index) => group.slice(index + 1).map((b) => ({ a, b })));
  const missing = pairs.filter(({ a, b }) => scoreAgainst(a, b) === null);
  const win = (input.points.win * unit) / input.points.unitsPerPoint;
  /** Bit i of `outcome` is set if `a` wins the missing pair i. */
  const score = (id: string, outcome: number) =>
    total(group.map((other) => (other === id ? 0 : (scoreAgainst(id, other) ?? 0)))) +
    total(missing.map(({ a, b }, bit) => (id === ((outcome >> bit) & 1 ? a : b) ? win : 0)));
  if (missing.length === 0) return encounterAgain(byFigure(group, (id) => score(id, 0)));

  const left = [...group];
  const parts: string[][] = [];
  const outcomes = Array.from({ length: 2 ** missing.length }, (_, outcome) => outcome);
  const isOnTop = (id: string, outcome: number) =>
    left.every((other) => other === id || score(id, outcome) > score(other, outcome));
  while (left.length > 1) {
    const top = left.find((id) => outcomes.every((outcome) => isOnTop(id, outcome)));
    if (top === undefined) break;
    parts.push([top]);
    left.splice(left.indexOf(top), 1);
  }
  return encounterAgain([...parts, left]);

  function encounterAgain(found: string[][]): string[][] {
    return found.length === 1 ? found : found.flatMap((part) => encounter(input, table, part, forfeitsCount));
  }
}
