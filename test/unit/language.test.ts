import { describe, expect, it } from 'vitest';
import { languageOf, wantsHtml } from '../../src/pages/language.ts';

const asking = (headers: Record<string, string>, path = '/c/X') =>
  new Request(`https://laurel.test${path}`, { headers });

describe('the language of a page', () => {
  it.each([
    ['nothing said', {}, 'en'],
    ['the first we speak', { 'accept-language': 'fr, bn-BD;q=0.8, en;q=0.5' }, 'bn'],
    ['the higher weight', { 'accept-language': 'bn;q=0.3, en-GB;q=0.9' }, 'en'],
    ['a language refused', { 'accept-language': 'bn;q=0, fr' }, 'en'],
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
  it.each([
    ['a browser', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', true],
    ['a program', 'application/json', false],
    ['a program that shouts', 'Application/JSON', false],
    ['another site that wants a picture of the link, and takes anything', '*/*', true],
    ['a program that prefers JSON', 'text/html;q=0.5, application/json', false],
    ['somebody who knows neither', 'image/png, */*;q=0.1', true],
    ['nobody in particular', '', true],
  ])('for %s', (_, accept, isHtml) => {
    expect(wantsHtml(asking({ accept }))).toBe(isHtml);
  });
});
