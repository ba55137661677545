import { describe, expect, it } from 'vitest';
import { readTrf } from '../../../src/tournaments/exchange/read-trf.ts';
import { eventOfTrf } from '../../../src/tournaments/exchange/trf-event.ts';
import { fraction, fractionText } from '../../../src/tournaments/standings/fraction.ts';
import { rankEntrants, type Standings } from '../../../src/tournaments/standings/rank-entrants.ts';
import { readTieBreak, tieBreakText } from '../../../src/tournaments/standings/tie-break.ts';
import { readTieBreakTable } from '../../support/tournaments/golden-standings.ts';

const tournaments = import.meta.glob('../../fixtures/fide/*/*.trf', { query: '?raw', import: 'default', eager: true });
const tables = import.meta.glob('../../fixtures/fide/*/*.tsv', { query: '?raw', import: 'default', eager: true });

const figureCount = 3084 * 15;

/** Place among those who were tied before it; 0 if it decided nothing. */
function encounterPlace(standings: Standings, entrant: string, tieBreak: string): string {
  const row = standings.rows.find((standing) => standing.entrant === entrant);
  const step = row?.steps.find((candidate) => candidate.tieBreak === tieBreak);
  if (!row || !step) return '0';
  const tied = standings.rows.filter(({ steps }) =>
    steps.some((other) => other.tieBreak === tieBreak && other.tiedCount === step.tiedCount),
  );
  return String(row.rank - Math.min(...tied.map(({ rank }) => rank)) + 1);
}

describe('golden tournaments', () => {
  it(`all ${figureCount} figures of points and tie-breaks, and all ranks, agree with FIDE C.07 of 1 March 2026`, () => {
    const differences: string[] = [];
    let agreed = 0;
    for (const [path, text] of Object.entries(tournaments)) {
      const { columns, rows } = readTieBreakTable(tables[path.replace('.trf', '.tsv')] as string);
      const tieBreaks = columns.map((column) => readTieBreak(column, 'swiss'));
      const tournament = readTrf(text as string);
      const event = eventOfTrf(tournament, { roundsOver: tournament.roundCount });
      const standings = rankEntrants(event, tieBreaks);
      rows.forEach(({ number, figures }, index) => {
        if (standings.rows[index]?.entrant !== number) differences.push(`${path}: rank ${index + 1}`);
        tieBreaks.forEach((tieBreak, column) => {
          const measure = standings.measures.get(tieBreakText(tieBreak))?.get(number);
          const found = measure?.value
            ? fractionText(measure.value)
            : encounterPlace(standings, number, tieBreakText(tieBreak));
          if (found === plain(figures[column] ?? '')) agreed += 1;
          else differences.push(`${path}: ${columns[column]} of ${number} is ${figures[column]}, not ${found}`);
        });
      });
    }
    console.log(`tie-breaks: ${agreed} of ${figureCount} figures agree`);
    expect(differences).toEqual([]);
    expect(agreed).toBe(figureCount);
  });
});

/** "24.50" → "24.5". */
function plain(figure: string): string {
  return fractionText(fraction(Math.round(Number(figure) * 100), 100));
}
