// Writes the entrants of a tournament, and the ranks and matches of a stage, as CSV.

import { fractionText } from '../standings/fraction.ts';
import { rankEntrants } from '../standings/rank-entrants.ts';
import { readTieBreaks } from '../standings/tie-break.ts';
import { writeCsv } from './csv.ts';
import { entrantColumns } from './entrants-csv.ts';
import type { ExportedEntrant } from './exchange-store.ts';
import type { ExportedStage } from './exported-stage.ts';

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

/** The figures stand where results bring points. */
const figures = ['points', 'score_difference', 'wins'];

/** One entrant a line, best first. */
export function rankingCsv({ entrants, event, ...stage }: ExportedStage): string {
  const measures = event === null ? null : rankEntrants(event, readTieBreaks(figures.slice(1), event.kind)).measures;
  const columns = ['rank', 'entrant', ...(measures === null ? [] : figures), 'decided_by', 'registration_id'];
  const rows = stage.rank().map(({ entrant, rank, decidedBy }) => {
    const values = figures.map((figure) => measures?.get(figure)?.get(String(entrant))?.value ?? null);
    const own = measures === null ? [] : values.map((value) => (value === null ? null : Number(fractionText(value))));
    const named = entrants[entrant - 1];
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
