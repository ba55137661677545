// A download link in a real browser: a plain link on a page of another origin saves the file, without a script and without a token.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signToken } from '../../src/cli/operator/sign-token.ts';
import { startWholeLaurel, type WholeLaurel } from '../support/laurels/whole-laurel.ts';
import { findAxeViolations } from '../support/pages/axe.ts';
import { openBrowser } from '../support/pages/browser.ts';

let laurel: WholeLaurel;
let browser: Browser;
let frontend: Server;
let file: { readonly id: string; readonly code: string };
let ask: (path: string, method?: string, body?: object) => Promise<Response>;
/** What the frontend shows. */
let href = '';

beforeAll(async () => {
  frontend = createServer((_, response) => {
    const html = `<!doctype html><title>Frontend</title><a href="${href}">Download</a>`;
    response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': "script-src 'none'" }).end(html);
  });
  await new Promise<void>((resolve) => frontend.listen(0, '127.0.0.1', resolve));
  [laurel, browser] = await Promise.all([startWholeLaurel(), openBrowser()]);
  const { organizerId, tournamentId } = await laurel.playDemo();
  const token = await signToken(laurel.jwtSecret, { sub: organizerId, roles: ['organizer'], ttlSeconds: 600 });
  ask = (path, method = 'GET', body) =>
    fetch(laurel.url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
  const list = (await (await ask(`/v1/tournaments/${tournamentId}/certificates`)).json()) as { items: (typeof file)[] };
  file = list.items[0] as typeof file;
});

afterAll(async () => {
  await browser?.close();
  await laurel?.stop();
  frontend?.close();
});

/** The URL of a new link, at the address where this Laurel runs. */
async function linkTo(format: 'pdf' | 'png'): Promise<string> {
  const answer = await ask(`/v1/certificates/${file.id}/download-links`, 'POST', { format });
  const { url } = (await answer.json()) as { url: string };
  return laurel.url + new URL(url).pathname;
}

async function openFrontend(link: string) {
  href = link;
  const page = await browser.newPage();
  page.setDefaultTimeout(60_000);
  // Another site than Laurel, which is at localhost.
  await page.goto(`http://127.0.0.1:${(frontend.address() as AddressInfo).port}/`);
  return page;
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

it.each(['pdf', 'png'] as const)('a click saves the %s that was issued, under a neutral name', async (format) => {
  const page = await openFrontend(await linkTo(format));
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByText('Download').click()]);
  expect(download.suggestedFilename()).toBe(`certificate-${file.code}.${format}`);
  const issued = await ask(`/v1/certificates/${file.id}/file?as=${format}`);
  expect(sha256(readFileSync(await download.path()))).toBe(sha256(new Uint8Array(await issued.arrayBuffer())));
  // The page stays where it was.
  expect(await page.title()).toBe('Frontend');
});

it('a click on an altered link saves nothing and says to ask for a new one', async () => {
  const page = await openFrontend((await linkTo('pdf')).replace('.pdf.', '.png.'));
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().includes('/downloads/')),
    page.getByText('Download').click(),
  ]);
  expect(answer.status()).toBe(403);
  await page.getByRole('heading', { name: 'This download link does not work any more' }).waitFor();
  await page.getByText('reload it').waitFor();
  await page.getByRole('link', { name: 'বাংলা' }).click();
  await page.getByRole('heading', { name: 'এই ডাউনলোড লিংকটি আর কাজ করে না' }).waitFor();
  expect(await findAxeViolations(page)).toEqual([]);
});
