import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadFaces } from '../../../src/certificates/drawing/text/faces.ts';
import { shapeLine, splitRuns } from '../../../src/certificates/drawing/text/shaping.ts';
import { fitText } from '../../../src/certificates/drawing/text/text-block.ts';
import { sha256Hex } from '../../../src/core/hex.ts';
import { undrawable } from '../../../src/core/printable.ts';
import shapedHashes from '../../fixtures/shaped-hashes.json';
import shapedWords from '../../fixtures/shaped-words.json';

const faces = await loadFaces('ক');
const bengali = faces.get('bengali');

describe('Bengali text', () => {
  it.each(shapedWords.map(({ word, glyphs }) => [word, glyphs] as const))(
    '%s has the glyphs and positions that HarfBuzz gives outside of workerd',
    (word, glyphs) => {
      const ours = bengali.shaping.shape(word, { script: 'Beng', language: 'bn' });
      expect(ours.map((glyph) => [glyph.id, glyph.advance, glyph.offsetX, glyph.offsetY])).toEqual(glyphs);
    },
  );

  it('of more than 5,000 words and conjuncts has the same glyphs and positions as HarfBuzz outside of workerd', async () => {
    expect(Object.keys(shapedHashes).length).toBeGreaterThan(5_000);
    const differing: string[] = [];
    for (const [word, hash] of Object.entries(shapedHashes)) {
      const shaped = bengali.shaping.shape(word, { script: 'Beng', language: 'bn' });
      const glyphs = shaped.map((glyph) => [glyph.id, glyph.advance, glyph.offsetX, glyph.offsetY]);
      if (!(await sha256Hex(JSON.stringify(glyphs))).startsWith(hash)) differing.push(word);
    }
    expect(differing).toEqual([]);
  });

  it('mixed with Latin is split into runs of one face; punctuation belongs to the run before it', () => {
    const runs = splitRuns('সাকিব (Sakib) ২০২৬, Dhaka', faces, false);
    expect(runs.map((run) => [run.face.name, run.text])).toEqual([
      ['bengali', 'সাকিব ('],
      ['latin', 'Sakib) '],
      ['bengali', '২০২৬, '],
      ['latin', 'Dhaka'],
    ]);
  });
});

describe('a character without a glyph', () => {
  it.each(['東京', 'Ada 🎉', 'محمد', 'राम', 'Ada\u0000'])('in %j throws: nothing is drawn in its place', (text) => {
    expect(() => shapeLine(text, { sizePt: 10 }, faces)).toThrow('invariant');
  });
});

it('the Bengali face is loaded only for a text that needs it', async () => {
  const latin = await loadFaces('Ada Łovelace, Αθηνά, Ольга');
  expect(() => latin.get('bengali')).toThrow('invariant');
  expect((await loadFaces('Ada ক')).get('bengali')).toBe(bengali);
});

const letters = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCWMÇéßΔЖ'.split(''));
const bengaliLetters = fc.constantFrom(...'কখগঘচজটডতদনপবমরলশসহ্্ািীুূেোৈঁং'.split(''));
const names = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: letters },
      { weight: 5, arbitrary: bengaliLetters },
      { weight: 1, arbitrary: fc.constant(' ') },
    ),
    { minLength: 1, maxLength: 120 },
  )
  .map((parts) => parts.join('').trim())
  .filter((name) => name !== '' && undrawable(name).length === 0);

describe('a fitted text', () => {
  it('has at most two lines, is never too wide, and loses only the space at the line break', () => {
    fc.assert(
      fc.property(names, fc.integer({ min: 150, max: 700 }), (name, widthMaxPt) => {
        const lines = fitText(name, { sizePt: 46 }, { widthMaxPt, sizeMinPt: 30 }, faces);
        expect(lines.length).toBeLessThanOrEqual(2);
        for (const line of lines) expect(line.widthPt).toBeLessThanOrEqual(widthMaxPt);
        expect(
          lines
            .map((line) => line.text)
            .join('')
            .replace(/\s/g, ''),
        ).toBe(name.replace(/\s/g, ''));
      }),
      // This width fits exactly; summing the advances would round it up.
      { numRuns: 60, examples: [['টটংূéeটংgক', 150]] },
    );
  });
});

it('shaping 10,000 lines does not grow the memory of HarfBuzz', () => {
  const shape = () => shapeLine('প্রতিযোগিতা Open', { sizePt: 12 }, faces).widthPt;
  const width = shape();
  const before = bengali.shaping.memorySizeBytes();
  for (let index = 0; index < 10_000; index += 1) shape();
  expect([shape(), bengali.shaping.memorySizeBytes()]).toEqual([width, before]);
});
