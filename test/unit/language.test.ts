import { describe, expect, it } from 'vitest';
import { isBrowser, languageOf, wantsHtml } from '../../src/pages/language.ts';

const asking = (headers: Record<string, string>, path = '/c/X') =>
  new Request(`https://laurel.test${path}`, { headers });

describe('the language of a page', () => {
  it.each([
    ['no header', {}, 'en'],
    ['the first supported language', { 'accept-language': 'fr, bn-BD;q=0.8, en;q=0.5' }, 'bn'],
    ['the higher weight', { 'accept-language': 'bn;q=0.3, en-GB;q=0.9' }, 'en'],
    ['a refused language', { 'accept-language': 'bn;q=0, fr' }, 'en'],
    ['a language tag that starts like Bengali', { 'accept-language': 'bnx, bn-BD;q=0.1' }, 'bn'],
    ['only a language tag that starts like Bengali', { 'accept-language': 'bnx' }, 'en'],
    ['upper case', { 'accept-language': 'BN-bd' }, 'bn'],
    ['every language but English', { 'accept-language': 'en;q=0, *' }, 'bn'],
    ['every language, Bengali least', { 'accept-language': 'bn;q=0.1, *' }, 'en'],
    ['an upper-case weight', { 'accept-language': 'en;Q=0.1, bn;Q=0.2' }, 'bn'],
    ['an invalid header', { 'accept-language': ';;q=x,,' }, 'en'],
    ['a very long header', { 'accept-language': `${'fr, '.repeat(500)}bn` }, 'bn'],
  ])('%s', (_, headers, language) => {
    expect(languageOf(asking(headers))).toBe(language);
  });

  it('is the one in the query, whatever the browser prefers', () => {
    expect(languageOf(asking({ 'accept-language': 'en' }, '/c/X?lang=bn'))).toBe('bn');
    expect(languageOf(asking({ 'accept-language': 'bn' }, '/c/X?lang=xx'))).toBe('bn');
    expect(languageOf(asking({ 'accept-language': 'bn' }, '/c/X?slang=en'))).toBe('bn');
  });
});

describe('the form of a response', () => {
  const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
  it.each([
    ['a browser', browser, true, true],
    ['a program', 'application/json', false, false],
    ['a program that writes upper case', 'Application/JSON', false, false],
    ['a link preview that accepts everything', '*/*', true, false],
    ['a program that prefers JSON', 'text/html;q=0.5, application/json', false, false],
    ['a program that wants another JSON', 'application/ld+json', false, false],
    ['a program that refuses HTML', 'text/html;q=0, */*', false, false],
    ['a client that refuses JSON', 'application/json;q=0, */*', true, true],
    ['a program that accepts any application type', 'application/*, */*;q=0.1', false, false],
    ['a client that accepts any text', 'text/*', true, true],
    ['a client that accepts any text but HTML', 'text/*, text/html;q=0', false, false],
    ['a client that accepts HTML with a parameter', 'text/html;charset=utf-8', true, true],
    ['a client that accepts neither', 'image/png', false, false],
    ['a client that prefers an image to both', 'image/png, */*;q=0.1', true, false],
    ['a client without an Accept header', '', true, false],
  ])('for %s', (_, accept, isPage, isBrowsers) => {
    expect([wantsHtml(asking({ accept })), isBrowser(asking({ accept }))]).toEqual([isPage, isBrowsers]);
  });
});
