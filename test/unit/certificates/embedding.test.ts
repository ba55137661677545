// Data for other sites: the LinkedIn URL and its fields, the oEmbed URL, the frame.

import { describe, expect, it } from 'vitest';
import type { CertificateRecord } from '../../../src/certificates/verification/verdict.ts';
import type { Instant } from '../../../src/core/instant.ts';
import { linkedInFields, linkedInUrl } from '../../../src/pages/certificate/linked-in.ts';
import { codeOfPage, frameHtml, oembedUrl } from '../../../src/pages/certificate/oembed.ts';
import { aCertificate } from '../../support/certificates/certificate.ts';

const content = aCertificate({ printedName: 'Ada Lovelace', tournamentTitle: 'Chess & Tea: Ωmega', issuer: 'Club #1' });
const record = {
  ...{ code: content.code, verificationUrl: content.verificationUrl, content, timeZone: 'Asia/Dhaka' },
  ...{ issuedAt: '2026-11-30T18:00:00.000Z' as Instant, expiresAt: '2035-12-31T18:00:00.000Z' as Instant },
} as CertificateRecord;

describe('the LinkedIn URL', () => {
  it('has every field in order, percent-encoded, with the dates of the tournament’s time zone and no personal name', () => {
    expect(linkedInUrl(linkedInFields(content, record))).toBe(
      'https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME' +
        '&name=Champion%20%C2%B7%20Chess%20%26%20Tea%3A%20%CE%A9mega&organizationName=Club%20%231' +
        '&issueYear=2026&issueMonth=12&expirationYear=2036&expirationMonth=1' +
        '&certUrl=https%3A%2F%2Flaurel.test%2Fc%2F7K2M-9QXA-0B1C-D3EF&certId=7K2M-9QXA-0B1C-D3EF',
    );
    expect(linkedInUrl(linkedInFields(content, record))).not.toMatch(/Ada|Lovelace/);
  });

  it('has no expiry if the certificate has none', () => {
    const url = linkedInUrl(linkedInFields(content, { ...record, expiresAt: null }));
    expect(url).toContain('&issueMonth=12&certUrl=');
    expect(url).not.toContain('expiration');
  });
});

describe('the oEmbed URL', () => {
  const publicUrl = 'https://laurel.test/verification';
  it.each([
    [`${publicUrl}/c/7K2M-9QXA-0B1C-D3EF`, '7K2M-9QXA-0B1C-D3EF'],
    ['http://laurel.test/verification/c/7k2m9qxa0b1cd3ef/?lang=bn#main', '7K2M-9QXA-0B1C-D3EF'],
    ['https://laurel.test/c/7K2M-9QXA-0B1C-D3EF', null],
    ['https://laurel.test.example/verification/c/7K2M-9QXA-0B1C-D3EF', null],
    ['https://elsewhere.test/verification/c/7K2M-9QXA-0B1C-D3EF', null],
    ['javascript://laurel.test/verification/c/7K2M-9QXA-0B1C-D3EF', null],
    [`${publicUrl}/c/`, null],
    ['7K2M-9QXA-0B1C-D3EF', null],
    ['', null],
  ])('for %s has the code %s', (url, code) => {
    expect(codeOfPage(url, publicUrl)).toBe(code);
  });

  it('names its page below the public URL', () => {
    const url = new URL(oembedUrl(`${publicUrl}/c/7K2M-9QXA-0B1C-D3EF`, 'bn'));
    expect(url.origin + url.pathname).toBe(`${publicUrl}/oembed`);
    expect(codeOfPage(url.searchParams.get('url') ?? '', publicUrl)).toBe('7K2M-9QXA-0B1C-D3EF');
  });
});

it('a title is escaped in the markup of the frame', () => {
  const html = frameHtml({
    ...{ url: 'https://laurel.test/c/X', title: '"><script>alert(1)</script>&amp;' },
    ...{ language: 'en', widthPx: 10, heightPx: 10 },
  });
  expect(html.match(/[<>]/g)).toEqual(['<', '>', '<', '>']);
  expect(html).toContain('title="&#34;&#62;&#60;script&#62;alert(1)&#60;/script&#62;&#38;amp;"');
});
