// The card in a frame of another site, in a real browser, oEmbed, and the share actions of the page.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { words } from '../../src/pages/words.ts';
import { type EveryVerdict, type PageKind, type Shown, startEveryVerdict } from '../support/laurels/every-verdict.ts';
import { findAxeViolations } from '../support/pages/axe.ts';
import { openBrowser, openPage } from '../support/pages/browser.ts';

let world: EveryVerdict;
let browser: Browser;
let host: Server;
let framed = '';

beforeAll(async () => {
  [world, browser] = await Promise.all([startEveryVerdict(), openBrowser()]);
  host = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end(`<p>Elsewhere</p>${framed}`),
  );
  await new Promise<void>((resolve) => host.listen(0, 'localhost', resolve));
});

afterAll(async () => {
  await browser?.close();
  host?.close();
  await world?.laurel.stop();
});

const pageOf = (wanted: PageKind) => world.shown.find(({ kind }) => kind === wanted) as Shown;
const describeCard = async (kind: PageKind, more = '') => {
  const url = encodeURIComponent(`https://laurel.test${pageOf(kind).path}?lang=en`);
  return fetch(`${world.laurel.url}/oembed?url=${url}${more}`);
};

interface Described {
  readonly type: string;
  readonly version: string;
  readonly title: string;
  readonly html: string;
  readonly width: number;
  readonly height: number;
}

/** Puts the markup into a page of another origin and reads the frame. */
async function readFrame(markup: string): Promise<{ text: string; errors: readonly string[]; isWide: boolean }> {
  framed = markup.replaceAll('https://laurel.test', world.laurel.url);
  const { port } = host.address() as AddressInfo;
  const { page, errors } = await openPage(browser, `http://localhost:${port}/`, { width: 800, locale: 'en' });
  const frame = page.frames()[1];
  await frame?.evaluate('document.fonts.ready');
  const text = (await frame?.locator('body').textContent()) ?? '';
  const isWide = (await frame?.evaluate(
    'document.documentElement.scrollWidth > innerWidth || document.documentElement.scrollHeight > innerHeight',
  )) as boolean;
  await page.context().close();
  return { text, errors: errors.filter((one) => !one.startsWith('other origin: ')), isWide };
}

describe('the embedded card', () => {
  it.each(['valid', 'revoked', 'superseded', 'expired', 'hidden'] as const)(
    'of a %s certificate shows its current verdict in a frame of another site, and fits the frame',
    async (kind) => {
      const { html } = (await (await describeCard(kind)).json()) as Described;
      const { text, errors, isWide } = await readFrame(html);
      expect(errors).toEqual([]);
      expect(text).toContain(words.en.status[kind]);
      expect(text).toContain(pageOf(kind).certificate?.displayName ?? words.en.preview.certificate);
      expect(isWide).toBe(false);
    },
  );

  it('has no script and no form, links to the full page in a new tab, and is cached for 30 s', async () => {
    const answer = await fetch(`${world.laurel.url}${pageOf('valid').path}/embed?lang=bn`);
    const html = await answer.text();
    expect(html).not.toMatch(/<script|<form|<iframe/);
    expect(html).toContain('target="_blank" rel="noopener"');
    expect(html).toContain('<html lang="bn">');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'.*frame-ancestors \*$/);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=30');
  });

  it('has no axe violation, in both colour schemes', async () => {
    const { page, errors } = await openPage(browser, `${world.laurel.url}${pageOf('valid').path}/embed`, {
      ...{ width: 480, locale: 'bn' },
    });
    expect(await findAxeViolations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await findAxeViolations(page, ['color-contrast'])).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('is the only page that may be framed', async () => {
    const { text } = await readFrame(`<iframe src="https://laurel.test${pageOf('valid').path}"></iframe>`);
    expect(text).not.toContain(words.en.verdict.valid);
  });
});

describe('oEmbed', () => {
  it('is linked from the page, and answers with a frame and no verdict', async () => {
    const html = await (await fetch(world.laurel.url + pageOf('revoked').path)).text();
    const href = /type="application\/json\+oembed" href="([^"]+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const answer = await fetch(href.replace('https://laurel.test', world.laurel.url));
    const described = (await answer.json()) as Described;
    expect(described).toMatchObject({ type: 'rich', version: '1.0', width: 480, height: 260 });
    expect(described.title).toBe(`${pageOf('revoked').certificate?.displayName} · ${world.demo.title}`);
    expect(JSON.stringify(described)).not.toMatch(/revoked|valid|genuine/i);
    expect(answer.headers.get('content-type')).toMatch(/^application\/json/);
  });

  it('respects the requested maximum size, and does not name the holder of a hidden certificate', async () => {
    const { width, height, html } = (await (
      await describeCard('valid', '&maxwidth=320&maxheight=999')
    ).json()) as Described;
    expect([width, height, html.includes('width="320" height="260"')]).toEqual([320, 260, true]);
    expect(((await (await describeCard('hidden')).json()) as Described).title).toBe('Certificate');
  });

  it('refuses URLs of other sites, unknown codes and other formats', async () => {
    const statusOf = async (query: string) => (await fetch(`${world.laurel.url}/oembed${query}`)).status;
    const other = encodeURIComponent(`https://elsewhere.test${pageOf('valid').path}`);
    expect(await Promise.all(['', '?url=x', `?url=${other}`].map(statusOf))).toEqual([404, 404, 404]);
    expect((await describeCard('unknown')).status).toBe(404);
    expect((await describeCard('valid', '&format=xml')).status).toBe(501);
  });
});

describe('the share actions of the page', () => {
  it('copy the link and each field, print, and link to LinkedIn, for valid certificates only', async () => {
    const { page, errors } = await openPage(browser, world.laurel.url + pageOf('valid').path, {
      ...{ width: 800, locale: 'en' },
    });
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate('window.print = () => { window.isPrinted = true; }');
    await page.locator('[data-copy="link"]').click();
    await page.getByRole('status').filter({ hasText: words.en.share.copied }).waitFor({ state: 'attached' });
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe(`https://laurel.test${pageOf('valid').path}`);
    await page.getByRole('button', { name: words.en.share.print }).click();
    expect(await page.evaluate('window.isPrinted')).toBe(true);
    await page.getByText(words.en.share.linkedIn).click();
    const link = page.getByRole('link', { name: words.en.share.openLinkedIn });
    expect(await link.getAttribute('href')).toMatch(
      /^https:\/\/www\.linkedin\.com\/profile\/add\?startTask=CERTIFICATION_NAME&name=/,
    );
    expect(errors).toEqual([]);
    for (const kind of ['revoked', 'hidden', 'altered'] as const) {
      await page.goto(world.laurel.url + pageOf(kind).path);
      expect(await page.locator('[href*="linkedin"], #embed').count()).toBe(0);
    }
    await page.context().close();
  });
});
