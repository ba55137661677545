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
    const own = figures.map(([, measured]) => cellOf(measured.get(String(entrant))?.value));
    return [rank, named?.displayName ?? null, ...own, decidedBy, named?.id ?? null];
  });
  return writeCsv(columns, rows);
}

/** One slot a line, so that matches of two and lobbies of many have the same columns. */
export function matchesCsv({ stage, matches, entrants }: ExportedStage): string {
  const nameOf = new Map<string, string>(entrants.map(({ id, displayName }) => [id, displayName]));
  const columns = ['stage', 'group', 'round', 'position', 'state', 'outcome', 'entrant', 'score', 'place', 'match_id'];
  const rows = matches.flatMap(({ group, round, position, state, outcome, slots, id }) =>
    slots.map(({ registrationId, score, place }) => [
      ...[stage.number, group, round, position, state, outcome],
      ...[registrationId === null ? null : (nameOf.get(registrationId) ?? null), score, place, id],
    ]),
  );
  return writeCsv(columns, rows);
}
