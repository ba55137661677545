// Direct encounter: the table of the games among exactly the tied entrants. FIDE C.07, article 6.

import { countsAsGame } from './buchholz.ts';
import { add, average, compare, type Fraction, fraction, sum } from './fraction.ts';
import type { Context } from './measure.ts';
import { sumOf, termOf } from './own-record.ts';
import { type Member, type Part, partWhere } from './parts.ts';
import type { EntrantRecord, Line } from './record.ts';
import type { TieBreak } from './tie-break.ts';

interface Encounter extends Member {
  readonly value: Fraction;
  /** What the value could become if the missing games were won. */
  readonly valueMax: Fraction;
}

/**
 * Everybody has met: ranked by score in the table. Else only who stands alone on top whatever the missing results is ranked, then the
 * next, and so on (article 6.3). Who stays tied is judged anew by the caller, among exactly those.
 */
export function splitByEncounter(context: Context, tieBreak: TieBreak, tied: readonly string[]): Part[] {
  const table = readTable(context, tied, (lines, opponents) => {
    const games = lines.filter((line) => countsAsGame(context, tieBreak, line));
    return readEncounter(context, games, opponents);
  });
  const isComplete = table.every(({ value, valueMax }) => compare(value, valueMax) === 0);
  return isComplete ? partWhere(table, hasEqualValue) : partCertain(table);
}

/** Games won minus games lost in the matches among exactly the tied entrants. */
export function splitByGames(context: Context, _tieBreak: TieBreak, tied: readonly string[]): Part[] {
  const table = readTable(context, tied, (lines) => {
    const { value, terms } = sumOf(
      lines.flatMap((line) => (line.score ? [termOf(line, fraction(line.score.own - line.score.other))] : [])),
    );
    return { value: value ?? fraction(0), terms };
  });
  return partWhere(table, hasEqualValue);
}

function readTable<E extends { value: Fraction }>(
  { records }: Context,
  tied: readonly string[],
  read: (lines: readonly Line[], opponentCount: number) => E,
): (E & { entrant: string })[] {
  const ids = new Set(tied);
  const linesAmong = (record: EntrantRecord | undefined) =>
    (record?.lines ?? []).filter(({ opponent }) => opponent !== null && ids.has(opponent));
  return tied
    .map((entrant) => ({ entrant, ...read(linesAmong(records.get(entrant)), tied.length - 1) }))
    .sort((left, right) => compare(right.value, left.value));
}

/** Several games of one pair count as their average. */
function readEncounter({ input }: Context, games: readonly Line[], opponentCount: number): Omit<Encounter, 'entrant'> {
  const byOpponent = [...Map.groupBy(games, ({ opponent }) => opponent).values()];
  const value = sum(byOpponent.map((met) => average(met.map(({ points }) => points))));
  const missing = opponentCount - byOpponent.length;
  return {
    value,
    valueMax: add(value, fraction(missing * input.points.win, input.points.unitsPerPoint)),
    terms: games.map((line) => termOf(line, line.points)),
  };
}

function partCertain(table: readonly Encounter[]): Part[] {
  const [first, ...rest] = table;
  if (!first || rest.length === 0) return table.length === 0 ? [] : [table];
  const isCertain = rest.every(({ valueMax }) => compare(first.value, valueMax) > 0);
  return isCertain ? [[first], ...partCertain(rest)] : [table];
}

function hasEqualValue(left: { value: Fraction }, right: { value: Fraction }): boolean {
  return compare(left.value, right.value) === 0;
}
