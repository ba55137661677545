// The content of a certificate as HTML.

import { describe, expect, it } from 'vitest';
import type { Language } from '../../../src/certificates/certificate.ts';
import { Sheet } from '../../../src/pages/certificate/sheet.tsx';
import { aCertificate } from '../../support/certificates/certificate.ts';

const content = aCertificate({
  ...{ printedName: 'Ada Lovelace', tournamentTitle: 'Autumn Open', place: 3, entrantCount: 64, type: 'third_place' },
  ...{ issuer: 'Dhaka Chess Club', issuerSite: 'chess.example', endedOn: '2026-11-24' },
  signatory: { name: 'Grace Hopper', office: 'President' },
});

describe('the sheet', () => {
  it.each([false, true])('shows every printed field, also of a void certificate (%s)', (isVoid) => {
    const html = String(Sheet({ content, isVoid, language: 'en' }));
    const text = html.replace(/<[^>]*>/g, '');
    for (const part of ['Ada Lovelace', 'Autumn Open', 'Third place', '64', 'third', '24 November 2026'])
      expect(text).toContain(part);
    for (const part of ['Dhaka Chess Club', 'chess.example', 'Grace Hopper, President', '7K2M-9QXA-0B1C-D3EF'])
      expect(text).toContain(part);
    expect([html.includes('class="emblem"'), html.includes('third_place')]).toEqual([!isVoid, !isVoid]);
  });

  it('labels the date and the address as the document does, with the address as it is printed there', () => {
    const printed = { ...content, verificationUrl: 'https://laurel.example/c/7K2M-9QXA-0B1C-D3EF' };
    const sheet = (printedIn: Language) =>
      String(Sheet({ content: { ...printed, language: printedIn }, isVoid: false, language: 'en' }));
    const textOf = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
    expect(textOf(sheet('en'))).toContain('Date 24 November 2026');
    expect(textOf(sheet('bn'))).toContain('তারিখ ২৪ নভেম্বর ২০২৬');
    const address = (html: string) => html.replace(/<wbr\/?>/g, '').replace(/<[^>]*>/g, ' ');
    expect(address(sheet('en'))).toMatch(/Verify at\s+laurel\.example\/c\/7K2M-9QXA-0B1C-D3EF/);
    expect(address(sheet('bn'))).toMatch(/যাচাই করুন:\s+laurel\.example\/c\/7K2M-9QXA-0B1C-D3EF/);
    expect(sheet('en')).not.toMatch(/<dt>(Code|Place)/);
  });

  it('omits a missing signatory and a missing site', () => {
    const html = String(
      Sheet({ content: { ...content, issuerSite: null, signatory: null }, isVoid: false, language: 'en' }),
    );
    expect(html).not.toMatch(/Signed by|<dt>Site/);
  });
});
