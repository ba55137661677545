// The wording of certificates in both languages, and the accent color of a tournament.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { certificateTypes } from '../../../src/certificates/certificate.ts';
import { colorsOf, contrastOnPaper } from '../../../src/certificates/drawing/palette.ts';
import { renderCertificate } from '../../../src/certificates/drawing/render-certificate.ts';
import {
  achievementText,
  citation,
  dateText,
  numberText,
  ordinalText,
} from '../../../src/certificates/drawing/wording.ts';
import { aCertificate } from '../../support/certificates/certificate.ts';

// Loads resvg. Its bounding boxes are the oracle below.
await renderCertificate(aCertificate());

describe('the wording', () => {
  it.each([
    [1, 'first', 'প্রথম'],
    [10, 'tenth', 'দশম'],
    [11, '11th', '১১তম'],
    [22, '22nd', '২২তম'],
    [113, '113th', '১১৩তম'],
    [1021, '1021st', '১০২১তম'],
  ])('of rank %i', (rank, en, bn) => {
    expect([ordinalText(rank, 'en'), ordinalText(rank, 'bn')]).toEqual([en, bn]);
  });

  it.each([
    ['winner', 'en', {}, 'for first place among 8 entrants in'],
    ['winner', 'en', { isTeam: true }, 'for first place among 8 teams in'],
    ['third_place', 'en', { place: 3, isPlaceShared: true }, 'for shared third place among 8 entrants in'],
    ['participant', 'en', { place: 5, isTeam: true }, 'for taking part and finishing fifth among 8 teams in'],
    [
      'participant',
      'en',
      { place: 5, isPlaceShared: true },
      'for taking part and sharing fifth place among 8 entrants in',
    ],
    ['winner', 'bn', {}, '৮ জন প্রতিযোগীর মধ্যে প্রথম স্থান অর্জন করায়'],
    ['winner', 'bn', { isTeam: true }, '৮টি দলের মধ্যে প্রথম স্থান অর্জন করায়'],
    ['third_place', 'bn', { place: 3, isPlaceShared: true }, '৮ জন প্রতিযোগীর মধ্যে যৌথভাবে তৃতীয় স্থান অর্জন করায়'],
    ['runner_up', 'en', { place: 2, teamName: 'Padma' }, 'for second place among 8 teams in'],
    ['runner_up', 'bn', { place: 2, teamName: 'Padma' }, '৮টি দলের মধ্যে দ্বিতীয় স্থান অর্জন করায়'],
    ['participant', 'bn', { place: 5 }, 'অংশগ্রহণ করে ৮ জন প্রতিযোগীর মধ্যে পঞ্চম স্থান অর্জন করায়'],
  ] as const)('of a %s in %s: %j', (type, language, fields, achievement) => {
    const content = aCertificate({ type, language, ...fields });
    expect(achievementText(content)).toBe(achievement);
  });

  it('is one sentence in the word order of the language', () => {
    const sentence = (language: 'en' | 'bn', teamName: string | null = null) =>
      citation(aCertificate({ language, teamName }))
        .map(([, text]) => text)
        .join(' ');
    expect(sentence('en')).toBe('is awarded to Ada Lovelace for first place among 8 entrants in Autumn Open');
    expect(sentence('bn')).toBe(
      'Autumn Open-এ ৮ জন প্রতিযোগীর মধ্যে প্রথম স্থান অর্জন করায় Ada Lovelace -কে এই সনদ প্রদান করা হলো',
    );
    expect(sentence('en', 'Padma')).toBe(
      'is awarded to Ada Lovelace as a member of Padma for first place among 8 teams in Autumn Open',
    );
    expect(sentence('bn', 'Padma')).toBe(
      'Autumn Open-এ ৮টি দলের মধ্যে প্রথম স্থান অর্জন করায় Padma দলের সদস্য Ada Lovelace -কে এই সনদ প্রদান করা হলো',
    );
  });

  it('of dates and numbers agrees with CLDR for every month', () => {
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

describe('the accent color of a tournament', () => {
  it('is darkened until its contrast on paper is sufficient, and otherwise unchanged', () => {
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
