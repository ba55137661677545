import { Resvg } from '@resvg/resvg-wasm';
import fc from 'fast-check';
import jsqr from 'jsqr';
import { describe, expect, it } from 'vitest';
import { type CertificateContent, certificateTypes } from '../../../src/certificates/certificate.ts';
import { loadFaces } from '../../../src/certificates/faces.ts';
import { frameInsetPt } from '../../../src/certificates/frame.ts';
import { layOut } from '../../../src/certificates/layout.ts';
import { layOutCard } from '../../../src/certificates/layout-card.ts';
import { a4WidthPt, type Layout, screenWidthPt, type TextItem } from '../../../src/certificates/layout-item.ts';
import { colorsOf, contrastOnPaper } from '../../../src/certificates/palette.ts';
import { toSvg } from '../../../src/certificates/png.ts';
import { renderCertificate } from '../../../src/certificates/render-certificate.ts';
import { achievementText, dateText, numberText, ordinalText, placeText } from '../../../src/certificates/wording.ts';
import { aCertificate } from '../../support/certificate.ts';

const faces = await loadFaces();

const names = fc.oneof(
  fc.string({ minLength: 1, maxLength: 50 }),
  // Every script there is, emoji, and characters that no name should have: right-to-left marks, controls, lone marks.
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 50 }),
  fc
    .array(fc.constantFrom('কৃষ্ণ', 'প্রতিযোগিতা', 'Wolfeschlegelsteinhausen', 'Ada', '東京', ' '), {
      minLength: 1,
      maxLength: 6,
    })
    .map((parts) => parts.join(' ').slice(0, 50)),
  fc.constantFrom('W'.repeat(50), 'ক্ষ্ম'.repeat(10)),
);
const contents = fc
  .record({
    type: fc.constantFrom(...certificateTypes),
    isTeam: fc.boolean(),
    language: fc.constantFrom('en', 'bn'),
    displayName: names,
    tournamentTitle: fc.oneof(
      fc.constantFrom('M'.repeat(120), 'বিশ্ববিদ্যালয় '.repeat(8).trim()),
      fc.string({ minLength: 1, maxLength: 120 }),
    ),
    issuer: fc.oneof(fc.constant('W'.repeat(80)), fc.string({ minLength: 1, maxLength: 80 })),
    place: fc.integer({ min: 1, max: 1024 }),
    accentColor: fc.constantFrom(null, '#ffffff', '#1d3f8a'),
  } as const)
  .map((fields) => aCertificate({ ...fields, entrantCount: 1024 }));

interface Box {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Ascent and descent of ordinary letters: what would be seen to touch. */
function boxesOf(layout: Layout): Box[] {
  return layout.items
    .filter((item): item is TextItem => item.kind === 'text')
    .map(({ line, x, y }) => ({
      text: line.text,
      left: x,
      right: x + line.widthPt,
      top: y - line.sizePt * 0.66,
      bottom: y + line.sizePt * 0.18,
    }));
}

const overlap = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

describe('a certificate, whatever is written on it,', () => {
  it.each([
    ['A4', (content: CertificateContent) => layOut(content, a4WidthPt, faces)],
    ['16:9', (content: CertificateContent) => layOut(content, screenWidthPt, faces)],
    ['the picture for other sites', (content: CertificateContent) => layOutCard(content, faces)],
  ] as const)('keeps every line inside the frame and apart from every other, on %s', (_, draw) => {
    fc.assert(
      fc.property(contents, (content) => {
        const layout = draw(content);
        const boxes = boxesOf(layout);
        for (const box of boxes) {
          expect(box.left, box.text).toBeGreaterThan(frameInsetPt);
          expect(box.right, box.text).toBeLessThan(layout.widthPt - frameInsetPt);
          expect(box.bottom, box.text).toBeLessThan(layout.heightPt - frameInsetPt);
        }
        const clashes = boxes.flatMap((a, i) =>
          boxes
            .slice(i + 1)
            .filter((b) => overlap(a, b))
            .map((b) => `${a.text} | ${b.text}`),
        );
        expect(clashes).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('shows every field, in both files from the same layout', () => {
    const content = aCertificate({ type: 'runner_up', place: 2, language: 'bn', displayName: 'সাকিব' });
    for (const widthPt of [a4WidthPt, screenWidthPt]) {
      const texts = boxesOf(layOut(content, widthPt, faces)).map((box) => box.text);
      for (const text of [
        'রানার-আপ',
        'সাকিব',
        'Autumn Open',
        '২৪ নভেম্বর ২০২৬',
        'Dhaka Chess Club',
        '7K2M-9QXA-0B1C-D3EF',
      ]) {
        expect(texts).toContain(text);
      }
    }
  });

  it('is the same bytes for the same content, whatever was drawn meanwhile, and other bytes for any other', async () => {
    const first = await renderCertificate(aCertificate());
    const other = await renderCertificate(aCertificate({ displayName: 'Ada Lovelacf', language: 'bn' }));
    expect(await renderCertificate(aCertificate())).toEqual(first);
    expect(other.pdf).not.toEqual(first.pdf);
    expect(other.png).not.toEqual(first.png);
  });

  it('is smaller than 200 kB as a PDF, even with as many different letters as fit', async () => {
    const glyphs = (first: number, count: number) =>
      String.fromCodePoint(...Array.from({ length: count }, (_, index) => first + index));
    const content = aCertificate({
      displayName: glyphs(0x995, 30) + glyphs(0xc0, 20),
      tournamentTitle: glyphs(0x391, 17) + glyphs(0x410, 64) + glyphs(0x100, 39),
      issuer: glyphs(0x41, 26) + glyphs(0x61, 26) + glyphs(0x1e00, 28),
    });
    expect((await renderCertificate(content)).pdf.length).toBeLessThan(200_000);
  });

  it('has a QR code that leads to its page, turned, small or large', async () => {
    await renderCertificate(aCertificate());
    const content = aCertificate();
    for (const [widthPt, widthPx] of [
      [screenWidthPt, 1920],
      [screenWidthPt, 960],
      [a4WidthPt, 2480],
    ] as const) {
      const picture = new Resvg(toSvg(layOut(content, widthPt, faces), faces), {
        fitTo: { mode: 'width', value: widthPx },
      }).render();
      const found = jsqr(new Uint8ClampedArray(picture.pixels), picture.width, picture.height);
      expect(found?.data).toBe(content.verificationUrl);
    }
  });
});

describe('words', () => {
  it.each([
    [1, 'first', 'প্রথম'],
    [10, 'tenth', 'দশম'],
    [11, '11th', '১১তম'],
    [22, '22nd', '২২তম'],
    [113, '113th', '১১৩তম'],
    [1021, '1021st', '১০২১তম'],
  ])('rank %i', (rank, en, bn) => {
    expect([ordinalText(rank, 'en'), ordinalText(rank, 'bn')]).toEqual([en, bn]);
  });

  it.each([
    ['winner', 'en', false, 'for first place among 8 entrants in', 'first of 8 entrants'],
    ['winner', 'en', true, 'for first place among 8 teams in', 'first of 8 teams'],
    ['participant', 'en', true, 'for taking part, and finishing first among 8 teams, in', 'first of 8 teams'],
    ['winner', 'bn', false, '৮ জন প্রতিযোগীর মধ্যে প্রথম স্থান অর্জন করেছেন', '৮ জনের মধ্যে প্রথম'],
    ['winner', 'bn', true, '৮টি দলের মধ্যে প্রথম স্থান অর্জন করেছে', '৮টি দলের মধ্যে প্রথম'],
    ['participant', 'bn', true, '৮টি দলের মধ্যে অংশ নিয়ে প্রথম স্থান পেয়েছে', '৮টি দলের মধ্যে প্রথম'],
  ] as const)('of a %s in %s, team: %s', (type, language, isTeam, achievement, place) => {
    const content = aCertificate({ type, language, isTeam });
    expect([achievementText(content), placeText(content)]).toEqual([achievement, place]);
  });

  it('dates and numbers agree with CLDR for every month', () => {
    for (let month = 1; month <= 12; month += 1) {
      const date = `2026-${String(month).padStart(2, '0')}-05`;
      const format = (locale: string) =>
        new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(date));
      expect(dateText(date, 'en')).toBe(format('en-GB'));
      expect(dateText(date, 'bn').normalize('NFC')).toBe(format('bn').replace(',', '').normalize('NFC'));
    }
    expect(numberText(2026, 'bn')).toBe('২০২৬');
  });
});

describe('a colour of the tournament’s own', () => {
  it('is darkened until it can be read on the paper, and otherwise left alone', () => {
    const hex = fc.stringMatching(/^#[0-9a-f]{6}$/);
    fc.assert(
      fc.property(hex, fc.constantFrom(...certificateTypes), (color, type) => {
        const { accent } = colorsOf(type, color);
        const channels = (text: string) => [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16));
        expect(contrastOnPaper(channels(accent))).toBeGreaterThanOrEqual(4.5);
        if (contrastOnPaper(channels(color)) >= 4.5) expect(accent).toBe(color);
      }),
    );
  });
});
