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
  readonly complaints: readonly string[];
}

export async function openPage(
  browser: Browser,
  url: string,
  look: { width: number; locale: string },
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: look.width, height: 800 }, locale: look.locale });
  context.setDefaultTimeout(timeout);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
  page.on(
    'request',
    (request) => new URL(request.url()).origin !== new URL(url).origin && complaints.push(`foreign: ${request.url()}`),
  );
  await page.goto(url);
  await page.evaluate('document.fonts.ready');
  return { page, complaints };
}
