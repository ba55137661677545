// The public page in a real browser: every verdict, in both languages, on narrow and wide screens, in both colour schemes, at
// twice the text size, and printed.

import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { words } from '../../src/pages/words.ts';
import {
  type EveryVerdict,
  type Issued,
  type PageKind,
  type Shown,
  startEveryVerdict,
} from '../support/laurels/every-verdict.ts';
import { findAxeViolations } from '../support/pages/axe.ts';
import { openBrowser, openPage } from '../support/pages/browser.ts';

let world: EveryVerdict;
let browser: Browser;

beforeAll(async () => {
  [world, browser] = await Promise.all([startEveryVerdict(), openBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await world?.laurel.stop();
});

const pageOf = (wanted: PageKind) => world.shown.find(({ kind }) => kind === wanted) as Shown;
const htmlOf = async (path: string, language = 'en') => {
  const answer = await fetch(`${world.laurel.url}${path}?lang=${language}`, { headers: { accept: 'text/html' } });
  return answer.text();
};

const dark = 'dark';
const isWide = 'document.documentElement.scrollWidth > innerWidth';

// The rules of axe depend on words and colours, hardly on the width: axe checks each language at one width.
describe.each([
  { locale: 'en', width: 390, usesAxe: true },
  { locale: 'en', width: 1280, usesAxe: false },
  { locale: 'bn', width: 390, usesAxe: false },
  { locale: 'bn', width: 1280, usesAxe: true },
] as const)('in $locale at $width pixels', ({ locale, width, usesAxe }) => {
  it('each page shows its verdict and printed fields, fits the screen, loads nothing from other origins, and has no axe violation', async () => {
    const { page, errors } = await openPage(browser, `${world.laurel.url}/`, { width, locale });
    const problems: string[] = [];
    for (const { path, says, certificate } of world.shown) {
      await page.goto(world.laurel.url + path);
      const note = (problem: string) => problems.push(`${path} ${says(locale)}: ${problem}`);
      const heading = await page.getByRole('heading', { level: 1 }).textContent();
      if (heading !== says(locale)) note(`says ${heading}`);
      const names = await page.locator('article').getByRole('heading').allTextContents();
      if (names.join() !== (certificate?.displayName ?? '')) note(`names ${names}`);
      if (await page.evaluate(isWide)) note('is wider than the screen');
      if (
        !(await page.evaluate('document.fonts.ready.then(fonts => [...fonts].some(font => font.status === "loaded"))'))
      )
        note('has loaded no typeface');
      if (!usesAxe) continue;
      await page.evaluate('document.querySelectorAll("details").forEach((part) => { part.open = true; })');
      for (const problem of await findAxeViolations(page)) note(problem);
      await page.emulateMedia({ colorScheme: dark });
      for (const problem of await findAxeViolations(page, ['color-contrast']))
        note(`in the dark colour scheme: ${problem}`);
      await page.emulateMedia({ colorScheme: 'light' });
    }
    // Chromium logs the 404 of an unknown code as an error.
    const others = errors.filter((error) => !error.includes('status of 404'));
    expect([...problems, ...others]).toEqual([]);
    await page.context().close();
  });
});

it.each(['en', 'bn'])(
  'on a narrow phone at twice the text size, in %s, no element overflows its box',
  async (locale) => {
    const { page } = await openPage(browser, `${world.laurel.url}/`, { width: 320, locale });
    const overflowing = `[...document.querySelectorAll('main *')].filter((part) => {
    const box = part.getBoundingClientRect();
    const own = part.closest('article, .banner, .drop')?.getBoundingClientRect();
    return box.width > 1 && (box.right > innerWidth + 1 || (own && box.right > own.right + 1));
  }).map((part) => part.className + ' ' + part.textContent.slice(0, 40))`;
    for (const { path } of world.shown) {
      await page.goto(world.laurel.url + path);
      await page.evaluate('document.documentElement.style.fontSize = "38px"');
      await page.evaluate('document.querySelectorAll("details").forEach((part) => { part.open = true; })');
      expect([path, await page.evaluate(isWide), await page.evaluate(overflowing)]).toEqual([path, false, []]);
    }
    await page.context().close();
  },
);

describe('a hidden certificate', () => {
  it.each(['en', 'bn'] as const)(
    'in %s is not green, has no valid verdict, and offers the file check first',
    async (locale) => {
      const { page } = await openPage(browser, world.laurel.url + pageOf('hidden').path, { width: 800, locale });
      expect(await page.locator('.banner').getAttribute('class')).toBe('banner neutral');
      expect(await page.locator('#verdict').textContent()).toContain(words[locale].privateHint);
      expect(await page.locator('.steps > :first-child').getAttribute('id')).toBe('file-check');
      expect(await page.getByText(words[locale].verdict.valid).count()).toBe(0);
      await page.context().close();
    },
  );
});

describe('the metadata of a page for other sites', () => {
  it('names the certificate and has no verdict, in every state', async () => {
    for (const { path, kind, certificate } of world.shown) {
      if (kind === 'home') continue;
      const html = await htmlOf(path);
      const tags = [
        ...html.matchAll(
          /<title>[^<]*|<meta (?:property|name)="(?:og|twitter|description)[^>]*|<link rel="alternate"[^>]*/g,
        ),
      ];
      const text = tags.map(([tag]) => tag).join('\n');
      for (const verdict of Object.values(words.en.verdict)) expect(text).not.toContain(verdict);
      expect(text).not.toMatch(/genuine|valid|revoked|suspended|replaced|expired|altered/i);
      if (certificate === undefined) continue;
      const title = `${certificate.displayName} · ${world.demo.title}`;
      expect(html).toContain(`<title>${title} · Laurel</title>`);
      expect(html).toContain(`<meta property="og:title" content="${title}"/>`);
    }
  });

  it('has no name and no image of a hidden certificate', async () => {
    const html = await htmlOf(pageOf('hidden').path);
    expect(html).not.toContain('og:image');
    for (const { displayName } of world.issued) expect(html).not.toContain(displayName);
  });
});

it('a pending certificate says that its files are not ready, and offers no file check', async () => {
  for (const language of ['en', 'bn'] as const) {
    const text = await htmlOf(pageOf('pending').path, language);
    expect(text).toContain(words[language].notYet);
    for (const absent of [words[language].noLonger, 'id="file-check"']) expect(text).not.toContain(absent);
  }
});

describe('the language switch', () => {
  it('marks the current language, which is not a link, and loads only the small Bengali face for its label', async () => {
    const { page } = await openPage(browser, world.laurel.url, { width: 800, locale: 'en' });
    const fonts: string[] = [];
    page.on('request', (request) => /fonts\/noto/.test(request.url()) && fonts.push(request.url()));
    await page.goto(`${world.laurel.url}/?x=1`);
    await page.evaluate('document.fonts.ready');
    expect(fonts.map((url) => url.replace(/.*\//, ''))).toEqual(['noto-serif-bengali-name.woff2']);
    expect(await page.locator('nav [aria-current="true"]').textContent()).toBe('English');
    expect(await page.locator('nav a').allTextContents()).toEqual(['বাংলা']);
    await page.context().close();
  });

  it('and the code field work with a keyboard only', async () => {
    const { page } = await openPage(browser, `${world.laurel.url}/`, { width: 800, locale: 'en' });
    const { code } = pageOf('valid').certificate ?? { code: '' };
    for (let presses = 0; presses < 4; presses += 1) await page.keyboard.press('Tab');
    await page.keyboard.type(code.toLowerCase().replaceAll('-', ' '));
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/c\//);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(words.en.verdict.valid);
    await page.getByRole('link', { name: 'বাংলা' }).press('Enter');
    await page.waitForURL(/lang=bn/);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(words.bn.verdict.valid);
    await page.context().close();
  });
});

it('a printed page is one sheet with its URL and the time of the lookup', async () => {
  const { path } = pageOf('valid');
  const { page } = await openPage(browser, world.laurel.url + path, { width: 800, locale: 'en' });
  const printed = await getDocument({ data: new Uint8Array(await page.pdf({ format: 'A4' })), verbosity: 0 }).promise;
  const { items } = await (await printed.getPage(1)).getTextContent();
  const text = items.map((item) => ('str' in item ? item.str : '')).join('');
  expect(printed.numPages).toBe(1);
  expect(text.replaceAll(' ', '')).toContain(`https://laurel.test${path}`);
  expect(text).toMatch(/Looked up on \d+ \w+ \d{4}, \d\d:\d\d \(/);
  for (const absent of [words.en.share.heading, words.en.ownFile.heading]) expect(text).not.toContain(absent);
  await page.context().close();
});

describe.each(['en', 'bn'])('a certificate in %s', (language) => {
  const inLanguage = (wanted: string) => world.issued.find((one) => one.language === wanted) as Issued;

  it('has extractable text, a tagged structure, a title and a language', async () => {
    const { id, code, displayName } = inLanguage(language);
    const bytes = new Uint8Array(await world.fileOf({ id }));
    const document = await getDocument({ data: bytes, useSystemFonts: false, disableFontFace: true }).promise;
    const page = await document.getPage(1);
    const tree = JSON.stringify(await page.getStructTree());
    const info = (await document.getMetadata()).info as Record<string, unknown>;
    expect([info.Title, info.Language]).toEqual([`${displayName} · ${world.demo.title}`, language]);
    expect(await document.getMarkInfo()).toMatchObject({ Marked: true });
    expect(page.view.map(Math.round)).toEqual([0, 0, 842, 595]);
    expect(tree).toContain('"role":"H1"');
    expect(tree).toContain(`QR code: https://laurel.test/c/${code}`);
    expect(tree).toContain('"role":"Link"');
    const links = await page.getAnnotations();
    expect(links.map(({ url, contentsObj }) => [url, contentsObj.str])).toEqual([
      [`https://laurel.test/c/${code}`, expect.stringMatching(new RegExp(` laurel.test/c/${code}$`))],
    ]);
    const { items } = await page.getTextContent();
    const read = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
    const title = language === 'en' ? world.demo.title : `${world.demo.title}-এ`;
    const address = `${language === 'en' ? 'Verify at' : 'যাচাই করুন:'} laurel.test/c/${code}`;
    expect(read.split('\n')).toEqual(expect.arrayContaining([displayName, title, address]));
    // No double space, no control character.
    expect(read).not.toMatch(/(?!\n)\p{Cc}|\s\s/u);
  });

  it('has a PNG of 1920 by 1080 pixels', async () => {
    const png = await world.fileOf(inLanguage(language), 'png');
    const view = new DataView(Uint8Array.from(png).buffer);
    expect([view.getUint32(0), view.getUint32(16), view.getUint32(20)]).toEqual([0x89504e47, 1920, 1080]);
  });
});

it('static files are served before the Worker; its own socket does not serve them', async () => {
  const statusAt = async (url: string) => (await fetch(`${url}/static/page.css`)).status;
  expect(await Promise.all([world.laurel.url, world.laurel.ownSocketUrl].map(statusAt))).toEqual([200, 404]);
});
