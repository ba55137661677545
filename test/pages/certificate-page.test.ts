// The public page in a real browser: every verdict, in both languages, on a phone and on a desk, by day and by night; and the
// files as other programs read them.

import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contentTypes, type Language, objectKey } from '../../src/certificates/certificate.ts';
import { replaceCertificate } from '../../src/certificates/replace-certificate.ts';
import { filesOf, findCertificate, type WholeCertificate } from '../../src/certificates/store.ts';
import { openOperatorDatabase, openStores } from '../../src/cli/operator-world.ts';
import type { Demo } from '../../src/cli/play-demo.ts';
import { signToken } from '../../src/cli/sign-token.ts';
import type { Role } from '../../src/core/actor.ts';
import type { Id } from '../../src/core/id.ts';
import type { Instant } from '../../src/core/instant.ts';
import { words } from '../../src/pages/words.ts';
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
let shown: Shown[];

beforeAll(async () => {
  const flags = { CERT_S3_DUAL_WRITE: 'true', CERT_S3_READ_PRIMARY: 'true' };
  [laurel, browser] = await Promise.all([startWholeLaurel(flags), openBrowser()]);
  demo = await laurel.playDemo();
  token = await signToken(laurel.jwtSecret, { sub: demo.organizerId, roles: ['organizer', 'admin'], ttlSeconds: 600 });
  const answer = await ask(`/v1/tournaments/${demo.tournamentId}/certificates`);
  issued = ((await answer.json()) as { items: Issued[] }).items;
  shown = await prepare();
});

afterAll(async () => {
  await browser?.close();
  await laurel?.stop();
});

const ask = (path: string, method = 'GET', body?: object) =>
  fetch(laurel.url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
const inLanguage = (language: string) => issued.find((certificate) => certificate.language === language) as Issued;

interface Shown {
  readonly path: string;
  /** What its first heading says. */
  readonly says: (language: Language) => string;
  readonly certificate?: Issued;
}

/** One page for each verdict there is. */
async function prepare(): Promise<Shown[]> {
  const [en, bn] = [inLanguage('en'), inLanguage('bn')];
  const [revoked, suspended, replaced, expired, hidden, altered] = issued.filter((one) => one !== en && one !== bn) as [
    ...[Issued, Issued, Issued, Issued, Issued, Issued],
  ];
  const reason = 'Under review by the league';
  const act = async ({ id }: Issued, method: string, path: string, body: object) => {
    const answer = await ask(`/v1/certificates/${id}/${path}`, method, body);
    expect(answer.ok, path).toBe(true);
    return answer.json();
  };
  await act(revoked, 'POST', 'revocation', { reason });
  await act(suspended, 'POST', 'suspension', { reason });
  const next = (await act(replaced, 'POST', 'replacement', { reason, displayName: 'সাকিব (Sakib) ২০২৬' })) as Issued;
  await act(expired, 'PUT', 'expiry', { reason, expiresAt: new Date().toISOString() });
  await act(hidden, 'PUT', 'privacy', { isPrivate: true });
  for (let state = ''; state !== 'active'; await sleep(50)) {
    ({ state } = (await (await ask(`/v1/certificates/${next.id}`)).json()) as { state: string });
  }
  await exchangeFile(altered);
  const pending = { ...bn, ...(await beginReplacement(next, 'bn')) };
  const verdict = (kind: keyof typeof words.en.verdict, certificate: Issued, isHidden = false) => ({
    path: `/c/${certificate.code}`,
    says: (language: Language) => words[language].verdict[kind],
    ...(isHidden ? {} : { certificate }),
  });
  return [
    { path: '/', says: (language) => words[language].verify },
    { path: '/c/ZZZZ-ZZZZ-ZZZZ-ZZZZ', says: (language) => words[language].verdict.unknown },
    verdict('valid', en),
    verdict('valid', bn),
    verdict('revoked', revoked),
    verdict('suspended', suspended),
    verdict('superseded', replaced),
    verdict('superseded', { ...next, displayName: 'সাকিব (Sakib) ২০২৬' }),
    verdict('pending', { ...pending, displayName: 'সাকিব (Sakib) ২০২৬' }),
    verdict('altered', altered),
    verdict('expired', expired),
    verdict('valid', hidden, true),
  ];
}

/** In both stores, behind everybody's back. */
async function exchangeFile({ id }: Issued): Promise<void> {
  const { r2, s3 } = openStores(laurel.variables);
  const row = await withDatabase(({ db }) => findCertificate(db, id as Id<'certificate'>));
  const key = objectKey('pdf', row?.createdAt as Instant, filesOf(row as WholeCertificate, 'pdf')?.sha256 ?? '');
  const bytes = new TextEncoder().encode('%PDF-1.7 of somebody else');
  const other = { key, bytes, contentType: contentTypes.pdf, sha256: createHash('sha256').update(bytes).digest('hex') };
  await Promise.all([r2.put(other), s3.put(other)]);
}

/** As the organizer does, but without a word to the queue: it stays pending. */
const beginReplacement = ({ id }: Issued, language: Language) =>
  withDatabase((open) => {
    const ports = { ...open, randomBytes, publish: () => {} };
    const organizer = { playerId: demo.organizerId, name: 'Organizer', roles: new Set<Role>(['organizer']) };
    const reason = { code: 'language_changed', text: 'Wanted in Bengali', note: null } as const;
    const wanted = { displayName: undefined, language, reason, hidesOldName: false };
    return replaceCertificate(ports, organizer, id as Id<'certificate'>, wanted);
  });

async function withDatabase<T>(work: (open: ReturnType<typeof openOperatorDatabase>) => Promise<T>): Promise<T> {
  const open = openOperatorDatabase(laurel.variables);
  try {
    return await work(open);
  } finally {
    await open.db.close();
  }
}

/** The page's own policy allows no script: axe speaks through the debugger instead. */
async function complaintsOfAxe(page: Page, rules: readonly string[] = []): Promise<string[]> {
  await page.evaluate(axe);
  const options = rules.length === 0 ? '{}' : JSON.stringify({ runOnly: rules });
  return page.evaluate(
    `axe.run(${options}).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))`,
  );
}

const dark = 'dark';

// What axe looks for depends on words and colours, hardly on the width: it sees each language once.
describe.each([
  { locale: 'en', width: 390, isJudged: true },
  { locale: 'en', width: 1280, isJudged: false },
  { locale: 'bn', width: 390, isJudged: false },
  { locale: 'bn', width: 1280, isJudged: true },
] as const)('in $locale at $width pixels', ({ locale, width, isJudged }) => {
  it('each page says its verdict, shows what is printed, fits the screen, loads nothing foreign, and is sound by every rule of axe', async () => {
    const { page, complaints } = await openPage(browser, `${laurel.url}/`, { width, locale });
    const found: string[] = [];
    for (const { path, says, certificate } of shown) {
      await page.goto(laurel.url + path);
      const note = (problem: string) => found.push(`${path} ${says(locale)}: ${problem}`);
      const heading = await page.getByRole('heading', { level: 1 }).textContent();
      if (heading !== says(locale)) note(`says ${heading}`);
      const names = await page.locator('article').getByRole('heading').allTextContents();
      if (names.join() !== (certificate?.displayName ?? '')) note(`names ${names}`);
      if (!(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')))
        note('is wider than the screen');
      if (
        !(await page.evaluate('document.fonts.ready.then(fonts => [...fonts].some(font => font.status === "loaded"))'))
      )
        note('has none of its typefaces');
      if (!isJudged) continue;
      for (const problem of await complaintsOfAxe(page)) note(problem);
      await page.emulateMedia({ colorScheme: dark });
      for (const problem of await complaintsOfAxe(page, ['color-contrast'])) note(`in the dark, ${problem}`);
      await page.emulateMedia({ colorScheme: 'light' });
    }
    // Chromium reports a page that answers 404 as if it were a mistake of ours.
    const others = complaints.filter((complaint) => !complaint.includes('status of 404'));
    expect([...found, ...others]).toEqual([]);
    await page.context().close();
  });
});

it.each(['en', 'bn'] as const)(
  'one still being made, in %s, asks to wait: there is no file yet to compare',
  async (language) => {
    const { path } = shown.find(({ says }) => says(language) === words[language].verdict.pending) as Shown;
    const text = await (
      await fetch(`${laurel.url}${path}?lang=${language}`, { headers: { accept: 'text/html' } })
    ).text();
    expect(text).toContain(words[language].notYet);
    for (const absent of [words[language].noLonger, 'id="file-check"']) expect(text).not.toContain(absent);
  },
);

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
    expect([info.Title, info.Language]).toEqual([`${displayName} · ${demo.title}`, language]);
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
    const title = language === 'en' ? demo.title : `${demo.title}-এ`;
    const address = `${language === 'en' ? 'Verify at' : 'যাচাই করুন:'} laurel.test/c/${code}`;
    expect(read.split('\n')).toEqual(expect.arrayContaining([displayName, title, address]));
    // Nothing but what is printed: no stray space, no code of a glyph.
    expect(read).not.toMatch(/(?!\n)\p{Cc}|\s\s/u);
  });

  it('is a picture of 1920 by 1080', async () => {
    const png = await (await ask(`/v1/certificates/${inLanguage(language).id}/file?as=png`)).arrayBuffer();
    const view = new DataView(png);
    expect([view.getUint32(0), view.getUint32(16), view.getUint32(20)]).toEqual([0x89504e47, 1920, 1080]);
  });
});

it('static files come from before the Worker; at its own socket, where it is measured, it answers for itself', async () => {
  const statusAt = async (url: string) => (await fetch(`${url}/static/page.css`)).status;
  expect(await Promise.all([laurel.url, laurel.ownSocketUrl].map(statusAt))).toEqual([200, 404]);
});
