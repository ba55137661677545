import { describe, expect, it } from 'vitest';
import { parseOrigins } from '../../src/http/origins.ts';

describe('a list of origins', () => {
  it('holds exactly the origins it names', () => {
    const list = parseOrigins('https://play.example, https://admin.example:8443\nhttp://[::1]:3000');
    for (const origin of ['https://play.example', 'https://admin.example:8443', 'http://[::1]:3000']) {
      expect(list.isListed(origin)).toBe(true);
    }
    for (const origin of ['https://PLAY.example', 'https://play.example.', 'https://admin.example', 'null', '', '*']) {
      expect(list.isListed(origin)).toBe(false);
    }
    expect(list.isOpenForReads).toBe(false);
  });

  it('that is empty holds nobody', () => {
    expect(parseOrigins('').isListed('https://play.example')).toBe(false);
  });

  it('with a star is open for reads and lists nobody by it', () => {
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
  ])('does not take %s, and says so', (entry) => {
    expect(() => parseOrigins(`https://good.example,${entry}`)).toThrow(`"${entry}" is not an origin`);
  });
});
