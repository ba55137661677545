// A file dropped on the page, in a real browser: compared there, and sent nowhere.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Demo } from '../../src/cli/play-demo.ts';
import { signToken } from '../../src/cli/sign-token.ts';
import { openBrowser, openPage } from '../support/browser.ts';
import { startWholeLaurel, type WholeLaurel } from '../support/whole-laurel.ts';

let laurel: WholeLaurel;
let browser: Browser;
let demo: Demo;
let pdf: Buffer;
let png: Buffer;

beforeAll(async () => {
  [laurel, browser] = await Promise.all([startWholeLaurel(), openBrowser()]);
  demo = await laurel.playDemo();
  const token = await signToken(laurel.jwtSecret, { sub: demo.organizerId, roles: ['organizer'], ttlSeconds: 600 });
  const headers = { authorization: `Bearer ${token}` };
  const list = await fetch(`${laurel.url}/v1/tournaments/${demo.tournamentId}/certificates`, { headers });
  const { items } = (await list.json()) as { items: { id: string; code: string }[] };
  const { id } = items.find(({ code }) => code === demo.winner.code) as { id: string };
  const file = async (format: string) =>
    Buffer.from(
      await (await fetch(`${laurel.url}/v1/certificates/${id}/file?as=${format}`, { headers })).arrayBuffer(),
    );
  [pdf, png] = await Promise.all([file('pdf'), file('png')]);
});

afterAll(async () => {
  await browser?.close();
  await laurel?.stop();
  rmSync(folder, { recursive: true });
});

const open = (path: string, locale = 'en', width = 1280) => openPage(browser, laurel.url + path, { width, locale });
const folder = mkdtempSync(join(tmpdir(), 'laurel-files-'));
const choose = (page: Page, bytes: Buffer) => {
  const path = join(folder, `${crypto.randomUUID()}.bin`);
  writeFileSync(path, bytes);
  return page.setInputFiles('#file', path);
};
const told = (page: Page) => page.locator('#file-result[data-result]:not([data-result="reading"])');
const oneByteElse = (bytes: Buffer) => {
  const copy = Buffer.from(bytes);
  const middle = copy.length >> 1;
  copy[middle] = (copy[middle] ?? 0) ^ 1;
  return copy;
};

describe('on the page of its certificate', () => {
  it.each([
    ['the PDF', () => pdf, 'exact'],
    ['the picture', () => png, 'exact'],
    ['the PDF with one bit turned', () => oneByteElse(pdf), 'altered'],
    ['the picture with one bit turned', () => oneByteElse(png), 'altered'],
    ['a PDF from elsewhere', () => Buffer.from('%PDF-1.7\nsomething else'), 'unknown'],
    ['a PDF that is not a PDF', () => Buffer.from('<html>certificate.pdf</html>'), 'unsupported'],
    ['nothing at all', () => Buffer.alloc(0), 'unsupported'],
    ['fifty megabytes', () => Buffer.alloc(50_000_000), 'large'],
  ])('%s is told for what it is, and nothing is asked of anybody', async (_, bytes, result) => {
    const { page, complaints } = await open(`/c/${demo.winner.code}`);
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await choose(page, bytes());
    expect(await told(page).getAttribute('data-result')).toBe(result);
    expect((await told(page).textContent())?.length).toBeGreaterThan(20);
    expect([requests, complaints]).toEqual([[], []]);
    await page.context().close();
  });

  it('is taken wherever it is dropped', async () => {
    const { page } = await open(`/c/${demo.winner.code}`, 'bn', 390);
    await page.evaluate(
      (bytes) => {
        const { DataTransfer, DragEvent, File, document } = globalThis as unknown as Record<string, never> & {
          DataTransfer: new () => { items: { add(file: unknown): void } };
          DragEvent: new (type: string, init: object) => unknown;
          File: new (parts: unknown[], name: string) => unknown;
          document: { body: { dispatchEvent(event: unknown): void; className: string } };
        };
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([Uint8Array.from(bytes)], 'certificate.pdf'));
        const init = { dataTransfer, bubbles: true, cancelable: true };
        document.body.dispatchEvent(new DragEvent('dragover', init));
        document.body.dispatchEvent(new DragEvent('drop', init));
      },
      [...pdf],
    );
    expect(await told(page).textContent()).toContain('এটিই প্রদান করা ফাইল');
    await page.context().close();
  });
});

describe('elsewhere', () => {
  it('the first page finds the certificate a file names; only its code is asked for', async () => {
    const { page } = await open('/');
    const bodies: (string | null)[] = [];
    page.on('request', (request) =>
      bodies.push(`${request.method()} ${request.postData() ?? ''}${new URL(request.url()).pathname}`),
    );
    await choose(page, pdf);
    expect(await told(page).getAttribute('data-result')).toBe('exact');
    expect(await page.locator('#file-result a').textContent()).toBe(demo.winner.code);
    await choose(page, oneByteElse(pdf));
    await page.locator('#file-result[data-result="altered"]').waitFor();
    expect(new Set(bodies)).toEqual(new Set([`GET /c/${demo.winner.code}`]));
    await page.context().close();
  });

  it('another certificate’s page says whose file it is', async () => {
    const { page } = await open(`/c/${demo.runnerUp.code}`);
    await choose(page, pdf);
    expect(await told(page).getAttribute('data-result')).toBe('other');
    expect(await page.locator('#file-result a').getAttribute('href')).toContain(demo.winner.code);
    await page.context().close();
  });

  it('a keyboard reaches the choice of a file, and a screen reader hears the result', async () => {
    const { page } = await open(`/c/${demo.winner.code}`);
    for (let presses = 0; presses < 20; presses += 1) {
      await page.keyboard.press('Tab');
      if ((await page.evaluate('document.activeElement.id')) === 'file') break;
    }
    expect(await page.evaluate('document.activeElement.id')).toBe('file');
    await choose(page, pdf);
    await told(page).waitFor();
    expect(await page.getByRole('status').textContent()).toContain('byte for byte');
    expect(await page.getByLabel('Choose the file').count()).toBe(1);
    await page.context().close();
  });
});
