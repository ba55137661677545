import { describe, expect, it } from 'vitest';
import { readTrf } from '../../../src/tournaments/exchange/read-trf.ts';
import { dutch } from '../../../src/tournaments/stages/formats/swiss/dutch.ts';
import { swissDefaults } from '../../../src/tournaments/stages/formats/swiss.ts';
import type { SlotSource } from '../../../src/tournaments/stages/match.ts';
import { swiss } from '../../../src/tournaments/stages/standings/points-formats.ts';
import { entrantsBefore, pairsIn, settingsOf } from '../../support/tournaments/golden-swiss.ts';

const files = import.meta.glob('../../fixtures/fide/*/*.trf', { query: '?raw', import: 'default', eager: true });

/** The files of one folder below test/fixtures/fide. */
function goldenTournaments(folder: string): { name: string; text: string }[] {
  return Object.entries(files)
    .filter(([path]) => path.includes(`/${folder}/`))
    .map(([path, text]) => ({ name: path.split('/').at(-1) ?? path, text }));
}

const byBoard = (left: { white: number }, right: { white: number }) => left.white - right.white;

describe('golden tournaments of the Dutch system', () => {
  it.each([
    ['p6_r5_0', 378],
    ['p7_r5_0.04', 442],
    ['p9_r6_0.04', 690],
    ['p10_r7_0.05', 946],
    ['p12_r7_0', 840],
    ['p16_r7_0.04', 1058],
    ['p24_r7_0', 1260],
    ['p33_r7_0.04', 1611],
    ['p48_r9_0.03', 1649],
    ['p65_r9_0.03', 1407],
  ])('%s: every round gets the same pairs, sides and bye from the rounds before (%i pairs)', (folder, pairCount) => {
    let agreed = 0;
    for (const { name, text } of goldenTournaments(folder)) {
      const tournament = readTrf(text);
      for (let round = 0; round < tournament.roundCount; round += 1) {
        const found = dutch(entrantsBefore(tournament, round), settingsOf(tournament));
        if (found.kind === 'blocked')
          throw new Error(`${folder}/${name}, round ${round + 1}: blocked by ${found.rules}`);
        const golden = pairsIn(tournament, round);
        expect(
          { pairs: [...found.pairs].sort(byBoard), bye: found.bye },
          `${folder}/${name}, round ${round + 1}`,
        ).toEqual({ pairs: golden.pairs.sort(byBoard), bye: golden.bye });
        agreed += golden.pairs.length;
      }
    }
    console.log(`${folder}: ${agreed} of ${pairCount} pairs agree`);
    expect(agreed).toBe(pairCount);
  });

  it('with byes in round 1 begin as a stage whose entrants asked for them before its start', () => {
    const away: number[] = [];
    for (const [path, text] of Object.entries(files)) {
      const tournament = readTrf(text);
      const absent = entrantsBefore(tournament, 0).flatMap(({ number, takesPart }) => (takesPart ? [] : [number]));
      if (absent.length === 0) continue;
      away.push(absent.length);
      const { pairs, bye } = pairsIn(tournament, 0);
      const golden = [...pairs.map(({ white, black }) => [white, black]), ...(bye === null ? [] : [[bye]])];
      const byes = absent.map((entrant) => ({ entrant, round: 1, points: 'half' as const }));
      const settings = { ...swissDefaults, rounds: tournament.roundCount, hasSides: true };
      const found = swiss.build(tournament.players.length, settings, byes).map(({ slots }) => slots.map(seedIn));
      // A stage draws no lot for the first side.
      const unordered = (rows: number[][]) => rows.map((row) => row.toSorted((a, b) => a - b).join()).toSorted();
      expect(unordered(found), path).toEqual(unordered(golden));
    }
    console.log(`${away.length} golden tournaments have absences in round 1`);
    expect(away.length).toBeGreaterThan(10);
  });
});

const seedIn = (source: SlotSource) => (source.kind === 'seed' ? source.seed : 0);
