// Writes the entrants of a tournament, and the ranks and matches of a stage, as CSV.

import { writeCsv } from './csv.ts';
import { entrantColumns } from './entrants-csv.ts';
import type { ExportedEntrant } from './exchange-store.ts';
import type { ExportedStage } from './exported-stage.ts';
import { cellOf } from './standings-csv.ts';

/** The columns of an import. */
export function entrantsCsv(entrants: readonly ExportedEntrant[]): string {
  const rows = entrants.map(({ displayName, seed, rating, club, country }) => [
    displayName,
    seed,
    rating,
    club,
    country,
  ]);
  return writeCsv(entrantColumns, rows);
}

/** One entrant a line, best first. Where results bring points, with the points and the figure of each tie-break. */
export function rankingCsv({ entrants, points, rank: rankAll }: ExportedStage): string {
  const figures = [...(points?.standings().measures ?? [])];
  const columns = ['rank', 'entrant', ...figures.map(([tieBreak]) => tieBreak), 'decided_by', 'registration_id'];
  const rows = rankAll().map(({ entrant, rank, decidedBy }) => {
    const named = entrants[entrant - 1];
    const own = figures.map(([tieBreak, measured]) => cellOf(tieBreak, measured.get(String(entrant))?.value));
    return [rank, named?.displayName ?? null, ...own, decidedBy, named?.id ?? null];
  });
  return writeCsv(columns, rows);
}

const matchColumns = [
  ...(['stage', 'group', 'round', 'position', 'slot', 'state', 'outcome', 'entrant', 'score', 'place'] as const),
  ...(['games', 'game_places', 'match_id', 'registration_id'] as const),
];

/** One slot a line, so that matches of two and lobbies of many have the same columns. `games` and `game_places`: one number for each game. */
export function matchesCsv({ stage, matches, entrants }: ExportedStage): string {
  const nameOf = new Map<string, string>(entrants.map(({ id, displayName }) => [id, displayName]));
  const rows = matches.flatMap(({ group, round, position, state, outcome, slots, games, id }) =>
    slots.map(({ registrationId, score, place }, slot) => [
      ...[stage.number, group, round, position, slot, state, outcome],
      ...[registrationId === null ? null : (nameOf.get(registrationId) ?? null), score, place],
      ...[gamesText(games.map(({ scores }) => scores[slot])), gamesText(games.map(({ places }) => places?.[slot]))],
      ...[id, registrationId],
    ]),
  );
  return writeCsv(matchColumns, rows);
}

/** As in "13 9 13"; a game without a number has "x". null: no game has one. */
function gamesText(numbers: readonly (number | null | undefined)[]): string | null {
  if (numbers.every((number) => number === null || number === undefined)) return null;
  return numbers.map((number) => number ?? 'x').join(' ');
}
