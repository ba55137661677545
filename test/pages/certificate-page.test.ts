// The public page in a real browser, and the files as other programs read them.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Demo } from '../../src/cli/play-demo.ts';
import { signToken } from '../../src/cli/sign-token.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { startWholeLaurel, type WholeLaurel } from '../support/whole-laurel.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Issued {
  readonly id: string;
  readonly code: string;
  readonly language: string;
  readonly displayName: string;
}

let laurel: WholeLaurel;
let browser: Browser;
let demo: Demo;
let token: string;
let issued: Issued[];

beforeAll(async () => {
  [laurel, browser] = await Promise.all([startWholeLaurel(), openBrowser()]);
  demo = await laurel.playDemo();
  token = await signToken(laurel.jwtSecret, { sub: demo.organizerId, roles: ['organizer'], ttlSeconds: 600 });
  const answer = await ask(`/v1/tournaments/${demo.tournamentId}/certificates`);
  issued = ((await answer.json()) as { items: Issued[] }).items;
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await laurel?.stop();
});

const ask = (path: string) => fetch(laurel.url + path, { headers: { authorization: `Bearer ${token}` } });
const inLanguage = (language: string) => issued.find((certificate) => certificate.language === language) as Issued;

describe.each([
  { locale: 'en', width: 390, says: 'This certificate is genuine' },
  { locale: 'en', width: 1280, says: 'This certificate is genuine' },
  { locale: 'bn', width: 390, says: 'এই সনদটি আসল' },
  { locale: 'bn', width: 1280, says: 'এই সনদটি আসল' },
])('the certificate page in $locale at $width pixels', ({ locale, width, says }) => {
  it.each(['en', 'bn'])(
    'shows a certificate in %s, loads nothing foreign, complains of nothing, fits the screen',
    async (language) => {
      const { page, complaints } = await openPage(browser, `${laurel.url}/c/${inLanguage(language).code}`, {
        width,
        locale,
      });
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(says);
      expect(await page.locator('article').getByRole('heading').textContent()).toContain(
        inLanguage(language).displayName,
      );
      expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
      expect(await page.evaluate('[...document.fonts].some((font) => font.status === "loaded")')).toBe(true);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  it('is sound for screen readers and keyboards by every rule of axe', async () => {
    const { page } = await openPage(browser, `${laurel.url}/c/${inLanguage('bn').code}`, { width, locale });
    // The page's own policy allows no script: axe speaks through the debugger instead.
    await page.evaluate(axe);
    const found = (await page.evaluate(
      "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))",
    )) as string[];
    expect(found).toEqual([]);
    await page.context().close();
  });
});

it('somebody with a keyboard only can switch the language and verify another code', async () => {
  const { page } = await openPage(browser, `${laurel.url}/`, { width: 800, locale: 'en' });
  for (let presses = 0; presses < 5; presses += 1) await page.keyboard.press('Tab');
  await page.keyboard.type(inLanguage('en').code.toLowerCase().replaceAll('-', ' '));
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/c\//);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('This certificate is genuine');
  await page.getByRole('link', { name: 'বাংলা' }).press('Enter');
  await page.waitForURL(/lang=bn/);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('এই সনদটি আসল');
  await page.context().close();
});

describe.each(['en', 'bn'])('a certificate in %s', (language) => {
  it('gives its exact text to who searches, copies or listens, and names its title and language', async () => {
    const { id, code, displayName } = inLanguage(language);
    const bytes = new Uint8Array(await (await ask(`/v1/certificates/${id}/file?as=pdf`)).arrayBuffer());
    const document = await getDocument({ data: bytes, useSystemFonts: false, disableFontFace: true }).promise;
    const page = await document.getPage(1);
    const tree = JSON.stringify(await page.getStructTree());
    const info = (await document.getMetadata()).info as Record<string, unknown>;
    expect([info.Title, info.Language ?? language]).toEqual([`${displayName} · ${demo.title}`, language]);
    expect(tree).toContain('"role":"H1"');
    expect(tree).toContain(`QR code: https://laurel.test/c/${code}`);
    const links = await page.getAnnotations();
    expect(links.map((link) => link.url)).toEqual([`https://laurel.test/c/${code}`]);
    const { items } = await page.getTextContent();
    const read = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('');
    expect(read.split('\n')).toEqual(expect.arrayContaining([displayName, demo.title, code]));
    // Nothing but what is printed: no stray space, no code of a glyph.
    expect(read).not.toMatch(/(?!\n)\p{Cc}|\s\s/u);
  });

  it('is a picture of 1920 by 1080', async () => {
    const png = await (await ask(`/v1/certificates/${inLanguage(language).id}/file?as=png`)).arrayBuffer();
    const view = new DataView(png);
    expect([view.getUint32(0), view.getUint32(16), view.getUint32(20)]).toEqual([0x89504e47, 1920, 1080]);
  });
});
