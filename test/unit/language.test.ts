import { describe, expect, it } from 'vitest';
import { isBrowser, languageOf, wantsHtml } from '../../src/pages/language.ts';

const asking = (headers: Record<string, string>, path = '/c/X') =>
  new Request(`https://laurel.test${path}`, { headers });

describe('the language of a page', () => {
  it.each([
    ['nothing said', {}, 'en'],
    ['the first we speak', { 'accept-language': 'fr, bn-BD;q=0.8, en;q=0.5' }, 'bn'],
    ['the higher weight', { 'accept-language': 'bn;q=0.3, en-GB;q=0.9' }, 'en'],
    ['a language refused', { 'accept-language': 'bn;q=0, fr' }, 'en'],
    ['a language whose tag begins like Bengali', { 'accept-language': 'bnx, bn-BD;q=0.1' }, 'bn'],
    ['only a language whose tag begins like Bengali', { 'accept-language': 'bnx' }, 'en'],
    ['capitals', { 'accept-language': 'BN-bd' }, 'bn'],
    ['anything but English', { 'accept-language': 'en;q=0, *' }, 'bn'],
    ['anything, Bengali least', { 'accept-language': 'bn;q=0.1, *' }, 'en'],
    ['a weight in capitals', { 'accept-language': 'en;Q=0.1, bn;Q=0.2' }, 'bn'],
    ['nonsense', { 'accept-language': ';;q=x,,' }, 'en'],
    ['far too much', { 'accept-language': `${'fr, '.repeat(500)}bn` }, 'bn'],
  ])('%s', (_, headers, language) => {
    expect(languageOf(asking(headers))).toBe(language);
  });

  it('is the one asked for in the address, whatever the browser prefers', () => {
    expect(languageOf(asking({ 'accept-language': 'en' }, '/c/X?lang=bn'))).toBe('bn');
    expect(languageOf(asking({ 'accept-language': 'bn' }, '/c/X?lang=xx'))).toBe('bn');
    expect(languageOf(asking({ 'accept-language': 'bn' }, '/c/X?slang=en'))).toBe('bn');
  });
});

describe('the form of an answer', () => {
  const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
  it.each([
    ['a browser', browser, true, true],
    ['a program', 'application/json', false, false],
    ['a program in capitals', 'Application/JSON', false, false],
    ['a link preview that takes anything', '*/*', true, false],
    ['a program that prefers JSON', 'text/html;q=0.5, application/json', false, false],
    ['a program that wants another JSON', 'application/ld+json', false, false],
    ['a program that refuses HTML', 'text/html;q=0, */*', false, false],
    ['a reader that refuses JSON', 'application/json;q=0, */*', true, true],
    ['a program that takes any application type', 'application/*, */*;q=0.1', false, false],
    ['a reader that takes any text', 'text/*', true, true],
    ['a reader that takes any text but HTML', 'text/*, text/html;q=0', false, false],
    ['who wants the page, as a parameter says', 'text/html;charset=utf-8', true, true],
    ['who wants neither', 'image/png', false, false],
    ['who wants a picture rather than either', 'image/png, */*;q=0.1', true, false],
    ['nobody in particular', '', true, false],
  ])('for %s', (_, accept, isPage, isBrowsers) => {
    expect([wantsHtml(asking({ accept })), isBrowser(asking({ accept }))]).toEqual([isPage, isBrowsers]);
  });
});
