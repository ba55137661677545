// The example frontend in a real browser, on another origin than Laurel.

import { get } from 'node:http';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { demoGroupsTitle } from '../../src/cli/demo/demo-players.ts';
import { playRunning } from '../../src/cli/demo/play-running.ts';
import { findFreePort } from '../../src/cli/dev/free-port.ts';
import { repositoryFolder } from '../../src/cli/dev/home-folder.ts';
import { liveTitle, openTitle, playExample } from '../../src/cli/example/play-example.ts';
import { type ServedExample, serveExample } from '../../src/cli/example/serve-example.ts';
import { makePlayerId, signToken } from '../../src/cli/operator/sign-token.ts';
import { createLaurel } from '../../src/client/index.ts';
import { startWholeLaurel, type WholeLaurel } from '../support/laurels/whole-laurel.ts';
import { findAxeViolations } from '../support/pages/axe.ts';
import { openBrowser } from '../support/pages/browser.ts';

let laurel: WholeLaurel;
let browser: Browser;
let example: ServedExample;

beforeAll(async () => {
  const port = await findFreePort();
  [laurel, browser] = await Promise.all([
    startWholeLaurel({ CORS_ORIGINS: `http://localhost:${port}` }),
    openBrowser(),
  ]);
  const { url: baseUrl, jwtSecret } = laurel;
  await Promise.all([playExample(baseUrl, jwtSecret), playRunning({ baseUrl, jwtSecret }, makePlayerId())]);
  // A second start: what the tests below count is there once.
  const players = await playExample(baseUrl, jwtSecret);
  example = await serveExample({ port, laurel: laurel.url, players });
});

afterAll(async () => {
  await browser?.close();
  await example?.stop();
  await laurel?.stop();
});

// A player has three sockets at most.
afterEach(() => Promise.all(browser.contexts().map((context) => context.close())));

const errors: string[] = [];

/** A new browser window, signed in as a player. */
async function signedIn(name: string, width = 1200, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width, height: 800 }, colorScheme })).newPage();
  page.setDefaultTimeout(60_000);
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(example.url);
  await page.getByRole('button', { name, exact: true }).click();
  await page.getByText('Sign out').waitFor();
  return page;
}

async function login(name: string, roles: readonly 'organizer'[] = []) {
  const claims = { sub: makePlayerId(), name, roles, ttlSeconds: 600 };
  return createLaurel({ baseUrl: laurel.url, token: await signToken(laurel.jwtSecret, claims) });
}

/** Open for registration. Not listed, so that lists stay as the other tests expect them. */
async function newTournament(visibility: 'unlisted' | 'private' = 'unlisted'): Promise<string> {
  const organizer = await login('Olga', ['organizer']);
  const body = { title: 'Followed', issuer: 'Club', capacity: 8, startsAt: '2035-01-01T10:00:00Z' };
  const { id } = await organizer.createTournament({ body: { ...body, visibility } });
  for (const to of ['published', 'registration_open'] as const)
    await organizer.changeTournamentState({ params: { id }, body: { to } });
  return id;
}

const register = async (id: string, name: string) => (await login(name)).register({ params: { id } });

const message = (page: Page) => page.locator('#message').textContent();

async function openTournament(page: Page, title: string): Promise<void> {
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('heading', { name: title }).waitFor();
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe(title);
}

it('shows each stage that has started, the newest first, with the standings of its groups', async () => {
  const page = await signedIn('Chloé Dubois');
  await openTournament(page, `${demoGroupsTitle} ${new Date().getFullYear()}`);
  const headings = await page.locator('main h2, main h3').allTextContents();
  const groups = [1, 2, 3, 4].flatMap((group) => [1, 2, 3].map((round) => `Group ${group}, round ${round}`));
  expect(headings).toEqual([
    ...['Playoff: live', 'Round 1', 'Round 2', 'Round 3'],
    ...['Groups: completed', ...groups, ...[1, 2, 3, 4].map((group) => `Standings of group ${group}`)],
  ]);
});

it('lists tournaments, and registers a player who pays the fee', async () => {
  const page = await signedIn('Anika Rahman');
  const titles = page.locator('main a', { hasNotText: 'Dhaka' });
  await expect.poll(() => titles.allTextContents()).toEqual([liveTitle, openTitle]);
  await openTournament(page, openTitle);
  await page.getByRole('button', { name: 'Register' }).click();
  await page.getByText('Registered: Anika Rahman').waitFor();
  await expect.poll(() => message(page)).toBe('You are registered.');
  await page.getByRole('link', { name: 'Wallet' }).click();
  // The fees of both tournaments.
  await page.getByText('80 coins', { exact: true }).waitFor();
  expect(await page.getByText('entry fee').count()).toBe(2);
});

it('one side reports a result, the other confirms it, and the bracket shows the winner', async () => {
  const tanvir = await signedIn('Tanvir Hasan');
  await openTournament(tanvir, liveTitle);
  const match = tanvir.locator('.card', { has: tanvir.getByRole('button', { name: 'Report' }) });
  const labels = await match.getByRole('spinbutton').evaluateAll((inputs) => inputs.map((input) => input.ariaLabel));
  const opponent = labels.find((label) => label !== 'Score of Tanvir Hasan')?.replace('Score of ', '') ?? '';
  await match.getByLabel('Score of Tanvir Hasan').fill('2');
  await match.getByRole('button', { name: 'Report' }).click();
  await tanvir.locator('.card').getByText('The other side must confirm.').waitFor();

  const other = await signedIn(opponent);
  await openTournament(other, liveTitle);
  await other.getByRole('button', { name: /^Confirm [02] to [02]$/ }).click();
  await expect.poll(() => message(other)).toBe('The result is final.');
  await expect.poll(() => other.locator('.won').allTextContents()).toEqual(['Tanvir Hasan2']);
});

/** Not the requests for tickets. */
const streams = /:\d+\/live\//;

it('follows a private tournament over a socket, as who may read it', async () => {
  const page = await signedIn('Anika Rahman');
  for (const other of [streams, /\/events\?/]) await page.route(other, (route) => route.abort());
  const id = await newTournament('private');
  const players = await playExample(laurel.url, laurel.jwtSecret);
  const token = players.find(({ name }) => name === 'Anika Rahman')?.token ?? '';
  await createLaurel({ baseUrl: laurel.url, token }).register({ params: { id } });
  await page.goto(`${example.url}/#/t/${id}`);
  await page.getByText('Live', { exact: true }).waitFor();
  await register(id, 'Rina Akter');
  await page.getByText('Rina Akter').waitFor();
});

it.each(['websocket', 'sse', 'polling'] as const)('shows what others do, when only %s gets through', async (way) => {
  const page = await signedIn('Anika Rahman');
  await page.routeWebSocket(
    /\/live\//,
    (socket) => void (way === 'websocket' ? socket.connectToServer() : socket.close()),
  );
  await page.route(streams, (route) => (way === 'sse' ? route.continue() : route.abort()));
  const id = await newTournament();
  await page.goto(`${example.url}/#/t/${id}`);
  await page.getByText('Live', { exact: true }).waitFor();
  await register(id, 'Rina Akter');
  await page.getByText('Rina Akter').waitFor();
});

it('goes on after the network was away, and after the page was frozen', async () => {
  const page = await signedIn('Anika Rahman');
  const id = await newTournament();
  await page.goto(`${example.url}/#/t/${id}`);
  await page.getByText('Live', { exact: true }).waitFor();
  await page.context().setOffline(true);
  await page.getByText('Not live').waitFor();
  await register(id, 'Rina Akter');
  await page.context().setOffline(false);
  await page.getByText('Rina Akter').waitFor();
  await page.getByText('Live', { exact: true }).waitFor();
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await register(id, 'Sumi Das');
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await page.getByText('Sumi Das').waitFor();
});

it('reads what has not changed without its body', async () => {
  const page = await signedIn('Anika Rahman');
  await openTournament(page, liveTitle);
  const statuses: number[] = [];
  page.on('response', (response) => response.url().includes('/v1/tournaments?') && statuses.push(response.status()));
  await page.getByRole('link', { name: 'Tournaments' }).click();
  await page.getByRole('link', { name: liveTitle }).waitFor();
  await expect.poll(() => statuses).toEqual([304]);
});

it('says what Laurel refuses', async () => {
  const [one, two] = [await signedIn('Chloé Dubois'), await signedIn('Chloé Dubois')];
  // The second window does not hear of what happens in the first.
  await two.routeWebSocket(/\/live\//, (socket) => void socket.close());
  await two.route(/\/live\/|\/events\?/, (route) => route.abort());
  for (const page of [one, two]) await openTournament(page, openTitle);
  await one.getByRole('button', { name: 'Register' }).click();
  await one.getByText('You are registered.').first().waitFor();
  await two.getByRole('button', { name: 'Register' }).click();
  await expect.poll(() => message(two)).toContain('already registered');
});

it('refuses a token that is none, and takes a pasted one', async () => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(example.url);
  await page.getByLabel('Token').fill('nonsense');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect.poll(() => message(page)).toContain('bearer token');
  const [player] = await playExample(laurel.url, laurel.jwtSecret);
  await page.getByLabel('Token').fill(player?.token ?? '');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Sign out').waitFor();
  expect(await page.locator('#me strong').textContent()).toBe(player?.name);
});

describe.each(['light', 'dark'] as const)('in %s mode', (colorScheme) => {
  it.each([375, 1200])('at %i pixels every page passes axe and does not scroll sideways', async (width) => {
    const page = await signedIn('Anika Rahman', width, colorScheme);
    for (const title of [openTitle, liveTitle, 'Wallet', 'Tournaments']) {
      await page.getByRole('link', { name: title }).click();
      await page.getByRole('heading', { name: title, level: 1 }).waitFor();
      expect(await findAxeViolations(page)).toEqual([]);
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect(overflow).toBe(0);
      if (title !== 'Wallet' && title !== 'Tournaments') await page.getByRole('link', { name: 'Tournaments' }).click();
    }
  });
});

it('a page of any origin verifies certificates, also with a token', async () => {
  const page = await (await browser.newContext()).newPage();
  // The same server, but not the listed origin.
  await page.goto(example.url.replace('localhost', '127.0.0.1'));
  const entryPoints = [join(repositoryFolder, 'src/client/index.ts')];
  const { outputFiles } = await build({
    entryPoints,
    bundle: true,
    globalName: 'client',
    format: 'iife',
    write: false,
  });
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
  const failure = (call: string) =>
    page.evaluate(`client.createLaurel({ baseUrl: '${laurel.url}', token: 'any', retries: false }).${call}
      .catch((error) => error.code ?? error.name)`);
  expect(await failure(`verifyCertificate({ params: { code: '7K2M-9QXA-0B1C-D3EF' } })`)).toBe('not_found');
  expect(await failure(`listTournaments()`)).toBe('LaurelUnreachable');
});

it('no page had an error', () => {
  expect(errors).toEqual([]);
});

it('tokens are not given to a page whose name points to this machine', async () => {
  const statusFor = (host: string) =>
    new Promise((resolve, reject) => {
      const { port } = new URL(example.url);
      const options = { port, host: '127.0.0.1', path: '/settings.json', headers: { host } };
      get(options, (response) => resolve(response.resume().statusCode)).on('error', reject);
    });
  expect([await statusFor('localhost'), await statusFor('localhost.evil.example')]).toEqual([200, 404]);
});
