// The file check in a real browser: the page compares the file locally and never shows a better verdict than the certificate's.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { words } from '../../src/pages/words.ts';
import {
  type EveryVerdict,
  type Issued,
  type PageKind,
  type Shown,
  startEveryVerdict,
} from '../support/laurels/every-verdict.ts';
import { openBrowser, openPage } from '../support/pages/browser.ts';

let world: EveryVerdict;
let browser: Browser;
/** The files of the valid certificate. */
let pdf: Buffer;
let png: Buffer;
/** The issued PDFs by kind of page, fetched while all certificates were active. */
let files: EveryVerdict['files'];

beforeAll(async () => {
  [world, browser] = await Promise.all([startEveryVerdict(), openBrowser()]);
  files = world.files;
  const { id } = pageOf('valid').certificate as Issued;
  [pdf, png] = await Promise.all([world.fileOf({ id }), world.fileOf({ id }, 'png')]);
});

afterAll(async () => {
  await browser?.close();
  await world?.laurel.stop();
  rmSync(folder, { recursive: true });
});

const pageOf = (wanted: PageKind) => world.shown.find(({ kind }) => kind === wanted) as Shown;
const codeOf = (wanted: PageKind) => pageOf(wanted).path.slice('/c/'.length);
const open = (path: string, locale = 'en', width = 1280) =>
  openPage(browser, world.laurel.url + path, { width, locale });
const folder = mkdtempSync(join(tmpdir(), 'laurel-files-'));
const choose = (page: Page, bytes: Buffer) => {
  const path = join(folder, `${crypto.randomUUID()}.bin`);
  writeFileSync(path, bytes);
  return page.setInputFiles('#file', path);
};
const shownResult = (page: Page) => page.locator('#verdict[data-result]');
const heading = (page: Page) => page.getByRole('heading', { level: 1 }).textContent();
const tone = (page: Page) => page.locator('.banner').getAttribute('class');
const icon = (page: Page) => page.locator('.icon > path').getAttribute('d');
const withOneBitFlipped = (bytes: Buffer) => {
  const copy = Buffer.from(bytes);
  const middle = copy.length >> 1;
  copy[middle] = (copy[middle] ?? 0) ^ 1;
  return copy;
};

/** With a line end that belongs to no stream, and a compressed stream that ends too early before it. */
function savedCopy(content: string): Buffer {
  const stream = (data: Buffer) => [
    Buffer.from('1 0 obj <</Type/ObjStm/Filter/FlateDecode>> stream\n'),
    data,
    Buffer.from('\nendstream endobj\n'),
  ];
  const packed = deflateSync(content);
  return Buffer.concat([Buffer.from('%PDF-1.7\n'), ...stream(packed.subarray(0, 9)), ...stream(packed)]);
}

function pngWith(type: string, head: string, text: Buffer): Buffer {
  const data = Buffer.concat([Buffer.from(head), text]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  return Buffer.concat([png.subarray(0, 8), length, Buffer.from(type), data, Buffer.from('CAFE')]);
}

async function drop(page: Page, bytes: Buffer): Promise<void> {
  await page.evaluate(
    (content) => {
      const { DataTransfer, DragEvent, File, document } = globalThis as unknown as Record<string, never> & {
        DataTransfer: new () => { items: { add(file: unknown): void } };
        DragEvent: new (type: string, init: object) => unknown;
        File: new (parts: unknown[], name: string) => unknown;
        document: { body: { dispatchEvent(event: unknown): void } };
      };
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([Uint8Array.from(content)], 'certificate.pdf'));
      const init = { dataTransfer, bubbles: true, cancelable: true };
      document.body.dispatchEvent(new DragEvent('dragover', init));
      document.body.dispatchEvent(new DragEvent('drop', init));
    },
    [...bytes],
  );
}

describe('on the page of the certificate', () => {
  it.each([
    ['the PDF', () => pdf, 'exact', 'good'],
    ['the PNG', () => png, 'exact', 'good'],
    ['the PDF with one bit flipped', () => withOneBitFlipped(pdf), 'altered', 'bad'],
    ['the PNG with one bit flipped', () => withOneBitFlipped(png), 'altered', 'bad'],
    ['another PDF', () => Buffer.from('%PDF-1.7\nsomething else'), 'unknown', 'wary'],
    ['an HTML file named like a PDF', () => Buffer.from('<html>certificate.pdf</html>'), 'unsupported', 'neutral'],
    ['an empty file', () => Buffer.alloc(0), 'unsupported', 'neutral'],
    ['a file of 50 MB', () => Buffer.alloc(50_000_000), 'large', 'wary'],
  ] as const)('%s changes the heading to its result without a request', async (_, bytes, result, colour) => {
    const { page, errors } = await open(pageOf('valid').path);
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await choose(page, bytes());
    expect(await shownResult(page).getAttribute('data-result')).toBe(result);
    expect([await heading(page), await tone(page)]).toEqual([
      words.en.ownFile.outcome[result].heading,
      `banner ${colour}`,
    ]);
    expect([requests, errors]).toEqual([[], []]);
    await page.context().close();
  });

  it.each([
    [390, 'bn'],
    [1280, 'en'],
  ] as const)(
    'a file may be dropped anywhere; the result is in view and in a live region, at %i pixels in %s',
    async (width, locale) => {
      const { page } = await open(pageOf('valid').path, locale, width);
      await page.evaluate('scrollTo(0, document.body.scrollHeight)');
      await drop(page, withOneBitFlipped(pdf));
      await shownResult(page).waitFor();
      expect(await heading(page)).toBe(words[locale].ownFile.outcome.altered.heading);
      const box = await page.locator('.banner').boundingBox();
      expect(box?.y).toBeGreaterThanOrEqual(0);
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(800);
      expect(await page.locator('[aria-live="polite"][aria-atomic="true"] h1').count()).toBe(1);
      await page.context().close();
    },
  );

  it('that is revoked, suspended, superseded or expired, its verdict, colour and icon stay first; the match of the bytes is a note', async () => {
    for (const kind of ['revoked', 'suspended', 'superseded', 'expired'] as const) {
      const { page } = await open(pageOf(kind).path);
      const before = [await heading(page), await tone(page), await icon(page)];
      await choose(page, files[kind] as Buffer);
      await shownResult(page).waitFor();
      expect([await heading(page), await tone(page), await icon(page)]).toEqual(before);
      const lines = await page.locator('.lines').textContent();
      expect(lines).toContain(words.en.ownFile.issuedBytes);
      for (const sentence of Object.values(words.en.fileCheck)) expect(lines).not.toContain(sentence);
      await page.context().close();
    }
  });

  it('that is hidden, only the exact file turns the banner green', async () => {
    const { page } = await open(pageOf('hidden').path);
    await choose(page, withOneBitFlipped(files.hidden as Buffer));
    await page.locator('[data-result="altered"]').waitFor();
    expect(await tone(page)).toBe('banner bad');
    await choose(page, files.hidden as Buffer);
    await page.locator('[data-result="exact"]').waitFor();
    expect([await tone(page), await heading(page)]).toEqual(['banner good', words.en.ownFile.outcome.exact.heading]);
    await page.context().close();
  });

  it('whose stored copy is damaged, the issued file is exact', async () => {
    const { page } = await open(pageOf('altered').path);
    await choose(page, files.altered as Buffer);
    await page.locator('[data-result="exact"]').waitFor();
    expect(await tone(page)).toBe('banner good');
    await page.context().close();
  });
});

describe('on another page', () => {
  it('the home page finds the certificate that a file names; it requests only the page of that code', async () => {
    const { page } = await open('/');
    const requests: string[] = [];
    page.on('request', (request) =>
      requests.push(`${request.method()} ${request.postData() ?? ''}${new URL(request.url()).pathname}`),
    );
    const notStatic = () => requests.filter((one) => !one.startsWith('GET /static/'));
    await choose(page, pdf);
    await page.locator('[data-result="exact"]').waitFor();
    expect(await page.locator('#verdict a').textContent()).toBe(codeOf('valid'));
    await choose(page, withOneBitFlipped(pdf));
    await page.locator('[data-result="altered"]').waitFor();
    expect(new Set(notStatic())).toEqual(new Set([`GET ${pageOf('valid').path}`]));
    await page.context().close();
  });

  it.each(['en', 'bn'] as const)(
    'the home page shows the verdict of a void certificate first, with its colour, for its exact file, in %s',
    async (locale) => {
      for (const kind of ['revoked', 'suspended', 'superseded', 'expired'] as const) {
        const own = await open(pageOf(kind).path, locale);
        const look = [await heading(own.page), await tone(own.page), await icon(own.page)];
        await own.page.context().close();
        const { page } = await open('/', locale);
        await drop(page, files[kind] as Buffer);
        await page.locator(`[data-result="${kind}"]`).waitFor();
        expect([await heading(page), await tone(page), await icon(page)]).toEqual(look);
        const lines = await page.locator('.lines').textContent();
        expect(lines).toContain(words[locale].ownFile.issuedBytes);
        for (const sentence of Object.values(words[locale].fileCheck)) expect(lines).not.toContain(sentence);
        expect(await page.locator('#verdict a').last().textContent()).toBe(codeOf(kind));
        await page.context().close();
      }
    },
  );

  it('the page of another certificate says that the file belongs to another one, and to which', async () => {
    const { page } = await open(pageOf('altered').path);
    await choose(page, pdf);
    await page.locator('[data-result="other"]').waitFor();
    expect([await heading(page), await tone(page)]).toEqual([words.en.ownFile.outcome.other.heading, 'banner wary']);
    expect(await page.locator('#verdict a').getAttribute('href')).toContain(codeOf('valid'));
    expect(await page.locator('.lines').textContent()).toContain(`The code on this page: ${words.en.verdict.altered}`);
    await page.context().close();
  });

  it.each([
    ['revoked', 'bad', 'Your file belongs to another certificate, which was revoked'],
    ['suspended', 'wary', 'Your file belongs to another certificate, which is suspended'],
    ['superseded', 'wary', 'Your file belongs to another certificate, which was replaced'],
    ['expired', 'wary', 'Your file belongs to another certificate, which has expired'],
  ] as const)(
    'a %s file on the page of a valid certificate: the verdict of its own certificate comes first, then that of the page',
    async (kind, colour, says) => {
      const { page } = await open(pageOf('valid').path);
      await choose(page, files[kind] as Buffer);
      await shownResult(page).waitFor();
      expect([await heading(page), await tone(page)]).toEqual([says, `banner ${colour}`]);
      const lines = await page.locator('.lines').textContent();
      expect(lines).toMatch(
        new RegExp(`not for the code on this page.*${codeOf(kind)}The code on this page: ${words.en.verdict.valid}`),
      );
      // Facts of the other certificate could be read as facts of this one.
      expect(lines).not.toMatch(/Issued by|Reason|stored copy/);
      await page.context().close();
    },
  );

  it('a file on the page of an unknown code: the page still says that its code is unknown', async () => {
    const { page } = await open(pageOf('unknown').path);
    await choose(page, pdf);
    await page.locator('[data-result="other"]').waitFor();
    expect(await page.locator('.lines').textContent()).toContain(`The code on this page: ${words.en.verdict.unknown}`);
    await page.context().close();
  });

  it.each([
    ['in an object stream', (address: string) => savedCopy(`<</URI (${address})>>`)],
    ['in an object stream as UTF-16', (address: string) => savedCopy([...address].join('\0'))],
    [
      'in an object stream as hexadecimal digits',
      (address: string) => savedCopy(`<${Buffer.from(address).toString('hex')}>`),
    ],
    ['in a compressed text chunk of a PNG', (address: string) => pngWith('zTXt', 'Source\0\0', deflateSync(address))],
    [
      'in an international text chunk',
      (address: string) => pngWith('iTXt', 'Source\0\u0001\0en\0\0', deflateSync(address)),
    ],
    ['before a checksum of letters', (address: string) => pngWith('tEXt', 'Source\0', Buffer.from(address))],
  ])('a copy that another program saved, with the code %s, is altered', async (_, fileWith) => {
    const { page } = await open(pageOf('valid').path);
    await choose(page, fileWith(`https://laurel.test/c/${codeOf('valid')}`));
    await shownResult(page).waitFor();
    expect([await page.locator('#verdict').getAttribute('data-result'), await tone(page)]).toEqual([
      'altered',
      'banner bad',
    ]);
    await page.context().close();
  });

  it('a PDF without a readable code is unknown, with a warning not to rely on it', async () => {
    const { page } = await open(pageOf('valid').path);
    await choose(page, savedCopy('another text'));
    await page.locator('[data-result="unknown"]').waitFor();
    expect(await heading(page)).toBe('Your file is not one that was issued');
    expect(await page.locator('.lines').textContent()).toContain('Do not rely on it unless every printed line');
    await page.context().close();
  });

  it('the file input is reachable by keyboard', async () => {
    const { page } = await open(pageOf('valid').path);
    for (let presses = 0; presses < 20; presses += 1) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate('document.activeElement.id')) === 'file') break;
    }
    expect(await page.evaluate('document.activeElement.id')).toBe('file');
    expect(await page.getByLabel('Choose the file').count()).toBe(1);
    await page.context().close();
  });
});
