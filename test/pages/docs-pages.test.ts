// The pages of the API documentation, in Chromium and as text.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemCodes } from '../../src/http/problem-list.ts';
import { eventPayloads } from '../../src/outbox/contract.ts';
import openApi from '../../src/pages/assets/static/openapi.json' with { type: 'json' };
import { type ApiDocument, operationsOf } from '../../src/pages/docs/operation.ts';
import { startWholeLaurel, type WholeLaurel } from '../support/laurels/whole-laurel.ts';
import { findAxeViolations } from '../support/pages/axe.ts';
import { openBrowser, openPage } from '../support/pages/browser.ts';
import { caseCount } from '../support/rules/nightly.ts';

const document = openApi as unknown as ApiDocument;
const operations = operationsOf(document);
/** One page of each kind first. */
const paths = [
  '/docs',
  '/docs?q=fee',
  '/docs/events',
  '/docs/problems',
  '/docs/changes',
  ...document.tags.map(({ name }) => `/docs/${name}`),
];

let laurel: WholeLaurel;
let browser: Browser;
beforeAll(async () => {
  [laurel, browser] = await Promise.all([startWholeLaurel(), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await laurel?.stop();
});

const read = async (path: string) => (await fetch(new URL(path, laurel.url))).text();

describe('every page of the documentation', () => {
  it('is smaller than 60 KB with gzip', async () => {
    for (const path of paths) expect(gzipSync(await read(path)).length, path).toBeLessThan(60_000);
  });

  it('fits a phone, loads nothing from other origins, and has no axe violation', async () => {
    // The pages of the tags have the same elements, so few of them show what axe finds.
    const checkedByAxe = new Set(paths.slice(0, caseCount({ usual: 5, nightly: paths.length })));
    for (const path of paths) {
      const { page, errors } = await openPage(browser, `${laurel.url}${path}`, { width: 360, locale: 'en' });
      expect(errors, path).toEqual([]);
      if (checkedByAxe.has(path)) expect(await findAxeViolations(page), path).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth'), path).toBeLessThanOrEqual(360);
      await page.context().close();
    }
  });

  it('has no broken link and no double id', async () => {
    const pages = new Map(await Promise.all(paths.map(async (path) => [path, await read(path)] as const)));
    const idsOf = (text: string) => [...text.matchAll(/ id="([^"]+)"/g)].map((match) => match[1] ?? '');
    for (const [path, text] of pages) {
      expect(idsOf(text).length, path).toBe(new Set(idsOf(text)).size);
      for (const [, link = ''] of text.matchAll(/href="([^"]+)"/g)) {
        const [target = '', id] = link.split('#');
        if (target.startsWith('/static/') || target === '/openapi.json') continue;
        const found = pages.get(target === '' ? path : target);
        expect(found, `${path} → ${link}`).toBeDefined();
        if (id !== undefined) expect(idsOf(found ?? ''), `${path} → ${link}`).toContain(id);
      }
    }
  });
});

it('every operation is on one page, with a sample for curl and one for TypeScript', async () => {
  const pages = new Map<string, string>();
  for (const { name } of document.tags) pages.set(name, await read(`/docs/${name}`));
  for (const { tag, operationId, method, path } of operations) {
    const section = pages.get(tag)?.split(`id="${operationId}"`)[1]?.split('</section>')[0] ?? '';
    expect(section, operationId).toContain(`<b>${method}</b> ${path}`);
    // A room is followed by a function of its own.
    expect(section, operationId).toMatch(
      operationId.startsWith('watch') ? /follow(Tournament|Match)\(/ : `laurel.${operationId}(`,
    );
    expect(section, operationId).toContain('curl');
  }
});

it('every problem code is described, and the type of a problem leads to it', async () => {
  const page = await read('/docs/problems');
  for (const code of problemCodes) expect(page).toContain(`id="${code}"`);
  const problem = (await (await fetch(`${laurel.url}/v1/tournaments/unknown`)).json()) as { type: string };
  expect(new URL(problem.type, laurel.url).href).toBe(`${laurel.url}/docs/problems#not_found`);
});

it('a search finds operations by words of their path, summary or fields, without a script', async () => {
  const { page } = await openPage(browser, `${laurel.url}/docs`, { width: 1000, locale: 'en' });
  await page.getByRole('searchbox').fill('third place');
  await page.keyboard.press('Enter');
  await page.waitForURL(/q=third/);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toMatch(/^[1-9]\d* of \d+ operations$/);
  expect(await page.getByRole('link', { name: 'Create a tournament as a draft' }).count()).toBe(1);
  await page.context().close();
});

it.each([
  ['quota_exceeded', '/docs/problems#quota_exceeded'],
  ['match completed', '/docs/events#match_completed'],
  ['`organizer`', '/docs/tournaments#createTournament'],
])('a search for %s leads to %s', async (text, link) => {
  expect(await read(`/docs?q=${encodeURIComponent(text)}`)).toContain(`href="${link}"`);
});

it('a search for limits finds what holds everywhere', async () => {
  expect(await read('/docs?q=limits')).toContain('<strong>Limits</strong>');
});

it('a search that finds nothing says what to try', async () => {
  expect(await read('/docs?q=zebra')).toContain('Try one word');
});

it('every part begins with a list of its operations', async () => {
  for (const { name } of document.tags) {
    const [list = ''] = (await read(`/docs/${name}`)).split('class="operation"');
    for (const { operationId } of operations.filter(({ tag }) => tag === name)) {
      expect(list, operationId).toContain(`href="/docs/${name}#${operationId}"`);
    }
  }
});

it('every event and every frame of a socket is described with its fields and an example', async () => {
  const page = await read('/docs/events');
  for (const name of [...Object.keys(eventPayloads), 'welcome', 'event', 'pong', 'error']) {
    const section = page.split(`id="${name}"`)[1]?.split('</section>')[0] ?? '';
    expect(section, name).toContain('<caption>Fields</caption>');
    expect(section, name).toContain('Example');
  }
});

it('the page of changes has each line of docs/api-changes.md on what changed, newest version first, and every page leads to it', async () => {
  const text = readFileSync(join(import.meta.dirname, '../../docs/api-changes.md'), 'utf8');
  const [, ...sections] = text.split(/^## (?=Unreleased|\d)/m);
  expect(sections.at(-1)).toMatch(/^0\.1\.0\n/);
  const page = await read('/docs/changes');
  const entities = { '&#39;': "'", '&quot;': '"', '&lt;': '<', '&gt;': '>', '&amp;': '&' } as Record<string, string>;
  const shown = page.replace(/<[^>]*>/g, '').replace(/&[#\w]+;/g, (entity) => entities[entity] ?? entity);
  for (const section of sections)
    for (const line of section.split('\n')) expect(shown).toContain(line.replace(/^- /, '').replace(/[`]|\*\*/g, ''));
  const headings = [...page.matchAll(/<h2>(.*?)<\/h2>/g)].map((match) => match[1]);
  const versions = sections.map((section) => section.split('\n')[0]).filter((version) => headings.includes(version));
  expect(headings).toEqual(['Deprecated', ...versions]);
  for (const path of paths) expect(await read(path), path).toContain('href="/docs/changes"');
});

it('no text shows the marks of its formatting', async () => {
  for (const path of paths) {
    const text = (await read(path)).replace(/<(pre|code)[\s>].*?<\/\1>/gs, '').replace(/<[^>]*>/g, '');
    expect(text, path).not.toContain('`');
  }
});

it('a search shows what was typed as text', async () => {
  expect(await read('/docs?q=%3Cscript%3Ealert(1)%3C/script%3E')).not.toContain('<script');
});

it('an unknown part is answered 404', async () => {
  expect((await fetch(`${laurel.url}/docs/unknown`)).status).toBe(404);
});

it('the document that the server gives is the committed one', async () => {
  expect(JSON.parse(await read('/openapi.json'))).toEqual(openApi);
});
