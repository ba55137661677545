// Normalization of typed, scanned and pasted codes.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCode } from '../../../src/certificates/certificate.ts';
import { normalizeCode, typedLength, typedLengthMax } from '../../../src/certificates/verification/typed-code.ts';
import { encodeCrockford, normalizeCrockford } from '../../../src/core/crockford.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const printed = '7K2M-9QXA-0B1C-D3EF';
const code = '7K2M9QXA0B1CD3EF';
const uuid = '0f8fad5b-d9cb-469f-a165-70867728950e';

describe('a typed code', () => {
  it.each([
    ['as printed', printed, code],
    ['with look-alikes, spaces and lower-case letters', ' 7k2m 9qxa ob1c d3ef ', code],
    ['with l and i for one', '7K2M-9QXA-0BlC-D3EF', code],
    ['that is a legacy UUID', ' 0F8FAD5B-D9CB-469F-A165-70867728950E', uuid],
    ['that is a legacy UUID, with other dashes and a full stop', `${uuid.replaceAll('-', '\u2013')}.`, uuid],
    ['in Bengali digits', printed.replace(/\d/g, (digit) => String.fromCodePoint(0x9e6 + Number(digit))), code],
    ['in Arabic digits', printed.replace(/\d/g, (digit) => String.fromCodePoint(0x660 + Number(digit))), code],
    [
      'in fullwidth characters',
      printed.replace(/[!-~]/g, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)),
      code,
    ],
    ['too short', '7K2M-9QXA', null],
    ['too long', '7K2M-9QXA-0B1C-D3EF-1', null],
    ['with a letter that codes never have', '7K2M-9QXA-0B1C-D3EU', null],
    ['with a Bengali letter', 'কK2M-9QXA-0B1C-D3EF', null],
    ['of a hundred thousand characters', '7'.repeat(100_000), null],
    ['that is empty', '', null],
    ['of punctuation only', '-.-/?', null],
    ['of an unpaired surrogate', '\ud83d', null],
    ['of invalid percent-encoding', '%E2%28%A1', null],
  ])('%s', (_, typed, expected) => {
    expect(normalizeCode(typed)).toBe(expected);
  });

  it.each([
    ['the full link', `https://laurel.test/c/${printed}`],
    ['the link with a query', `https://laurel.test/c/${printed}?lang=bn&x=1#main`],
    ['the link without its scheme', `laurel.test/c/${printed}/`],
    ['the link of a local server', `http://localhost:8787/c/${printed}`],
    ['the link of the preview image', `https://laurel.test/c/${printed}/preview.png`],
    ['the legacy verification URL', `https://laurel.test/api/tournaments/certificates/verify/${printed}/`],
    ['a link whose host and query look like codes', `https://0123456789abcdef/c/${printed}?session=0123456789abcdef`],
    ['a percent-encoded link', `https://laurel.test/c/${encodeURIComponent(printed.replaceAll('-', '\u2011'))}`],
    ['the printed line', `Verify at laurel.test/c/${printed}.`],
    ['a sentence', `My certificate is ${printed}, please have a look`],
    ['a text with a label', `Code: ${printed}`],
    ['a label in Bengali', `কোড: ${printed}।`],
    ['brackets and quotes', `(“${printed}”).`],
  ])('is found in %s', (_, typed) => {
    expect(normalizeCode(typed)).toBe(code);
  });

  const added = [
    '\u2010',
    '\u2011',
    '\u2012',
    '\u2013',
    '\u2014',
    '\u2212',
    '\u00ad',
    '\u200b',
    '\u200c',
    '\u200d',
  ].concat([
    '\u2060',
    '\ufeff',
    '\u200e',
    '\u200f',
    '\u202a',
    '\u202c',
    '\u2066',
    '\u2069',
    '\u00a0',
    '\u2009',
    '\n',
    '\ufe0f',
    '-',
  ]);
  const noise = fc.array(fc.constantFrom(...added), { maxLength: 3 }).map((parts) => parts.join(''));

  it('may contain any dashes, spaces and invisible characters, and may end with punctuation', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 10, maxLength: 10 }),
        fc.array(noise, { minLength: 16, maxLength: 16 }),
        fc.constantFrom('', '.', ')', '।', '”', '>', ',', '!'),
        (bytes, parts, end) => {
          const random = encodeCrockford(bytes);
          const typed = [...random].map((letter, index) => letter + (parts[index] ?? '')).join('') + end;
          expect(normalizeCode(typed)).toBe(random);
          expect(normalizeCode(`https://laurel.test/c/${formatCode(random)}${parts[0]}${end}`)).toBe(random);
          expect(typedLength(typed)).toBe(16);
        },
      ),
      { numRuns: caseCount({ usual: 200, nightly: 5_000 }) },
    );
  });

  it('may be any text: the result is a code or null', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: typedLengthMax + 5 }), (typed) => {
        expect(normalizeCode(typed) ?? code).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$|^[0-9a-f-]{36}$/);
      }),
      { numRuns: caseCount({ usual: 300, nightly: 10_000 }) },
    );
  });
});

it('join codes of teams are normalized in the same way', () => {
  expect(normalizeCrockford('\u200e৭K2M\u20119QXA.')).toBe('7K2M9QXA');
});
