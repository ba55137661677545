// Any content that a certificate may have: long names, words that wrap, and signs above and below the line.

import fc from 'fast-check';
import { type CertificateContent, certificateTypes } from '../../../src/certificates/certificate.ts';
import { printable, undrawable } from '../../../src/core/printable.ts';
import { aCertificate } from './certificate.ts';

export const drawable = (text: string) => text !== '' && text === printable(text) && undrawable(text).length === 0;
const textOf = (unit: 'grapheme' | 'binary' | 'grapheme-ascii', maxLength: number) =>
  fc.string({ unit, minLength: 1, maxLength }).map(printable);
/** Texts of several words that wrap, with descenders, accented capitals, and signs above and below. */
const wrapped = (words: readonly string[], maxLength: number) =>
  fc
    .array(fc.constantFrom(...words), { minLength: 1, maxLength: 14 })
    .map((parts) => parts.join(' ').slice(0, maxLength))
    .map(printable);
const latinWords = ['Jgy', 'Ådne', 'Quijgpy', 'Ẩn', 'Wolfeschlegel', 'von', 'Þóra', 'Ǻsberg', '(Ŕģ)', 'ffi'];
const bengaliWords = ['কৃষ্ণমূর্তি', 'র্ক্ষ্ম্য', 'শ্রীযুক্তা', 'ভট্টাচার্য', 'হুঁ', 'স্ত্রী', 'দুর্গা', 'চৌধুরী', 'ঊর্ধ্বে'];
const words = (maxLength: number) =>
  fc
    .oneof(
      { weight: 3, arbitrary: wrapped(latinWords, maxLength) },
      { weight: 3, arbitrary: wrapped(bengaliWords, maxLength) },
      { weight: 1, arbitrary: wrapped([...latinWords, ...bengaliWords], maxLength) },
      { weight: 1, arbitrary: textOf('grapheme-ascii', maxLength) },
      { weight: 1, arbitrary: textOf('grapheme', maxLength) },
      { weight: 1, arbitrary: fc.constantFrom('W'.repeat(maxLength), 'ক্ষ্ম'.repeat(maxLength / 5)) },
    )
    .filter(drawable);
const addresses = [
  'https://laurel.test',
  'https://certificates.league-of-players.example.org/verification',
  `https://${'w'.repeat(60)}.example.org`,
];
export const contents: fc.Arbitrary<CertificateContent> = fc
  .record({
    type: fc.constantFrom(...certificateTypes),
    isTeam: fc.boolean(),
    teamName: fc.option(words(50)),
    language: fc.constantFrom('en', 'bn'),
    printedName: words(50),
    tournamentTitle: words(120),
    issuer: words(80),
    issuerSite: fc.option(fc.constantFrom('dhakachess.org', `${'site'.repeat(20)}.example.org`)),
    signatory: fc.option(fc.record({ name: words(80), office: fc.option(words(80)) })),
    place: fc.integer({ min: 1, max: 1024 }),
    isPlaceShared: fc.boolean(),
    accentColor: fc.constantFrom(null, '#ffffff', '#1d3f8a'),
    address: fc.constantFrom(...addresses),
  } as const)
  .map(({ address, ...fields }) =>
    aCertificate({ ...fields, entrantCount: 1024, verificationUrl: `${address}/c/7K2M-9QXA-0B1C-D3EF` }),
  );
