import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faceFiles, loadFaces } from '../../../src/certificates/drawing/text/faces.ts';
import { covers, printable, removedEmoji, undrawable } from '../../../src/core/printable.ts';

const faces = await loadFaces('ক');

it.each(Object.keys(faceFiles) as (keyof typeof faceFiles)[])(
  'the character table of the face %s equals its glyphs',
  (name) => {
    const differing: string[] = [];
    for (let point = 0; point <= 0x10ffff; point += 1) {
      const character = String.fromCodePoint(point);
      if (/[\p{C}\p{Default_Ignorable_Code_Point}\ufffd]/u.test(character)) continue;
      if (covers(name, character) !== faces.get(name).shaping.hasGlyph(point)) differing.push(point.toString(16));
    }
    expect(differing).toEqual([]);
  },
);

describe('a text to be printed', () => {
  it.each([
    ['Ada Lovelace', [], 'Ada Lovelace'],
    ['Łukasz Żółć', [], 'Łukasz Żółć'],
    ['Αθηνά Ольга', [], 'Αθηνά Ольга'],
    ['র‍্যাব ক্ষ্মা', [], 'র‍্যাব ক্ষ্মা'],
    ['  Ada \u00a0 Byron ', [], 'Ada Byron'],
    ['Ada 🎉 Byron', [], 'Ada Byron'],
    ['👨‍👩‍👧 Ada 🇧🇩1️⃣❤️👌🏽', [], 'Ada'],
    ['Ada™ ©', [], 'Ada™ ©'],
    ['محمد', ['م', 'ح', 'د'], 'محمد'],
    ['שרה Ada', ['ש', 'ר', 'ה'], 'שרה Ada'],
    ['東京', ['東', '京'], '東京'],
    ['राम', ['रा', 'म'], 'राम'],
    ['Ada\u0000', ['\u0000'], 'Ada\u0000'],
    ['Ada\u{e000}', ['\u{e000}'], 'Ada\u{e000}'],
    ['🎉', ['🎉'], ''],
    ['', [], ''],
  ])('%j: undrawable is %j, printable is %j', (text, missing, printed) => {
    expect([undrawable(text), printable(text)]).toEqual([missing, printed]);
  });

  it('has its distinct emoji listed', () => {
    expect(removedEmoji('🎉Ada🎉 🇧🇩')).toEqual(['🎉', '🇧🇩']);
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = printable(text);
        expect(printable(once)).toBe(once);
        expect(undrawable(once)).toEqual(once === '' ? [] : undrawable(text));
      }),
    );
  });
});
