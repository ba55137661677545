// Opens pages in Chromium and records their errors.

import chromium from '@sparticuz/chromium';
import { type Browser, type Page, chromium as playwright } from 'playwright-core';

const timeout = 60_000;

export async function openBrowser(): Promise<Browser> {
  const args = ['--no-sandbox', '--no-zygote', '--disable-gpu', '--disable-dev-shm-usage'];
  return playwright.launch({ executablePath: await chromium.executablePath(), args, timeout });
}

export interface WatchedPage {
  readonly page: Page;
  /** Console errors, failed requests, and requests to other origins. */
  readonly errors: readonly string[];
}

export async function openPage(
  browser: Browser,
  url: string,
  view: { width: number; locale: string },
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: view.width, height: 800 }, locale: view.locale });
  context.setDefaultTimeout(timeout);
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => errors.push(`error: ${error.message}`));
  page.on('requestfailed', (request) => errors.push(`failed: ${request.url()}`));
  page.on(
    'request',
    (request) => new URL(request.url()).origin !== new URL(url).origin && errors.push(`other origin: ${request.url()}`),
  );
  await page.goto(url);
  await page.evaluate('document.fonts.ready');
  return { page, errors };
}
