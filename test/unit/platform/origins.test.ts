import { describe, expect, it } from 'vitest';
import { parseOrigins } from '../../../src/http/cors/origins.ts';

describe('a list of origins', () => {
  it('allows exactly its entries', () => {
    const list = parseOrigins('https://play.example, https://admin.example:8443\nhttp://[::1]:3000');
    for (const origin of ['https://play.example', 'https://admin.example:8443', 'http://[::1]:3000']) {
      expect(list.isListed(origin)).toBe(true);
    }
    for (const origin of ['https://PLAY.example', 'https://play.example.', 'https://admin.example', 'null', '', '*']) {
      expect(list.isListed(origin)).toBe(false);
    }
    expect(list.isOpenForReads).toBe(false);
  });

  it('that is empty allows no origin', () => {
    expect(parseOrigins('').isListed('https://play.example')).toBe(false);
  });

  it('with * is open for reads and allows no further origin', () => {
    const list = parseOrigins('*, https://play.example');
    expect([list.isOpenForReads, list.isListed('https://play.example'), list.isListed('https://b.example')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it.each([
    'play.example',
    'https://play.example/',
    'https://play.example/path',
    'https://PLAY.example',
    'https://play.example:443',
    'https://*.play.example',
    'https://play.example:*',
    'http://localhost.evil.example:*',
    'https://user@play.example',
    'ftp://play.example',
    'javascript:alert(1)',
    'null',
    'https://',
  ])('refuses the entry %s', (entry) => {
    expect(() => parseOrigins(`https://good.example,${entry}`)).toThrow(`"${entry}" is not an origin`);
  });
});
