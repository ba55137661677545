import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { displayNameRule, readDisplayName } from '../../src/core/display-name.ts';
import { readText, type TextRule } from '../../src/core/text.ts';
import { caseCount } from '../support/rules/nightly.ts';

const line: TextRule = { lengthMax: 50 };
const paragraph: TextRule = { lengthMin: 3, lengthMax: 50, hasLines: true };
const text = (typed: string, rule = line) => {
  const verdict = readText(typed, rule);
  return 'text' in verdict ? verdict.text : null;
};

describe('text', () => {
  it.each([
    ['spaces at the ends and repeated spaces', '  Ada \t Lovelace ', 'Ada Lovelace'],
    ['no-break and ideographic spaces', '\u3000Ada\u00a0Lovelace', 'Ada Lovelace'],
    ['line breaks in a single line', 'Ada\r\nLovelace\u2028\u2029', 'Ada Lovelace'],
    ['zero-width characters', 'A\u200bd\u2060a\ufeff', 'Ada'],
    ['soft hyphens and the combining grapheme joiner', 'A\u00add\u034fa', 'Ada'],
    ['direction marks', 'A\u200ed\u200fa\u061c', 'Ada'],
    ['tag characters', 'Ada\u{e0041}\u{e007f}', 'Ada'],
    ['fillers that are classified as letters', 'A\u3164d\u115fa\uffa0', 'Ada'],
    ['the blank Braille pattern', '\u2800Ada\u2800', 'Ada'],
    ['joiners between letters that do not join', 'A\u200dd\u200ca', 'Ada'],
    ['a joiner at the end of a word', 'রহিমা\u200d', 'রহিমা'],
    ['a second joiner', 'ক্\u200d\u200dষ', 'ক্\u200dষ'],
    ['variation selectors without variants', 'Ada\ufe0f 1\ufe0f', 'Ada 1'],
  ])('is cleaned of %s', (_, typed, clean) => {
    expect(text(typed)).toBe(clean);
  });

  it.each([
    ['the joiner of a Bengali ya-phala', 'র\u200d্যাব'],
    ['the joiner of a half form', 'ক্\u200dষ'],
    ['the joiner at the end of an old khanda ta', 'ত্\u200d'],
    ['the non-joiner of a Persian word', 'می\u200cروم'],
    ['the joiners of an emoji family', '👩‍👩‍👧‍👦'],
    ['an emoji with a skin tone and a joiner', '👩🏽‍🚀'],
    ['the selectors of emoji and keycaps', '❤️ 1️⃣'],
    ['the variant of a Han character', '葛\u{e0100}城'],
    ['six marks on a Myanmar letter', 'မြွှုံ့'],
    ['two marks on a Lithuanian letter', 'i\u0307\u0301'],
    ['names from everywhere', '東京 Δημήτρης O’Neil "Q" <b>& שרה محمد अनीता'],
  ])('keeps %s', (_, typed) => {
    expect(text(typed)).toBe(typed.normalize('NFC'));
  });

  it.each([
    ['NUL', 'Ada\u0000'],
    ['a control character', 'Ada\u0007'],
    ['an unpaired high surrogate', 'Ada\ud800'],
    ['an unpaired low surrogate', '\udc00Ada'],
    ['an unassigned character', 'Ada\u{e0fff}\u0378'],
    ['a noncharacter', 'Ada\uffff'],
    ['a private-use character', 'Ada\ue000'],
    ['a direction override', 'Ada \u202egnp'],
    ['a direction isolate', 'Ada \u2067gnp'],
    ['seven marks on one letter', `A${'\u0323\u0301'.repeat(4)}`],
    ['four marks that all scripts share', 'x\u0301\u0302\u0303\u0304y'],
    ['no characters', ''],
    ['only white space', ' \u3000\n\u2800'],
    ['only invisible characters', '\u200b\u2060\ufeff\u3164\u{e0020}'],
    ['only a combining mark', '\u0301'],
    ['too many characters', 'x'.repeat(51)],
    ['a million stacked marks', `A${'\u0301\u0323'.repeat(500_000)}`],
  ])('with %s is refused', (_, typed) => {
    expect(text(typed)).toBeNull();
  });

  it('is refused with the name of the character', () => {
    expect(readText('a\u0000', line)).toEqual({ problem: 'must not contain U+0000' });
  });

  it('is measured in code points, not in UTF-16 code units', () => {
    expect(text('😀'.repeat(50))).toHaveLength(100);
    expect(text('😀'.repeat(51))).toBeNull();
  });

  it('of several lines has one kind of line break and at most one empty line in a row', () => {
    expect(text(' one \r\n two\u2028three\n\n\n\n four\n', paragraph)).toBe('one\ntwo\nthree\n\nfour');
    expect(text('  a\n ', paragraph)).toBeNull();
  });
});

describe('a name', () => {
  it('is cleaned of direction controls: its owner did not type them', () => {
    expect(text('Ada\u202egnp.exe', displayNameRule)).toBe('Adagnp.exe');
  });

  it('is refused with its field and a reason', () => {
    expect(() => readDisplayName('\u200b', 'displayName')).toThrow(
      expect.objectContaining({ code: 'invalid_request', facts: { field: 'displayName', reason: expect.any(String) } }),
    );
  });
});

describe('every accepted text', () => {
  const odd =
    '\u0000\n\r\u0085\u00a0\u00ad\u0301\u034f\u061c\u115f\u200b\u200c\u200d\u200e\u2028\u202a\u202e\u2066\u2800\u3164\ufe0f\ufeff\uffff';
  const unit = fc.oneof(
    fc.constantFrom(
      ...odd,
      '\ud800',
      '\udfff',
      '\u{e0041}',
      '\u{e0100}',
      '\u09cd',
      'র',
      'य',
      'م',
      '👩',
      '葛',
      '1',
      '\u20e3',
      'e',
    ),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  );
  const typed = fc.array(unit, { maxLength: 30 }).map((units) => units.join(''));
  const runs = { numRuns: caseCount({ usual: 1000, nightly: 30_000 }) };

  it.each([
    ['line', line],
    ['paragraph', paragraph],
    ['name', displayNameRule],
  ])('is idempotent, in NFC, trimmed, visible and without refused characters: a %s', (_, rule) => {
    fc.assert(
      fc.property(typed, (given) => {
        const clean = text(given, rule);
        if (clean === null) return;
        expect(text(clean, rule)).toBe(clean);
        expect(clean).toBe(clean.normalize('NFC').trim());
        expect(clean).toMatch(/[\p{L}\p{N}\p{P}\p{S}]/u);
        expect(clean).not.toMatch(
          /[\p{Cs}\p{Cn}\p{Co}\p{Zl}\p{Zp}\t\u200b\u202a-\u202e\u2060-\u206f\u{e0000}-\u{e00ff}]/u,
        );
      }),
      runs,
    );
  });

  it('does not depend on invisible characters in its input', () => {
    const invisible = fc.constantFrom('\u200b', '\u2060', '\ufeff', '\u00ad', '\u200e', '\u{e0041}');
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 20 }), invisible, fc.nat(), (name, between, at) => {
        const place = at % (name.length + 1);
        expect(text(name.slice(0, place) + between + name.slice(place))).toBe(text(name));
      }),
      runs,
    );
  });
});
